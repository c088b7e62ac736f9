import { randomBytes } from 'node:crypto';
import { bearerOf } from '../../contract/exchange.js';
import { pathSegments } from '../../contract/items.js';
import type { ProbeRule, View } from '../rule.js';
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
    const fixed = fixedSegment(view);
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
 * kind anything may be an identifier; where the path holds no client id, the last fixed one that is in no place of
 * an identifier: the name of a kind that an invalid identifier stands behind is an endpoint that exists.
 */
function fixedSegment(view: View): number | undefined {
  const { sample } = view;
  const segments = (sample.request.target.split('?')[0] ?? '').split('/');
  const clientId = sample.mark('clientId');
  const marks = sample.identifiers.map(({ variable }) => sample.mark(variable));
  const fixed = (segment: string): boolean =>
    segment !== '' && !segment.includes(clientId) && !marks.some((mark) => segment.includes(mark));
  const behind = segments.findIndex((segment) => segment.includes(clientId));
  if (behind >= 0) return found(segments.findIndex((segment, index) => index > behind && fixed(segment)));
  const open = openSegments(view, segments.length);
  const named = segments.findLastIndex((segment, index) => fixed(segment) && !open(index));
  return found(named > 0 ? named : segments.findLastIndex(fixed));
}

const found = (position: number): number | undefined => (position > 0 ? position : undefined);

/** Whether a segment of the path is one that an operation, this or another one, has an identifier in. */
function openSegments({ contract, operation }: View, length: number): (position: number) => boolean {
  const own = pathSegments(operation.request);
  const all = contract.operations.map(({ request }) => pathSegments(request));
  return (position) => {
    // The base URL may have a path of its own, which stands before.
    const at = position - (length - own.length);
    return all.some((path) => {
      const isThere = (segment: string, index: number): boolean =>
        [segment, path[index] ?? ''].some(isOpen) || segment === path[index];
      return isOpen(path[at] ?? '') && own.slice(0, at).every(isThere);
    });
  };
}

/** `:id`, `{{orderId}}`, `42`, a UUID. */
const isOpen = (segment: string): boolean => /^:|\{\{|^\d+$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-/i.test(segment);

function elsewhere(target: string, position: number | undefined): string {
  const [path = '/', ...query] = target.split('?');
  const segments = path.split('/');
  const madeUp = `no-such-endpoint-${randomBytes(4).toString('hex')}`;
  if (position === undefined || position >= segments.length) segments.push(madeUp);
  else segments[position] = madeUp;
  return [segments.join('/'), ...query].join('?');
}
