import { ContractError } from '../contract/errors.js';
import type { EnvironmentName } from '../contract/exchange.js';
import { glob } from '../contract/glob.js';
import type { Contract, Operation } from '../contract/model.js';
import { rules as suiteRules } from '../rules/index.js';
import type {
  BurstRule,
  ComparisonRule,
  ConnectionCheck,
  ConnectionRule,
  EnvironmentCheck,
  ObservationRule,
  Probe,
  ProbeRule,
  RepetitionRule,
  Rule,
  Scenario,
  ScenarioRule,
  ScriptRule,
  View,
} from '../rules/rule.js';
import type { EnvironmentSettings, Selection, Settings } from '../settings/settings.js';
import type { PlannedCase } from './case.js';
import { newmanOnly } from './resolve.js';
import { sampleOf } from './sample.js';
import { selectOperations, selectRules } from './select.js';
import { Setups } from './setup.js';

/** A case with the part of its rule that judges it. */
export type Planned =
  | { readonly kind: 'probe'; readonly case: PlannedCase; readonly rule: ProbeRule; readonly probe: Probe }
  | { readonly kind: 'observation'; readonly case: PlannedCase; readonly rule: ObservationRule }
  | { readonly kind: 'repetition'; readonly case: PlannedCase; readonly rule: RepetitionRule }
  | {
      readonly kind: 'scenario';
      readonly case: PlannedCase;
      readonly rule: ScenarioRule;
      readonly scenario: Scenario;
      /** Operations to be run before it, in their order. */
      readonly setup: readonly Operation[];
    }
  | { readonly kind: 'comparison'; readonly case: PlannedCase; readonly rule: ComparisonRule }
  | { readonly kind: 'script'; readonly case: PlannedCase; readonly rule: ScriptRule }
  | {
      readonly kind: 'environment';
      readonly case: PlannedCase;
      readonly rule: Rule;
      readonly check: EnvironmentCheck;
    }
  | {
      readonly kind: 'connection';
      readonly case: PlannedCase;
      readonly rule: ConnectionRule;
      readonly check: ConnectionCheck;
    }
  | {
      readonly kind: 'burst';
      readonly case: PlannedCase;
      readonly rule: BurstRule;
      readonly operation: Operation;
    };

/** A case that belongs to no operation. */
export type PlannedOnce = Extract<Planned, { kind: 'environment' | 'connection' | 'burst' }>;
export type PlannedBurst = Extract<Planned, { kind: 'burst' }>;

/** A probe of a unit; `case` is missing where only observations of its answer were selected. */
export interface UnitProbe {
  readonly rule: ProbeRule;
  readonly probe: Probe;
  readonly case?: PlannedCase;
}

export type UnitScenario = Extract<Planned, { kind: 'scenario' }>;

/** One operation in one environment, with its setup and every case that is judged on it. */
export interface PlannedUnit {
  readonly environment: EnvironmentName;
  readonly operation: Operation;
  readonly view: View;
  readonly setup: readonly Operation[];
  /** Only the cases that are not skipped already. */
  readonly cases: readonly Planned[];
  readonly probes: readonly UnitProbe[];
  readonly scenarios: readonly UnitScenario[];
}

/** The same operation in each chosen environment; they are run in step. */
export interface UnitPair {
  readonly operation: Operation;
  readonly units: readonly PlannedUnit[];
}

export interface Plan {
  /** Every case, skipped ones too, in the order of the reports. */
  readonly cases: readonly PlannedCase[];
  readonly pairs: readonly UnitPair[];
  /** Cases that belong to no operation. */
  readonly once: readonly PlannedOnce[];
  /** The rules in force. */
  readonly rules: readonly Rule[];
}

/**
 * Asks every rule for its cases. Pure: the same contract, settings and selection give the same plan.
 *
 * @param rules those of the suite, unless others were loaded (`loadRules`)
 * @throws ContractError RULE_UNKNOWN, OPERATION_UNKNOWN, NOTHING_PLANNED, RULE_BROKEN
 */
