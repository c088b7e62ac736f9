import type { Contract, Operation } from '../contract/model.js';
import type { Rule } from '../rules/rule.js';
import type { Selection, Settings } from '../settings/settings.js';
import type { Plan, PlannedUnit, UnitPair } from './planned.js';
import { nothingPlanned, plannersFor } from './planners.js';
import { shardOf } from './shard.js';

/**
 * Asks every rule for its cases. Pure: the same contract, settings and selection give the same plan.
 *
 * @param loaded what `loadRules` gave; without it, the suite's own rules
 * @throws ContractError RULE_UNKNOWN, OPERATION_UNKNOWN, NOTHING_PLANNED, RULE_BROKEN, CONFIG_INVALID (waivers, unique)
 */
export function plan(
  contract: Contract,
  settings: Settings,
  selection: Selection,
  loaded?: readonly Rule[],
): Plan {
  const planners = plannersFor(contract, settings, selection, loaded);
  const { draft, operations, rules } = planners;
  const units = settings.environments.map((environment) =>
    operations.map((operation) => planners.units.of(operation, environment)),
  );
  const once = planners.once();
  if (draft.cases.length === 0) throw nothingPlanned(selection);
  const pairs = operations
    .flatMap((operation, index) =>
      inStep(
        operation,
        units.map((list) => list[index] ?? []),
      ),
    )
    .map((pair) => ({ ...pair, units: pair.units.filter(({ cases }) => cases.length > 0) }))
    .filter(({ units: left }) => left.length > 0);
  const passed = selection.cases ? [] : operations;
  const whole: Plan = { cases: draft.cases, pairs, passed, once, rules };
  return selection.shard ? shardOf(whole, selection.shard) : whole;
}

/** Units of one operation, those of the environments that have the same row of data together. */
function inStep(operation: Operation, lists: readonly (readonly PlannedUnit[])[]): UnitPair[] {
  const most = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: most }, (_, row) => ({
    operation,
    units: lists.flatMap((list) => list[row] ?? []),
  }));
}
