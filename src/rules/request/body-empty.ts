import type { Probe, ProbeRule, View } from '../rule.js';
import { bodyKind, isForm, jsonProbes } from '../support/bodies.js';
import { probesOf } from '../support/carried.js';
import { described } from '../support/fields/described.js';
import { judgeRefusal } from '../support/refused.js';
import { withBody } from '../support/request-parts.js';
import { unreadableStatuses } from '../support/unreadable-statuses.js';

export const bodyEmpty: ProbeRule = {
  id: 'request/body-empty',
  kind: 'probe',
  documented: ['D7', 'D10'],
  says: 'A request with an empty body is refused: nothing is not valid JSON, and no form with its required fields.',
  sends: 'the valid request with a body of no bytes',
  accepts: '400; where the client_id is in the body, what a missing one is answered with too',
  plan: (view) => {
    const kind = bodyKind(view);
    if (kind === 'file') return { skip: 'a file may be empty too' };
    if (!isForm(kind)) return jsonProbes(view, [{ ...EMPTY, cause: 'body-malformed' }]);
    if (requiresSome(view)) return probesOf(view, [EMPTY]);
    return { skip: 'a form may be empty: no complete schema says that one of its fields is required' };
  },
  judge: (exchange, _probe, context) =>
    judgeRefusal(
      exchange,
      'body',
      context,
      'Answer {status} where the body is empty.',
      unreadableStatuses(context.view),
    ),
};

const EMPTY: Probe = {
  sends: 'the valid request with an empty body',
  expects: 'refusal',
  at: 'body',
  change: (request) => withBody(request, ''),
};

function requiresSome(view: View): boolean {
  const body = described(view);
  if (!('oracle' in body) || !body.oracle.schema.complete) return false;
  return body.oracle.breaches({}).some(({ path, keyword }) => path.length === 0 && keyword === 'required');
}
