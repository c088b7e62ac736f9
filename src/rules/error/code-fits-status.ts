import { isSuccessful } from '../../contract/exchange.js';
import type { ObservationRule } from '../rule.js';
import { against, needsCatalog } from '../support/codes.js';
import { errorOf } from '../support/error-places.js';
import { oneOf } from '../support/statuses.js';

export const codeFitsStatus: ObservationRule = {
  id: 'error/code-fits-status',
  kind: 'observation',
  documented: ['D4', 'D10'],
  says: 'An error_code comes with one of its statuses.',
  sends: 'nothing of its own: it looks at every error of the operation',
  accepts: 'a status that the catalogue gives for the code',
  plan: needsCatalog,
  judge: ({ exchange }, { contract }) => {
    const { catalog } = contract;
    const { outcome } = exchange;
    const { code, names } = errorOf(exchange, contract);
    const known = catalog?.codes.get(code ?? '');
    if (!known || !catalog || outcome.kind === 'none' || isSuccessful(outcome)) return undefined;
    if (known.statuses.length === 0) return undefined;
    if (known.statuses.includes(outcome.status)) return { holds: true };
    return against(catalog, {
      holds: false,
      expected: `status ${oneOf(known.statuses)} with ${names.code} ${JSON.stringify(known.code)}`,
      received: `status ${outcome.status} with ${names.code} ${JSON.stringify(known.code)}`,
      at: names.codePlace,
      advice: 'Take code and status from one table.',
      cause: `${known.code} with ${outcome.status}`,
    });
  },
};
