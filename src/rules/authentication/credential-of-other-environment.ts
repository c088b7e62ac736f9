import type { ProbeRule } from '../rule.js';
import { credentialProbes } from '../support/authenticated.js';
import { otherValue } from '../support/credentials.js';
import { judgeRefusal } from '../support/refused.js';

export const credentialOfOtherEnvironment: ProbeRule = {
  id: 'authentication/credential-of-other-environment',
  kind: 'probe',
  anonymous: true,
  documented: ['D8', 'D10'],
  says: 'A credential of one environment does not authorize a request in the other.',
  sends: 'the valid request with each of its credentials as the other environment has it',
  accepts: '401 or 403',
  plan: (view) => {
    if (!view.other) return { skip: 'only one environment is checked' };
    return credentialProbes(view, false, ({ name }) => [
      {
        sends: `the valid request with ${name} of ${view.other}`,
        cause: 'bearer-incorrect',
        change: (request, credential, facts) => {
          const value = otherValue(view, credential, request, facts);
          return value === undefined ? undefined : credential.with(request, value);
        },
      },
    ]);
  },
  judge: (exchange, _probe, context) =>
    judgeRefusal(exchange, 'credentials', context, 'Keep the credentials of the two environments apart.'),
};
