import type { ProbeRule } from '../rule.js';
import { clientIdProbes, otherClientId } from '../support/carried.js';
import { judgeRefusal } from '../support/refused.js';

export const clientIdMissing: ProbeRule = {
  id: 'authentication/client-id-missing',
  kind: 'probe',
  anonymous: true,
  documented: ['D1', 'D10'],
  says: 'A request without client_id is refused.',
  sends: 'the valid request with its client_id taken out, wherever it stands',
  accepts: '400, 401, 403 or 404',
  plan: (view) =>
    clientIdProbes(view, [
      {
        sends: 'the valid request without its client_id',
        cause: 'client-id-missing',
        expects: 'refusal',
        at: 'client_id',
        change: (request, { clientId }) => otherClientId(request, clientId, undefined),
      },
    ]),
  judge: (exchange, _probe, context) =>
    judgeRefusal(exchange, 'clientId', context, 'Require client_id before anything else is looked at.'),
};
