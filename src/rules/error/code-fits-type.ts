import type { ObservationRule } from '../rule.js';
import { against, needsCatalog } from '../support/codes.js';
import { errorOf } from '../support/error-places.js';

export const codeFitsType: ObservationRule = {
  id: 'error/code-fits-type',
  kind: 'observation',
  documented: ['D4'],
  says: 'An error_code comes with its one error_type.',
  sends: 'nothing of its own: it looks at every error of the operation',
  accepts: 'the error_type that the catalogue gives for the code',
  plan: needsCatalog,
  judge: ({ exchange }, { contract }) => {
    const { catalog } = contract;
    const { code, type, names } = errorOf(exchange, contract);
    const known = catalog?.codes.get(code ?? '');
    if (known?.type === undefined || !catalog || type === undefined) return undefined;
    if (known.type === type) return { holds: true };
    return against(catalog, {
      holds: false,
      expected: `${names.type} ${JSON.stringify(known.type)} with ${names.code} ${JSON.stringify(known.code)}`,
      received: `${names.type} ${JSON.stringify(type)} with ${names.code} ${JSON.stringify(known.code)}`,
      at: names.typePlace,
      advice: 'Take code and type from one table.',
      cause: `${known.code} as ${type}`,
    });
  },
};
