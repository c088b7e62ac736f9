import type { ProbeRule } from '../rule.js';
import { bodyKind } from '../support/bodies.js';
import { judgeType, type TypeProbe, typeProbes } from '../support/content-types.js';
import { withHeader } from '../support/request-parts.js';

const FORM = 'application/x-www-form-urlencoded';

export const contentTypeOther: ProbeRule = {
  id: 'request/content-type-other',
  kind: 'probe',
  documented: ['D7', 'D10'],
  says: 'A request with a Content-Type other than application/json is refused; a form, with another than that of its kind.',
  sends: 'the valid request, its body called text/plain; called a form, or JSON where it is none',
  accepts:
    '400; where the client_id is in the body, what a missing one is answered with too; where the body is a file, a success too',
  plan: (view) =>
    typeProbes(view, ['text/plain', bodyKind(view) === 'json' ? FORM : 'application/json'].map(called)),
  judge: judgeType,
};

function called(type: string): TypeProbe {
  return {
    variation: type,
    sends: `the valid request with Content-Type: ${type}`,
    cause: 'content-type',
    expects: 'refusal',
    at: 'Content-Type',
    change: (request) => withHeader(request, 'Content-Type', type),
  };
}
