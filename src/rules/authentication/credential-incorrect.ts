import type { ProbeRule } from '../rule.js';
import { type CredentialChange, credentialProbes } from '../support/authenticated.js';
import { anotherLike, lastCharacterWrong } from '../support/made-up.js';
import { judgeRefusal } from '../support/refused.js';

export const credentialIncorrect: ProbeRule = {
  id: 'authentication/credential-incorrect',
  kind: 'probe',
  anonymous: true,
  documented: ['D10'],
  says: 'A request with an incorrect credential is not authorized.',
  sends:
    'the valid request with another value of the same shape for each of its credentials; with only the last character wrong; for Basic, with another user',
  accepts: '401 or 403',
  plan: (view) =>
    credentialProbes(view, false, ({ name, scheme }) => {
      const isBasic = scheme?.toLowerCase() === 'basic';
      return [
        incorrect(name, 'same shape, other value', isBasic ? inPassword(anotherLike) : anotherLike),
        incorrect(name, 'only the last character wrong', lastCharacterWrong),
        ...(isBasic ? [incorrect(name, 'another user', otherUser)] : []),
      ];
    }),
  judge: (exchange, _probe, context) =>
    judgeRefusal(exchange, 'credentials', context, 'Compare the whole credential with the known ones.'),
};

function incorrect(name: string, variation: string, wrong: (value: string) => string): CredentialChange {
  return {
    variation,
    sends: `the valid request with a wrong ${name}: ${variation}`,
    cause: 'bearer-incorrect',
    change: (request, credential, { spoilt }) => {
      const value = credential.of(request);
      if (value === undefined || value === '') return undefined;
      return credential.with(request, spoilt(value, `${credential.name}, ${variation}`, wrong));
    },
  };
}

const inPassword =
  (wrong: (password: string) => string) =>
  (pair: string): string => {
    const at = pair.indexOf(':') + 1;
    return pair.slice(0, at) + wrong(pair.slice(at));
  };

const otherUser = (pair: string): string => {
  const at = pair.indexOf(':');
  return anotherLike(pair.slice(0, at)) + pair.slice(at);
};
