import type { ProbeRule } from '../rule.js';
import { clientIdProbes, eachPlace, otherClientId } from '../support/carried.js';
import { judgeRefusal } from '../support/refused.js';

export const clientIdOfOtherEnvironment: ProbeRule = {
  id: 'authentication/client-id-of-other-environment',
  kind: 'probe',
  anonymous: true,
  documented: ['D1', 'D8', 'D10'],
  says: 'A client_id of one environment is refused in the other.',
  sends: 'the valid request with the client_id of the other environment',
  accepts: 'any documented refusal: 400, 401, 403 or 404',
  plan: (view) => {
    if (!view.other) return { skip: 'only one environment is checked' };
    return clientIdProbes(
      view,
      eachPlace(view).map(({ where, there }) => ({
        ...(there !== '' && { variation: there.slice(2) }),
        sends: `the valid request with the client_id of ${view.other}${there}`,
        cause: 'client-id-incorrect',
        expects: 'refusal',
        at: 'client_id',
        change: (request, { clientId, other }) =>
          other && other.clientId !== clientId
            ? otherClientId(request, clientId, other.clientId, where)
            : undefined,
      })),
    );
  },
  judge: (exchange, _probe, context) =>
    judgeRefusal(exchange, 'clientId', context, 'Keep the client_ids of the two environments apart.'),
};
