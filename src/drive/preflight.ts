import { type NoAnswer, withheldBy } from '../contract/exchange.js';
import { notTheApi } from '../contract/gateway-words.js';
import type { Operation } from '../contract/model.js';
import type { PlannedUnit } from '../plan/planned.js';
import { newmanOnly } from '../request/newman-only.js';
import type { EnvironmentDrive } from './environment-drive.js';

/**
 * The first request in an environment: is it there, and does it take the credentials? One request where it
 * does; where it is refused or gets no answer, a second operation has its say: the first may be the broken one.
 *
 * @returns why nothing can be judged there, or undefined
 */
export async function preflight(
  environment: EnvironmentDrive,
  units: readonly PlannedUnit[],
): Promise<string | undefined> {
  let problem: string | undefined;
  let silent = false;
  for (const operation of candidates(environment, units).slice(0, 2)) {
    const request = environment.resolve(operation, environment.initial);
    if (typeof request === 'string') continue;
    const sent = await environment.send(request, { by: 'suite', operation, base: request });
    const { raw } = sent;
    environment.early.push({ operation, sent });
    if (withheldBy(raw) !== undefined) continue;
    if (raw.kind === 'answer' && raw.status !== 401) return undefined;
    if (raw.kind === 'answer') {
      const name = environment.name.toUpperCase();
      problem =
        raw.gateway !== undefined
          ? `${environment.name} cannot be judged: the valid request of ${operation.name} was answered 401, ${notTheApi(raw.gateway)}`
          : `${environment.name} refuses the credentials: ${operation.name} answered 401 to its valid request. Check ${name}_CLIENT_ID and ${name}_BEARER_TOKEN`;
    } else {
      const silence = `${environment.name} cannot be reached: ${raw.detail}`;
      if (NOBODY.has(raw.reason) || silent) return silence;
      silent = true;
    }
  }
  return problem;
}

/** Nobody is there for any operation; silence may be one operation's own. */
const NOBODY = new Set<NoAnswer['reason']>(['refused', 'dns', 'tls', 'aborted']);

/** Operations that can be sent at once: those that read before those that change, the cheap before the rest. */
function candidates({ settings }: EnvironmentDrive, units: readonly PlannedUnit[]): Operation[] {
  const order = ({ changes, role }: Operation): number => {
    if (!changes) return 0;
    if (role === 'list' || role === 'read') return 1;
    return role === 'create' ? 3 : 2;
  };
  return units
    .filter(
      ({ operation, setup, view }) =>
        setup.length === 0 && !newmanOnly(operation) && view.sample.problem === undefined,
    )
    .map(({ operation }) => operation)
    .filter(
      (operation) => (settings.writes || !operation.changes) && !operation.expectsError && !operation.leftOut,
    )
    .sort((a, b) => order(a) - order(b));
}
