import { DOCUMENTED_STATUSES } from '../../contract/statuses.js';
import type { ObservationRule } from '../rule.js';
import { oneOf } from '../support/statuses.js';

export const documented: ObservationRule = {
  id: 'status/documented',
  kind: 'observation',
  documented: ['D10'],
  says: 'Every status is one of the nine documented ones.',
  sends: 'nothing of its own: it looks at every answer of the operation',
  accepts: oneOf(DOCUMENTED_STATUSES),
  plan: () => undefined,
  judge: ({ exchange: { outcome } }) => {
    if (outcome.kind === 'none') return undefined;
    if (DOCUMENTED_STATUSES.includes(outcome.status)) return { holds: true };
    return {
      holds: false,
      expected: `status ${oneOf(DOCUMENTED_STATUSES)}`,
      received: `status ${outcome.status}`,
      advice: 'Answer with a documented status.',
    };
  },
};
