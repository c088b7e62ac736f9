import { ContractError } from '../contract/errors.js';
import type { Contract } from '../contract/model.js';
import { rules as suiteRules } from '../rules/index.js';
import type { Rule } from '../rules/rule.js';
import type { Selection, Settings } from '../settings/settings.js';
import { Draft } from './draft.js';
import { OncePlans } from './once-plan.js';
import type { Plan } from './planned.js';
import { checkWaivers, selectOperations, selectRules } from './select.js';
import { Setups } from './setup.js';
import { shardOf } from './shard.js';
import { UnitPlans } from './unit-plan.js';

/**
 * Asks every rule for its cases. Pure: the same contract, settings and selection give the same plan.
 *
 * @param loaded what `loadRules` gave; without it, the suite's own rules
 * @throws ContractError RULE_UNKNOWN, OPERATION_UNKNOWN, NOTHING_PLANNED, RULE_BROKEN, CONFIG_INVALID (waivers)
 */
export function plan(
  contract: Contract,
  settings: Settings,
  selection: Selection,
  loaded?: readonly Rule[],
): Plan {
  checkWaivers(contract, loaded);
  const rules = loaded ?? suiteRules;
  const chosenRules = selectRules(rules, selection);
  const operations = selectOperations(contract, selection.operations);
  const draft = new Draft(contract, selection);
  const setups = new Setups(contract);
  const unitPlans = new UnitPlans(draft, settings, setups, chosenRules, rules);
  const units = settings.environments.map((environment) =>
    operations.map((operation) => unitPlans.of(operation, environment)),
  );
  const oncePlans = new OncePlans(draft, settings, setups, chosenRules);
  const once =
    selection.operations.length > 0 && !selection.once
      ? []
      : settings.environments.flatMap((environment) => oncePlans.in(environment));
  if (draft.cases.length === 0) {
    throw new ContractError(
      'NOTHING_PLANNED',
      '--rule, --operation',
      'the selection plans no case',
      `Widen the selection${selection.optIn.length === 0 ? ', or add --opt-in where it names an opt-in family' : ''}; \`contract check\` lists what can be planned`,
    );
  }
  const pairs = operations
    .map((operation, index) => ({ operation, units: units.flatMap((list) => list[index] ?? []) }))
    .map((pair) => ({ ...pair, units: pair.units.filter(({ cases }) => cases.length > 0) }))
    .filter(({ units: left }) => left.length > 0);
  const whole: Plan = { cases: draft.cases, pairs, once, rules: chosenRules };
  return selection.shard ? shardOf(whole, selection.shard) : whole;
}
