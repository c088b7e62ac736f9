import { isGraphql } from '../../contract/graphql/request.js';
import type { Probe, ProbeRule } from '../rule.js';
import { objectProbes } from '../support/bodies.js';
import { judgeRefusal } from '../support/refused.js';
import { jsonBody, withBody } from '../support/request-parts.js';
import { unreadableStatuses } from '../support/unreadable-statuses.js';

export const bodyNotObject: ProbeRule = {
  id: 'request/body-not-object',
  kind: 'probe',
  documented: ['D7', 'D10'],
  says: 'A request whose body is JSON, but no object, is refused where an object is asked for.',
  sends: 'an array around the valid body; a string; a number; null',
  accepts: '400; where the client_id is in the body, what a missing one is answered with too',
  plan: (view) =>
    objectProbes(view, [
      // Of GraphQL, a list of requests is a request of its own.
      ...(isGraphql(view.operation)
        ? []
        : [instead('array', 'an array around its JSON body', (valid) => [valid])]),
      instead('string', 'a JSON string as its body', () => 'text'),
      instead('number', 'a JSON number as its body', () => 1),
      instead('null', 'null as its body', () => null),
    ]),
  judge: (exchange, _probe, context) =>
    judgeRefusal(
      exchange,
      'body',
      context,
      'Answer {status} where the body is no JSON object.',
      unreadableStatuses(context.view),
    ),
};

function instead(variation: string, what: string, make: (valid: unknown) => unknown): Probe {
  return {
    variation,
    sends: `the valid request with ${what}`,
    cause: 'body-not-object',
    expects: 'refusal',
    at: 'body',
    change: (request) => withBody(request, JSON.stringify(make(jsonBody(request)))),
  };
}
