import type { Probe, ProbeRule } from '../rule.js';
import { jsonProbes } from '../support/bodies.js';
import { withHeader } from '../support/changes.js';
import { judgeRefusal } from '../support/refused.js';

export const contentTypeOther: ProbeRule = {
  id: 'request/content-type-other',
  kind: 'probe',
  documented: ['D7', 'D10'],
  says: 'A request with a Content-Type other than application/json is refused.',
  sends: 'the valid request, its body called text/plain; called a form',
  accepts: '400',
  plan: (view) => jsonProbes(view, [called('text/plain'), called('application/x-www-form-urlencoded')]),
  judge: (exchange, _probe, context) =>
    judgeRefusal(
      exchange,
      'contentType',
      context,
      'Answer {status} where Content-Type is not application/json.',
    ),
};

function called(type: string): Probe {
  return {
    variation: type,
    sends: `the valid request with Content-Type: ${type}`,
    cause: 'content-type',
    expects: 'refusal',
    at: 'Content-Type',
    change: (request) => withHeader(request, 'Content-Type', type),
  };
}
