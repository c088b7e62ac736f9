import { ContractError } from '../contract/errors.js';
import type { Contract, Operation } from '../contract/model.js';
import { rules as suiteRules } from '../rules/index.js';
import type { Rule } from '../rules/rule.js';
import type { Selection, Settings } from '../settings/settings.js';
import { Draft } from './draft.js';
import { OncePlans } from './once-plan.js';
import type { PlannedOnce } from './planned.js';
import { refuseNotUnique } from './refuse-not-unique.js';
import { checkNamedRules, selectOperations, selectRules } from './select.js';
import { Setups } from './setup.js';
import { UnitPlans } from './unit-plan.js';

/** What plans, each part of a selection when it is asked for. */
export interface Planners {
  readonly rules: readonly Rule[];
  readonly operations: readonly Operation[];
  readonly draft: Draft;
  readonly units: UnitPlans;
  /** Cases that belong to no operation. */
  once(): readonly PlannedOnce[];
}

/** @throws ContractError RULE_UNKNOWN, OPERATION_UNKNOWN, CONFIG_INVALID (rules that contract.yaml names) */
export function plannersFor(
  contract: Contract,
  settings: Settings,
  selection: Selection,
  loaded: readonly Rule[] | undefined,
): Planners {
  refuseNotUnique(contract);
  checkNamedRules(contract, loaded);
  const known = loaded ?? suiteRules;
  const rules = selectRules(known, selection);
  const operations = selectOperations(contract, selection.operations);
  const draft = new Draft(contract, selection);
  const setups = new Setups(contract, settings.environments);
  return {
    rules,
    operations,
    draft,
    units: new UnitPlans(draft, settings, setups, rules, known),
    once: () => {
      if (selection.operations.length > 0 && !selection.once) return [];
      const plans = new OncePlans(draft, settings, setups, rules);
      return settings.environments.flatMap((environment) => plans.in(environment));
    },
  };
}

export function nothingPlanned(selection: Selection): ContractError {
  return new ContractError(
    'NOTHING_PLANNED',
    '--rule, --operation',
    'the selection plans no case',
    `Widen the selection${selection.optIn.length === 0 ? ', or add --opt-in where it names an opt-in family' : ''}; \`npx --no contract-suite check\` lists what can be planned`,
  );
}
