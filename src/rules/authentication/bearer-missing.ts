import type { ProbeRule } from '../rule.js';
import { bearerProbes } from '../support/authenticated.js';
import { judgeRefusal } from '../support/refused.js';
import { withoutHeader } from '../support/request-parts.js';

export const bearerMissing: ProbeRule = {
  id: 'authentication/bearer-missing',
  kind: 'probe',
  anonymous: true,
  documented: ['D10'],
  says: 'A request without its Bearer token is not authorized.',
  sends: 'the valid request without its Authorization header',
  accepts: '401 or 403',
  plan: (view) =>
    bearerProbes(
      view,
      [
        {
          sends: 'the valid request without its Authorization header',
          cause: 'bearer-missing',
          expects: 'refusal',
          at: 'Authorization',
          change: (request) => withoutHeader(request, 'authorization'),
        },
      ],
      true,
    ),
  judge: (exchange, _probe, context) =>
    judgeRefusal(
      exchange,
      'credentials',
      context,
      'Answer {status} where the Authorization header is missing.',
    ),
};
