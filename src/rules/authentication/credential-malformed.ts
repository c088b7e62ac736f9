import type { ProbeRule } from '../rule.js';
import { credentialProbes } from '../support/authenticated.js';
import { judgeRefusal } from '../support/refused.js';
import { withHeader } from '../support/request-parts.js';

export const credentialMalformed: ProbeRule = {
  id: 'authentication/credential-malformed',
  kind: 'probe',
  anonymous: true,
  documented: ['D10'],
  says: 'A credential without its scheme, or under another one, does not authorize a request.',
  sends: 'the valid credential without its scheme; under the scheme Bearer',
  accepts: '401 or 403',
  plan: (view) => {
    const probes = credentialProbes(view, false, ({ name, scheme }) =>
      scheme === undefined
        ? []
        : ['', 'Bearer '].map((other) => ({
            variation: other === '' ? 'no scheme' : 'Bearer',
            sends: `the valid request with ${name} ${other === '' ? 'without its scheme' : 'under the scheme Bearer'}`,
            change: (request, credential) => {
              const value = credential.of(request);
              return value === undefined ? undefined : withHeader(request, 'Authorization', other + value);
            },
          })),
    );
    return 'skip' in probes || probes.length > 0 ? probes : { skip: 'none of its credentials has a scheme' };
  },
  judge: (exchange, _probe, context) =>
    judgeRefusal(exchange, 'credentials', context, 'Accept a credential only under its own scheme.'),
};
