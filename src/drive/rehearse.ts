import type { Operation } from '../contract/model.js';
import type { PlannedUnit } from '../plan/planned.js';
import { Builder } from './builder.js';
import { Cleanup } from './cleanup.js';
import type { EnvironmentDrive } from './environment-drive.js';
import type { CollectionRunner } from './newman/runner.js';
import { type Broken, type Round, SetupService } from './setups.js';

/**
 * Which units need more than their own setup: the operation works in the journey, does not behind its setup alone, and
 * does again behind what the collection passes before it. Only where the journey passes anything of the kind.
 *
 * @returns the setup that such a unit is run with
 */
export async function rehearse(
  environment: EnvironmentDrive,
  runner: CollectionRunner,
  units: readonly PlannedUnit[],
): Promise<Map<PlannedUnit, readonly Operation[]>> {
  const open = units.filter(({ operation, fuller }) => fuller && environment.worked.has(operation));
  const setups = new SetupService(environment, runner, [], 1);
  const cleanup = new Cleanup(new Builder(environment, runner));
  const failing = async (
    tried: readonly PlannedUnit[],
    setupOf: (unit: PlannedUnit) => readonly Operation[],
  ) => {
    const tries = tried.map((unit) => ({ ...unit, setup: [...setupOf(unit), unit.operation] }));
    const rounds = await setups.each(tries);
    for (const { created } of rounds) for (const object of created) cleanup.add(object);
    await cleanup.run();
    return tried.filter((_, index) => isBroken(rounds[index]));
  };
  const alone = await failing(open, ({ setup }) => setup);
  const still = await failing(alone, ({ fuller = [] }) => fuller);
  return new Map(
    alone.flatMap((unit) => (unit.fuller && !still.includes(unit) ? [[unit, unit.fuller] as const] : [])),
  );
}

const isBroken = (round: Round | Broken | undefined): boolean => !round || 'broken' in round;
