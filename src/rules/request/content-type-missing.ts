import type { ProbeRule } from '../rule.js';
import { jsonProbes } from '../support/bodies.js';
import { withoutHeader } from '../support/changes.js';
import { judgeRefusal } from '../support/refused.js';

export const contentTypeMissing: ProbeRule = {
  id: 'request/content-type-missing',
  kind: 'probe',
  documented: ['D7', 'D10'],
  says: 'A request without a Content-Type is refused.',
  sends: 'the valid request without its Content-Type header',
  accepts: '400',
  plan: (view) =>
    jsonProbes(view, [
      {
        sends: 'the valid request without its Content-Type header',
        cause: 'content-type',
        expects: 'refusal',
        at: 'Content-Type',
        change: (request) => withoutHeader(request, 'content-type'),
      },
    ]),
  judge: (exchange, _probe, context) =>
    judgeRefusal(exchange, 'contentType', context, 'Answer {status} where Content-Type is missing.'),
};
