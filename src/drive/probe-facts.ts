import type { PlannedUnit } from '../plan/planned.js';
import type { ProbeFacts } from '../rules/rule.js';
import type { Scopes } from './newman/protocol.js';
import { lookupIn } from './scopes.js';
import type { UnitContext } from './unit-context.js';

/** What a probe of a unit may know when it changes a request. @param scopes what the setup left; none before it */
export function probeFacts(
  { environment, other, spoilt, meeting }: UnitContext,
  { operation }: PlannedUnit,
  scopes: Scopes | undefined,
): ProbeFacts {
  const beside = meeting.shownBeside(environment.name);
  const otherToken = other?.bearerFor(operation);
  const { clientId, bearerToken } = environment.settings;
  return {
    clientId,
    ...(bearerToken !== undefined && { bearerToken }),
    value: lookupIn(scopes ?? environment.initial),
    spoilt,
    ...(other && {
      other: {
        clientId: other.settings.clientId,
        ...(otherToken !== undefined && { bearerToken: otherToken }),
        value: beside ? lookupIn(beside) : () => undefined,
      },
    }),
  };
}
