import { bearerOf } from '../../contract/exchange.js';
import type { Probe, ProbeRule } from '../rule.js';
import { bearerProbes } from '../support/authenticated.js';
import { anotherLike, lastCharacterWrong } from '../support/made-up.js';
import { judgeRefusal } from '../support/refused.js';
import { withHeader } from '../support/request-parts.js';

export const bearerIncorrect: ProbeRule = {
  id: 'authentication/bearer-incorrect',
  kind: 'probe',
  anonymous: true,
  documented: ['D10'],
  says: 'A request with an incorrect Bearer token is not authorized.',
  sends: 'the valid request with another token of the same shape; with only the last character wrong',
  accepts: '401 or 403',
  plan: (view) =>
    bearerProbes(view, [
      incorrect('same shape, other value', 'a made-up Bearer token of the same shape', anotherLike),
      incorrect(
        'only the last character wrong',
        'a Bearer token whose last character is wrong',
        lastCharacterWrong,
      ),
    ]),
  judge: (exchange, _probe, context) =>
    judgeRefusal(exchange, 'credentials', context, 'Compare the whole token with the known ones.'),
};

function incorrect(variation: string, what: string, wrong: (token: string) => string): Probe {
  return {
    variation,
    sends: `the valid request with ${what}`,
    cause: 'bearer-incorrect',
    expects: 'refusal',
    at: 'Authorization',
    change: (request, { spoilt }) => {
      const token = bearerOf(request);
      if (token === undefined) return undefined;
      return withHeader(request, 'Authorization', `Bearer ${spoilt(token, `token, ${variation}`, wrong)}`);
    },
  };
}
