import { redirectOf } from '../../contract/exchange.js';
import type { ObservationRule } from '../rule.js';

export const noRedirect: ObservationRule = {
  id: 'transport/no-redirect',
  kind: 'observation',
  documented: ['D5'],
  says: 'No answer sends the client on to another host, or to another scheme.',
  sends: 'nothing of its own: it looks at every answer of the operation',
  accepts: 'anything but a redirect (3xx) whose Location has another host or scheme',
  redirects: true,
  plan: () => undefined,
  judge: ({ exchange: { request, outcome } }) => {
    if (outcome.kind === 'none') return undefined;
    const location = redirectOf(outcome);
    if (location === undefined) return { holds: true };
    const here = request.origin + request.target;
    if (!URL.canParse(location, here)) return { holds: true };
    const to = new URL(location, here);
    const from = new URL(request.origin);
    if (to.protocol === from.protocol && to.hostname === from.hostname) return { holds: true };
    return {
      holds: false,
      expected: 'no redirect to another host or scheme',
      received: `status ${outcome.status}, and Location leads to ${to.protocol}//${to.host}`,
      at: 'Location',
      advice: 'Answer the request where it arrives: a client must not take its credentials elsewhere.',
      cause: `redirect to ${to.protocol}//${to.hostname}`,
    };
  },
};
