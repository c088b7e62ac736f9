import { randomBytes } from 'node:crypto';
import { bearerOf } from '../../contract/exchange.js';
import type { ProbeRule } from '../rule.js';
import { probesOf } from '../support/carried.js';
import { judgeRefusal } from '../support/refused.js';

export const unknownEndpoint: ProbeRule = {
  id: 'status/unknown-endpoint',
  kind: 'probe',
  documented: ['D10'],
  says: 'An endpoint that does not exist is not found.',
  sends:
    'the valid request with a made-up name in place of the first part of its path that names an endpoint',
  accepts: '404; 401 too for a request without a Bearer token, which may be asked for first',
  plan: (view) => {
    const fixed = fixedSegment(
      view.sample.request.target,
      view.sample.mark('clientId'),
      view.sample.identifiers.map(({ variable }) => view.sample.mark(variable)),
    );
    return probesOf(view, [
      {
        sends: 'the valid request to an endpoint that does not exist',
        ...(bearerOf(view.sample.request) !== undefined && { cause: 'unknown-endpoint' }),
        expects: 'refusal',
        at: 'path',
        change: (request) => ({ ...request, target: elsewhere(request.target, fixed) }),
      },
    ]);
  },
  judge: (exchange, _probe, context) => {
    const also = bearerOf(context.view.sample.request) === undefined ? [401] : [];
    return judgeRefusal(
      exchange,
      'endpoint',
      context,
      'Answer {status} where no endpoint has that path.',
      also,
    );
  },
};

/**
 * Position of the path segment to be replaced: the first fixed one behind the client id, since behind the name of a
 * kind anything may be an identifier; where the path holds no client id, the last fixed one.
 */
function fixedSegment(target: string, clientId: string, marks: readonly string[]): number | undefined {
  const segments = (target.split('?')[0] ?? '').split('/');
  const fixed = (segment: string): boolean =>
    segment !== '' && !segment.includes(clientId) && !marks.some((mark) => segment.includes(mark));
  const behind = segments.findIndex((segment) => segment.includes(clientId));
  const position =
    behind < 0
      ? segments.findLastIndex(fixed)
      : segments.findIndex((segment, index) => index > behind && fixed(segment));
  return position > 0 ? position : undefined;
}

function elsewhere(target: string, position: number | undefined): string {
  const [path = '/', ...query] = target.split('?');
  const segments = path.split('/');
  const madeUp = `no-such-endpoint-${randomBytes(4).toString('hex')}`;
  if (position === undefined || position >= segments.length) segments.push(madeUp);
  else segments[position] = madeUp;
  return [segments.join('/'), ...query].join('?');
}
