import type { ObservationRule } from '../rule.js';
import { against, needsCatalog } from '../support/codes.js';
import { read } from '../support/reading.js';

export const codeFitsType: ObservationRule = {
  id: 'error/code-fits-type',
  kind: 'observation',
  documented: ['D4'],
  says: 'An error_code comes with its one error_type.',
  sends: 'nothing of its own: it looks at every error of the operation',
  accepts: 'the error_type that the catalogue gives for the code',
  plan: needsCatalog,
  judge: ({ exchange }, { contract: { catalog } }) => {
    const reading = read(exchange);
    const known = catalog?.codes.get(reading?.code ?? '');
    if (!known || !catalog || reading?.type === undefined) return undefined;
    if (known.type === reading.type) return { holds: true };
    return against(catalog, {
      holds: false,
      expected: `error_type ${JSON.stringify(known.type)} with error_code ${JSON.stringify(known.code)}`,
      received: `error_type ${JSON.stringify(reading.type)} with error_code ${JSON.stringify(known.code)}`,
      at: '$.error_type',
      advice: 'Take code and type from one table.',
      cause: `${known.code} as ${reading.type}`,
    });
  },
};
