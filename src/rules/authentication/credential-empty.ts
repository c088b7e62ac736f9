import type { ProbeRule } from '../rule.js';
import { credentialProbes } from '../support/authenticated.js';
import { judgeRefusal } from '../support/refused.js';

export const credentialEmpty: ProbeRule = {
  id: 'authentication/credential-empty',
  kind: 'probe',
  anonymous: true,
  documented: ['D10'],
  says: 'A request with an empty credential is not authorized.',
  sends: 'the valid request with each of its credentials empty',
  accepts: '401 or 403',
  plan: (view) =>
    credentialProbes(view, true, ({ name }) => [
      {
        sends: `the valid request with an empty ${name}`,
        // Whether that is a missing one or a wrong one is open: no cause.
        change: (request, credential) => credential.with(request, ''),
      },
    ]),
  judge: (exchange, _probe, context) =>
    judgeRefusal(exchange, 'credentials', context, 'Treat an empty credential as a missing one.'),
};
