import type { Probe, ProbeRule } from '../rule.js';
import { clientIdProbes, eachPlace, otherClientId } from '../support/carried.js';
import type { Where } from '../support/changes.js';
import { anotherLike, firstHalfRight, lastCharacterWrong } from '../support/made-up.js';
import { judgeRefusal } from '../support/refused.js';

export const clientIdIncorrect: ProbeRule = {
  id: 'authentication/client-id-incorrect',
  kind: 'probe',
  anonymous: true,
  documented: ['D1', 'D10'],
  says: 'A request with an incorrect client_id is refused.',
  sends:
    'the valid request with another client_id of the same shape; with only the first half right; with only the last character wrong',
  accepts: '400, 401, 403 or 404',
  plan: (view) =>
    clientIdProbes(
      view,
      eachPlace(view).flatMap(({ where, there }) => [
        incorrect(
          'same shape, other value',
          'a made-up client_id of the same shape',
          anotherLike,
          there,
          where,
        ),
        incorrect(
          'only the first half right',
          'a client_id of which only the first half is right',
          firstHalfRight,
          there,
          where,
        ),
        incorrect(
          'only the last character wrong',
          'a client_id whose last character is wrong',
          lastCharacterWrong,
          there,
          where,
        ),
      ]),
    ),
  judge: (exchange, _probe, context) =>
    judgeRefusal(exchange, 'clientId', context, 'Compare the whole client_id with the known ones.'),
};

function incorrect(
  kind: string,
  what: string,
  wrong: (clientId: string) => string,
  there: string,
  where?: readonly Where[],
): Probe {
  const variation = kind + there;
  return {
    variation,
    sends: `the valid request with ${what}${there}`,
    cause: 'client-id-incorrect',
    expects: 'refusal',
    at: 'client_id',
    change: (request, { clientId, spoilt }) =>
      otherClientId(request, clientId, spoilt(clientId, `client_id, ${variation}`, wrong), where),
  };
}
