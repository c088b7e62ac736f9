import type { ObservationRule } from '../rule.js';

export const noServerError: ObservationRule = {
  id: 'status/no-server-error',
  kind: 'observation',
  documented: ['D10'],
  says: 'Nothing that is sent is answered with a server error.',
  sends: 'nothing of its own: it looks at every answer of the operation',
  accepts: 'any status but 5xx, and 503 only where a retry heals it; 501 for a method that is not known',
  plan: () => undefined,
  judge: ({ exchange }) => {
    const { outcome, retried } = exchange;
    if (outcome.kind === 'none') return undefined;
    if (isServerError(outcome.status)) {
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

/** 501 says that a method is not known (RFC 9110, 15.6.2): that is no failure. */
const isServerError = (status: number): boolean => status >= 500 && status !== 501;