export function plan(
  contract: Contract,
  settings: Settings,
  selection: Selection,
  rules: readonly Rule[] = suiteRules,
): Plan {
  const chosenRules = selectRules(rules, selection);
  const operations = selectOperations(contract, selection.operations);
  const builder = new Builder(contract, settings, selection, chosenRules, rules);
  const units = settings.environments.map((environment) =>
    operations.map((operation) => builder.unit(operation, environment)),
  );
  const once =
    selection.operations.length > 0 && !selection.once
      ? []
      : settings.environments.flatMap((environment) => builder.once(environment));
  if (builder.cases.length === 0) {
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
  return { cases: builder.cases, pairs, once, rules: chosenRules };
}

class Builder {
  readonly cases: PlannedCase[] = [];
  readonly #setups: Setups;

  constructor(
    readonly contract: Contract,
    readonly settings: Settings,
    readonly selection: Selection,
    readonly rules: readonly Rule[],
    /** Those that were not chosen too: their probes make answers for what observes. */
    readonly known: readonly Rule[],
  ) {
    this.#setups = new Setups(contract);
  }

  unit(operation: Operation, environment: EnvironmentSettings): PlannedUnit {
    const view = this.#view(operation, environment);
    const setup = this.#setups.of([operation], environment.name, environment.writes);
    const blocked = this.#blocked(view, environment) ?? ('blocked' in setup ? setup.blocked : undefined);
    const cases = this.rules
      .flatMap((rule) => this.#planned(rule, view))
      .map((planned) => this.#add(planned, blocked))
      .filter((planned) => planned !== undefined);
    const operations = 'operations' in setup ? setup.operations : [];
    return {
      environment: environment.name,
      operation,
      view,
      setup: operations,
      cases,
      probes: this.#probes(view, cases),
      scenarios: cases.filter((planned) => planned.kind === 'scenario'),
    };
  }

  /** Probes of the selected cases; where something observes, all that can be sent, since it needs answers to look at. */
  #probes(view: View, cases: readonly Planned[]): readonly UnitProbe[] {
    const judged = cases.filter((planned) => planned.kind === 'probe');
    const observed = cases.some(({ kind }) => kind === 'observation' || kind === 'comparison');
    if (!observed) return judged;
    const byId = new Map(judged.map((planned) => [planned.case.id, planned]));
    return this.known.flatMap((rule) => {
      const probes = rule.kind === 'probe' && this.#off(rule) === undefined ? rule.plan(view) : [];
      if (rule.kind !== 'probe' || 'skip' in probes) return [];
      return probes.map(
        (probe) =>
          byId.get(newCase(view.environment, view.operation, rule, probe.variation).id) ?? { rule, probe },
      );
    });
  }

  once(environment: EnvironmentSettings): PlannedOnce[] {
    return this.rules
      .flatMap((rule) => this.#once(rule, environment))
      .filter((planned) => this.#add(planned, undefined) !== undefined);
  }

  #once(rule: Rule, environment: EnvironmentSettings): PlannedOnce[] {
    const off = this.#off(rule);
    const named = (variation?: string, skip = off): PlannedCase =>
      newCase(environment.name, undefined, rule, variation, skip);
    if (rule.kind === 'connection') {
      return rule.checks.map((check) => ({ kind: 'connection', rule, check, case: named(check.variation) }));
    }
    if (rule.kind === 'burst') {
      const operation = rule.choose(this.#ready(environment));
      if (operation) return [{ kind: 'burst', rule, operation, case: named() }];
      const none = `no operation of ${environment.name} that only reads can be sent without others before it`;
      return this.#skip(named(), off ?? none);
    }
    const check = rule.kind === 'environment' || rule.kind === 'probe' ? rule.once : undefined;
    if (!check) return [];
    const skip = off ?? check.plan(this.contract)?.skip;
    return [{ kind: 'environment', rule, check, case: named(check.variation, skip) }];
  }

  /** Operations that can be sent without anything before them, and answer their request with a success. */
  #ready(environment: EnvironmentSettings): View[] {
    return this.contract.operations
      .filter((operation) => !operation.expectsError && newmanOnly(operation) === undefined)
      .filter((operation) => {
        const setup = this.#setups.of([operation], environment.name, environment.writes);
        return 'operations' in setup && setup.operations.length === 0;
      })
      .map((operation) => this.#view(operation, environment))
      .filter((view) => !view.sample.problem && this.#blocked(view, environment) === undefined);
  }

  #view(operation: Operation, environment: EnvironmentSettings): View {
    const other = this.settings.environments.find(({ name }) => name !== environment.name)?.name;
    return {
      contract: this.contract,
      operation,
      environment: environment.name,
      writes: environment.writes,
      ...(other && { other }),
      sample: sampleOf(operation, environment.baseUrl),
    };
  }

  /** Why nothing may be sent for the operation in that environment. */
  #blocked({ operation, sample }: View, { name, writes, baseUrl }: EnvironmentSettings): string | undefined {
    const { origin } = sample.request;
    const own = new URL(baseUrl.replaceAll('{CLIENT_ID}', 'x')).origin;
    // A host that a variable names is known only when the request is built; the wire refuses it then.
    const literal = operation.templateVariables.every(
      (variable) => !origin.includes(sample.mark(variable).toLowerCase()),
    );
    if (origin !== own && literal && sample.problem === undefined) {
      return `it goes to ${origin}, which is no host of ${name}: only the base URL's host is probed`;
    }
    if (writes || !operation.changes) return undefined;
    return `it changes data, and nothing may be changed in ${name} (--writes ${name} allows it; collections/contract.yaml says which operations change nothing)`;
  }

  #planned(rule: Rule, view: View): Planned[] {
    if (rule.kind === 'environment' || rule.kind === 'connection' || rule.kind === 'burst') return [];
    // A comparison is one case for both environments; it stands with the second one.
    if (rule.kind === 'comparison' && view.environment !== this.settings.environments.at(-1)?.name) return [];
    const named = (variation?: string): PlannedCase =>
      newCase(view.environment, view.operation, rule, variation);
    const off = this.#off(rule);
    if (off !== undefined) return this.#skip(named(), off);
    if (rule.kind === 'probe') {
      const probes = rule.plan(view);
      if ('skip' in probes) return this.#skip(named(), probes.skip);
      if (probes.length === 0) return this.#skip(named(), 'nothing to vary');
      return probes.map((probe) => ({ kind: 'probe', rule, probe, case: named(probe.variation) }));
    }
    if (rule.kind === 'scenario') {
      const scenarios = rule.plan(view);
      if ('skip' in scenarios) return this.#skip(named(), scenarios.skip);
      return scenarios.flatMap((scenario) => this.#scenario(rule, scenario, view, named(scenario.variation)));
    }
    const skip = rule.plan(view)?.skip;
    return skip === undefined ? [judgedAlone(rule, named())] : this.#skip(named(), skip);
  }

  #scenario(rule: ScenarioRule, scenario: Scenario, view: View, planned: PlannedCase): Planned[] {
    const { environment, writes, operation } = view;
    const changing = [...scenario.uses, ...scenario.after].find(({ changes }) => changes);
    if (!writes && changing) {
      return this.#skip(
        planned,
        `${changing.name} changes data, and nothing may be changed in ${environment} (--writes ${environment} allows it)`,
      );
    }
    const setup = this.#setups.of([operation, ...scenario.uses], environment, writes, scenario.after);
    if ('blocked' in setup) return this.#skip(planned, setup.blocked);
    return [{ kind: 'scenario', rule, scenario, case: planned, setup: setup.operations }];
  }

  #skip(planned: PlannedCase, skip: string): [] {
    const wanted = this.selection.cases;
    if (!wanted || wanted.has(planned.id)) this.cases.push({ ...planned, skip });
    return [];
  }

  /** Takes a case into the plan; gives it back where there is something to be sent or judged for it. */
  #add<P extends Planned>(planned: P, blocked: string | undefined): P | undefined {
    const wanted = this.selection.cases;
    if (wanted && !wanted.has(planned.case.id)) return undefined;
    const skip = planned.case.skip ?? blocked;
    this.cases.push(skip === undefined ? planned.case : { ...planned.case, skip });
    return skip === undefined ? planned : undefined;
  }

  #off(rule: Rule): string | undefined {
    const off = this.contract.config.off.find((entry) => glob(entry.rule)(rule.id));
    return off && `turned off in collections/contract.yaml: ${off.reason}`;
  }
}

/** A case for which the drive sends nothing of its own but the valid request. */
function judgedAlone(
  rule: ObservationRule | RepetitionRule | ComparisonRule | ScriptRule,
  planned: PlannedCase,
): Planned {
  switch (rule.kind) {
    case 'observation':
      return { kind: 'observation', rule, case: planned };
    case 'repetition':
      return { kind: 'repetition', rule, case: planned };
    case 'comparison':
      return { kind: 'comparison', rule, case: planned };
    case 'script':
      return { kind: 'script', rule, case: planned };
  }
}

function newCase(
  environment: EnvironmentName,
  operation: Operation | undefined,
  rule: Rule,
  variation?: string,
  skip?: string,
): PlannedCase {
  const name = variation === undefined ? rule.id : `${rule.id} ${variation}`;
  return {
    id: [environment, ...(operation ? [operation.name] : []), name].join(' › '),
    environment,
    ...(operation && { operation: operation.name }),
    rule: rule.id,
    ...(variation !== undefined && { variation }),
    ...(skip !== undefined && { skip }),
  };
}
