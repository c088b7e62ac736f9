import type { ProbeRule } from '../rule.js';
import { clientIdProbes, otherClientId } from '../support/carried.js';
import { judgeRefusal } from '../support/refused.js';

export const clientIdEmpty: ProbeRule = {
  id: 'authentication/client-id-empty',
  kind: 'probe',
  anonymous: true,
  documented: ['D1', 'D10'],
  says: 'A request with an empty client_id is refused.',
  sends: 'the valid request with an empty client_id, wherever it stands',
  accepts: '400, 401, 403 or 404',
  plan: (view) =>
    clientIdProbes(view, [
      {
        sends: 'the valid request with an empty client_id',
        // Whether that is a missing one or a wrong one is open: no cause.
        expects: 'refusal',
        at: 'client_id',
        change: (request, { clientId }) => otherClientId(request, clientId, ''),
      },
    ]),
  judge: (exchange, _probe, context) =>
    judgeRefusal(exchange, 'clientId', context, 'Treat an empty client_id as a missing one.'),
};
