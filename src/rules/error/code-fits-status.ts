import type { ObservationRule } from '../rule.js';
import { against, needsCatalog } from '../support/codes.js';
import { read } from '../support/reading.js';
import { isSuccess, oneOf } from '../support/statuses.js';

export const codeFitsStatus: ObservationRule = {
  id: 'error/code-fits-status',
  kind: 'observation',
  documented: ['D4', 'D10'],
  says: 'An error_code comes with one of its statuses.',
  sends: 'nothing of its own: it looks at every error of the operation',
  accepts: 'a status that the catalogue gives for the code',
  plan: needsCatalog,
  judge: ({ exchange }, { contract: { catalog } }) => {
    const reading = read(exchange);
    const known = catalog?.codes.get(reading?.code ?? '');
    if (!known || !catalog || !reading || isSuccess(reading.answer.status)) return undefined;
    if (known.statuses.includes(reading.answer.status)) return { holds: true };
    return against(catalog, {
      holds: false,
      expected: `status ${oneOf(known.statuses)} with error_code ${JSON.stringify(known.code)}`,
      received: `status ${reading.answer.status} with error_code ${JSON.stringify(known.code)}`,
      at: '$.error_code',
      advice: 'Take code and status from one table.',
      cause: `${known.code} with ${reading.answer.status}`,
    });
  },
};
