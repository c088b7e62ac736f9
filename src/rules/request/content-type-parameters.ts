import type { ProbeRule } from '../rule.js';
import { jsonProbes } from '../support/bodies.js';
import { withHeader } from '../support/changes.js';
import { isSuccess, received } from '../support/statuses.js';

export const contentTypeParameters: ProbeRule = {
  id: 'request/content-type-parameters',
  kind: 'probe',
  documented: ['D7'],
  says: 'application/json with a charset is still application/json.',
  sends: 'the valid request with Content-Type: application/json; charset=utf-8',
  accepts: 'a success, as without the parameter',
  plan: (view) =>
    jsonProbes(view, [
      {
        sends: 'the valid request with Content-Type: application/json; charset=utf-8',
        expects: 'success',
        at: 'Content-Type',
        change: (request) => withHeader(request, 'Content-Type', 'application/json; charset=utf-8'),
      },
    ]),
  judge: (exchange) =>
    exchange.outcome.kind === 'answer' && isSuccess(exchange.outcome.status)
      ? { holds: true }
      : {
          holds: false,
          expected: 'a success, as without the parameter',
          received: received(exchange),
          advice: 'Compare the media type without its parameters.',
        },
};
