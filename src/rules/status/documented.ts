import { coversStatus, DOCUMENTED_STATUSES } from '../../contract/statuses.js';
import type { ObservationRule } from '../rule.js';
import { notPromised } from '../support/refused.js';
import { oneOf } from '../support/statuses.js';

export const documented: ObservationRule = {
  id: 'status/documented',
  kind: 'observation',
  documented: ['D10'],
  says: 'Every status is one of the documented ones.',
  sends: 'nothing of its own: it looks at every answer of the operation',
  accepts: `${oneOf(DOCUMENTED_STATUSES)}, or what promises.statuses in contract.yaml says; statuses with a response schema`,
  plan: ({ contract }) => (contract.config.promises.statuses ? undefined : { skip: notPromised('statuses') }),
  judge: ({ exchange: { outcome } }, { contract: { config, schemas }, operation }) => {
    const { statuses } = config.promises;
    if (outcome.kind === 'none' || !statuses) return undefined;
    if (coversStatus([...statuses, ...schemas.statuses(operation.name)], outcome.status))
      return { holds: true };
    return {
      holds: false,
      expected: `status ${oneOf(statuses)}`,
      received: `status ${outcome.status}`,
      advice: 'Answer with a documented status.',
    };
  },
};
