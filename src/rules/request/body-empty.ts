import type { ProbeRule } from '../rule.js';
import { jsonProbes } from '../support/bodies.js';
import { withBody } from '../support/changes.js';
import { judgeRefusal } from '../support/refused.js';

export const bodyEmpty: ProbeRule = {
  id: 'request/body-empty',
  kind: 'probe',
  documented: ['D7', 'D10'],
  says: 'A request with an empty body is refused: nothing is not valid JSON.',
  sends: 'the valid request with a body of no bytes',
  accepts: '400',
  plan: (view) =>
    jsonProbes(view, [
      {
        sends: 'the valid request with an empty body',
        cause: 'body-malformed',
        expects: 'refusal',
        at: 'body',
        change: (request) => withBody(request, ''),
      },
    ]),
  judge: (exchange, _probe, context) =>
    judgeRefusal(exchange, 'body', context, 'Answer {status} where the body is empty.'),
};
