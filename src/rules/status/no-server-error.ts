import type { ObservationRule } from '../rule.js';

export const noServerError: ObservationRule = {
  id: 'status/no-server-error',
  kind: 'observation',
  documented: ['D10'],
  says: 'Nothing that is sent is answered with a server error.',
  sends: 'nothing of its own: it looks at every answer of the operation',
  accepts: 'any status but 500, and 503 only where a retry heals it',
  plan: () => undefined,
  judge: ({ exchange }) => {
    const { outcome, retried } = exchange;
    if (outcome.kind === 'none') return undefined;
    if (outcome.status === 500 || outcome.status === 503) {
      return {
        holds: false,
        expected: 'no server error',
        received: `status ${outcome.status}`,
        advice: 'Look up the request_id in the logs of the server.',
      };
    }
    const healed = retried.filter(({ status }) => status === 503).length;
    return { holds: true, ...(healed > 0 && { notes: [`a 503 was healed by a retry`] }) };
  },
};
