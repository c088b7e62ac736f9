import type { ObservationRule } from '../rule.js';
import { against, needsCatalog } from '../support/codes.js';
import { errorOf } from '../support/error-places.js';

export const catalogued: ObservationRule = {
  id: 'error/catalogued',
  kind: 'observation',
  documented: ['D4'],
  says: 'Every error_code is in the catalogue.',
  sends: 'nothing of its own: it looks at every error of the operation',
  accepts: 'an error_code that schemas/error-catalog.json lists',
  plan: needsCatalog,
  judge: ({ exchange }, { contract }) => {
    const { catalog } = contract;
    const { code, names } = errorOf(exchange, contract);
    if (!code || !catalog) return undefined;
    if (catalog.codes.has(code)) return { holds: true };
    return against(catalog, {
      holds: false,
      expected: `an ${names.code} of ${catalog.file}`,
      received: `${names.code} ${JSON.stringify(code)}, which is not in the catalogue`,
      at: names.codePlace,
      advice: 'Correct the code, or add it to the catalogue.',
      cause: `uncatalogued ${code}`,
    });
  },
};
