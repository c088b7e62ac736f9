import type { ProbeRule } from '../rule.js';
import { bearerProbes } from '../support/authenticated.js';
import { judgeRefusal } from '../support/refused.js';
import { withHeader } from '../support/request-parts.js';

export const bearerEmpty: ProbeRule = {
  id: 'authentication/bearer-empty',
  kind: 'probe',
  anonymous: true,
  documented: ['D10'],
  says: 'A request with an empty Bearer token is not authorized.',
  sends: 'the valid request with the scheme Bearer and no token',
  accepts: '401 or 403',
  plan: (view) =>
    bearerProbes(
      view,
      [
        {
          sends: 'the valid request with an empty Bearer token',
          // Whether that is a missing one or a wrong one is open: no cause.
          expects: 'refusal',
          at: 'Authorization',
          change: (request) => withHeader(request, 'Authorization', 'Bearer '),
        },
      ],
      true,
    ),
  judge: (exchange, _probe, context) =>
    judgeRefusal(exchange, 'credentials', context, 'Treat an empty token as a missing one.'),
};
