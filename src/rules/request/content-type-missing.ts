import type { ProbeRule } from '../rule.js';
import { judgeType, typeProbes } from '../support/content-types.js';
import { withoutHeader } from '../support/request-parts.js';

export const contentTypeMissing: ProbeRule = {
  id: 'request/content-type-missing',
  kind: 'probe',
  documented: ['D7', 'D10'],
  says: 'A request without a Content-Type is refused.',
  sends: 'the valid request without its Content-Type header',
  accepts:
    '400; where the client_id is in the body, what a missing one is answered with too; where the body is a file, a success too',
  plan: (view) =>
    typeProbes(view, [
      {
        sends: 'the valid request without its Content-Type header',
        cause: 'content-type',
        expects: 'refusal',
        at: 'Content-Type',
        change: (request) => withoutHeader(request, 'content-type'),
      },
    ]),
  judge: judgeType,
};
