import { bearerOf } from '../../contract/exchange.js';
import type { Probe, ProbeRule } from '../rule.js';
import { bearerProbes } from '../support/authenticated.js';
import { judgeRefusal } from '../support/refused.js';
import { withHeader } from '../support/request-parts.js';

export const bearerMalformed: ProbeRule = {
  id: 'authentication/bearer-malformed',
  kind: 'probe',
  anonymous: true,
  documented: ['D10'],
  says: 'A token without the scheme Bearer does not authorize a request.',
  sends: 'the valid token without a scheme; with the scheme Basic',
  accepts: '401 or 403',
  plan: (view) =>
    bearerProbes(view, [
      malformed('no scheme', 'its token without the scheme Bearer', (token) => token),
      malformed('Basic', 'its token under the scheme Basic', (token) => `Basic ${token}`),
    ]),
  judge: (exchange, _probe, context) =>
    judgeRefusal(exchange, 'credentials', context, 'Accept a token only under the scheme Bearer.'),
};

function malformed(variation: string, what: string, write: (token: string) => string): Probe {
  return {
    variation,
    sends: `the valid request with ${what}`,
    // Whether that is a missing token or a wrong one is open: no cause.
    expects: 'refusal',
    at: 'Authorization',
    change: (request) => {
      const token = bearerOf(request);
      return token === undefined ? undefined : withHeader(request, 'Authorization', write(token));
    },
  };
}
