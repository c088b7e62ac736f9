import { randomBytes } from 'node:crypto';
import type { ProbeRule } from '../rule.js';
import { probesOf } from '../support/carried.js';
import { judgeStatus } from '../support/statuses.js';

export const unknownEndpoint: ProbeRule = {
  id: 'status/unknown-endpoint',
  kind: 'probe',
  documented: ['D10'],
  says: 'An endpoint that does not exist is not found.',
  sends: 'the valid request with a made-up name in place of the last fixed part of its path',
  accepts: '404',
  plan: (view) => {
    const fixed = fixedSegment(
      view.sample.request.target,
      view.sample.mark('clientId'),
      view.sample.identifiers.map(({ variable }) => view.sample.mark(variable)),
    );
    return probesOf(view, [
      {
        sends: 'the valid request to an endpoint that does not exist',
        cause: 'unknown-endpoint',
        expects: 'refusal',
        at: 'path',
        change: (request) => ({ ...request, target: elsewhere(request.target, fixed) }),
      },
    ]);
  },
  judge: (exchange, _probe, { accepted }) =>
    judgeStatus(exchange, accepted([404]), 'Answer 404 where no endpoint has that path.'),
};

/** Position of the last path segment that is no variable; undefined where there is none. */
function fixedSegment(target: string, clientId: string, marks: readonly string[]): number | undefined {
  const segments = (target.split('?')[0] ?? '').split('/');
  const position = segments.findLastIndex(
    (segment) =>
      segment !== '' && !segment.includes(clientId) && !marks.some((mark) => segment.includes(mark)),
  );
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
