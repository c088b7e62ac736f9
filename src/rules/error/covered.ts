import type { EnvironmentRule } from '../rule.js';
import { needsCatalog } from '../support/codes.js';

export const covered: EnvironmentRule = {
  id: 'error/covered',
  kind: 'environment',
  documented: ['D4'],
  says: 'Every code of the catalogue was exercised, or is listed as not exercised.',
  sends: 'nothing of its own: it adds up the codes of the whole run',
  accepts: 'anything; codes that were not seen are a note',
  notesOnly: true,
  once: {
    plan: (contract) => needsCatalog({ contract }),
    judge: ({ contract: { catalog }, codes }) => {
      const known = [...(catalog?.codes.keys() ?? [])];
      const missing = known.filter((code) => !codes.has(code));
      const seen = `${known.length - missing.length} of ${known.length} codes of the catalogue were seen`;
      return {
        holds: true,
        notes: missing.length > 0 ? [`${seen}; not exercised: ${missing.join(', ')}`] : [seen],
      };
    },
  },
};
