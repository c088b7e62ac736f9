import type { ProbeRule } from '../rule.js';
import { credentialProbes } from '../support/authenticated.js';
import { judgeRefusal } from '../support/refused.js';

export const credentialMissing: ProbeRule = {
  id: 'authentication/credential-missing',
  kind: 'probe',
  anonymous: true,
  documented: ['D10'],
  says: 'A request without its credential (API key, Basic, a token of another scheme, a cookie) is not authorized.',
  sends: 'the valid request without each of its credentials',
  accepts: '401 or 403',
  plan: (view) =>
    credentialProbes(view, true, ({ name }) => [
      {
        sends: `the valid request without ${name}`,
        cause: 'bearer-missing',
        change: (request, credential) => credential.with(request, undefined),
      },
    ]),
  judge: (exchange, _probe, context) =>
    judgeRefusal(exchange, 'credentials', context, 'Answer {status} where the credential is missing.'),
};
