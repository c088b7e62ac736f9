import { bearerOf } from '../../contract/exchange.js';
import type { ProbeRule } from '../rule.js';
import { bearerProbes } from '../support/authenticated.js';
import { judgeRefusal } from '../support/refused.js';
import { withHeader } from '../support/request-parts.js';

export const bearerOfOtherEnvironment: ProbeRule = {
  id: 'authentication/bearer-of-other-environment',
  kind: 'probe',
  anonymous: true,
  documented: ['D8', 'D10'],
  says: 'A Bearer token of one environment does not authorize a request in the other.',
  sends: 'the valid request with the Bearer token that it carries in the other environment',
  accepts: '401 or 403',
  plan: (view) => {
    if (!view.other) return { skip: 'only one environment is checked' };
    return bearerProbes(view, [
      {
        sends: `the valid request with the Bearer token of ${view.other}`,
        cause: 'bearer-incorrect',
        expects: 'refusal',
        at: 'Authorization',
        change: (request, { other }) =>
          other?.bearerToken !== undefined && other.bearerToken !== bearerOf(request)
            ? withHeader(request, 'Authorization', `Bearer ${other.bearerToken}`)
            : undefined,
      },
    ]);
  },
  judge: (exchange, _probe, context) =>
    judgeRefusal(exchange, 'credentials', context, 'Keep the tokens of the two environments apart.'),
};
