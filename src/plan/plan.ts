import { ContractError, nearest } from '../contract/errors.js';
import type { EnvironmentName } from '../contract/exchange.js';
import { glob, matchesAny } from '../contract/glob.js';
import type { Contract, Operation } from '../contract/model.js';
import { rules } from '../rules/index.js';
import type {
  ComparisonRule,
  EnvironmentCheck,
  ObservationRule,
  Probe,
  ProbeRule,
  Rule,
  ScenarioRule,
  ScriptRule,
  View,
} from '../rules/rule.js';
import type { EnvironmentSettings, Selection, Settings } from '../settings/settings.js';
import type { PlannedCase } from './case.js';
import { sampleOf } from './sample.js';
import { Setups } from './setup.js';

/** A case with the part of its rule that judges it. */
export type Planned =
  | { readonly kind: 'probe'; readonly case: PlannedCase; readonly rule: ProbeRule; readonly probe: Probe }
  | { readonly kind: 'observation'; readonly case: PlannedCase; readonly rule: ObservationRule }
  | { readonly kind: 'scenario'; readonly case: PlannedCase; readonly rule: ScenarioRule }
  | { readonly kind: 'comparison'; readonly case: PlannedCase; readonly rule: ComparisonRule }
  | { readonly kind: 'script'; readonly case: PlannedCase; readonly rule: ScriptRule }
  | {
      readonly kind: 'environment';
      readonly case: PlannedCase;
      readonly rule: Rule;
      readonly check: EnvironmentCheck;
    };

/** A probe of a unit; `case` is missing where only observations of its answer were selected. */
export interface UnitProbe {
  readonly rule: ProbeRule;
  readonly probe: Probe;
  readonly case?: PlannedCase;
}

/** One operation in one environment, with its setup and every case that is judged on it. */
export interface PlannedUnit {
  readonly environment: EnvironmentName;
  readonly operation: Operation;
  readonly view: View;
  readonly setup: readonly Operation[];
  /** Only the cases that are not skipped already. */
  readonly cases: readonly Planned[];
  readonly probes: readonly UnitProbe[];
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
  readonly once: readonly Extract<Planned, { kind: 'environment' }>[];
  /** Ids of the rules in force. */
  readonly rules: readonly string[];
}

/**
 * Asks every rule for its cases. Pure: the same contract, settings and selection give the same plan.
 *
 * @throws ContractError RULE_UNKNOWN, OPERATION_UNKNOWN, NOTHING_PLANNED
 */
export function plan(contract: Contract, settings: Settings, selection: Selection): Plan {
  const chosenRules = selectRules(selection.rules);
  const operations = selectOperations(contract, selection.operations);
  const builder = new Builder(contract, settings, selection, chosenRules);
  const units = settings.environments.map((environment) =>
    operations.map((operation) => builder.unit(operation, environment)),
  );
  const once =
    selection.operations.length > 0 ? [] : settings.environments.flatMap(({ name }) => builder.once(name));
  if (builder.cases.length === 0) {
    throw new ContractError(
      'NOTHING_PLANNED',
      '--rule, --operation',
      'the selection plans no case',
      'Widen the selection; `contract check` lists what can be planned',
    );
  }
  const pairs = operations
    .map((operation, index) => ({ operation, units: units.flatMap((list) => list[index] ?? []) }))
    .map((pair) => ({ ...pair, units: pair.units.filter(({ cases }) => cases.length > 0) }))
    .filter(({ units: left }) => left.length > 0);
  return { cases: builder.cases, pairs, once, rules: chosenRules.map(({ id }) => id) };
}

class Builder {
  readonly cases: PlannedCase[] = [];
  readonly #setups: Setups;

  constructor(
    readonly contract: Contract,
    readonly settings: Settings,
    readonly selection: Selection,
    readonly rules: readonly Rule[],
  ) {
    this.#setups = new Setups(contract);
  }

  unit(operation: Operation, environment: EnvironmentSettings): PlannedUnit {
    const view = this.#view(operation, environment);
    const setup = this.#setups.of(operation, environment.name, environment.writes);
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
    };
  }

  /** Probes of the selected cases; where something observes, all that can be sent, since it needs answers to look at. */
  #probes(view: View, cases: readonly Planned[]): readonly UnitProbe[] {
    const judged = cases.filter((planned) => planned.kind === 'probe');
    const observed = cases.some(({ kind }) => kind === 'observation' || kind === 'comparison');
    if (!observed) return judged;
    const byId = new Map(judged.map((planned) => [planned.case.id, planned]));
    return rules.flatMap((rule) => {
      const probes = rule.kind === 'probe' && this.#off(rule) === undefined ? rule.plan(view) : [];
      if (rule.kind !== 'probe' || 'skip' in probes) return [];
      return probes.map(
        (probe) =>
          byId.get(newCase(view.environment, view.operation, rule, probe.variation).id) ?? { rule, probe },
      );
    });
  }

  once(environment: EnvironmentName): Extract<Planned, { kind: 'environment' }>[] {
    return this.rules.flatMap((rule) => {
      const check = rule.kind === 'environment' || rule.kind === 'probe' ? rule.once : undefined;
      if (!check) return [];
      const planned = {
        kind: 'environment' as const,
        rule,
        check,
        case: newCase(
          environment,
          undefined,
          rule,
          check.variation,
          this.#off(rule) ?? check.plan(this.contract)?.skip,
        ),
      };
      return this.#add(planned, undefined) ? [planned] : [];
    });
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
    if (rule.kind === 'environment') return [];
    // A comparison is one case for both environments; it stands with the second one.
    if (rule.kind === 'comparison' && view.environment !== this.settings.environments.at(-1)?.name) return [];
    const { operation, environment } = view;
    const found = rule.plan(view);
    const off = this.#off(rule) ?? (found && 'skip' in found ? found.skip : undefined);
    if (rule.kind === 'probe') {
      if (off === undefined && Array.isArray(found)) {
        return found.map((probe) => ({
          kind: 'probe',
          rule,
          probe,
          case: newCase(environment, operation, rule, probe.variation),
        }));
      }
      return [
        {
          kind: 'probe',
          rule,
          probe: NO_PROBE,
          case: newCase(environment, operation, rule, undefined, off ?? 'nothing to vary'),
        },
      ];
    }
    const planned = newCase(environment, operation, rule, undefined, off);
    switch (rule.kind) {
      case 'observation':
        return [{ kind: 'observation', rule, case: planned }];
      case 'scenario':
        return [{ kind: 'scenario', rule, case: planned }];
      case 'comparison':
        return [{ kind: 'comparison', rule, case: planned }];
      case 'script':
        return [{ kind: 'script', rule, case: planned }];
    }
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

/** Stands where a rule plans no probe at all; its case is skipped. */
const NO_PROBE: Probe = { sends: 'nothing', expects: 'refusal', change: () => undefined };

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

function selectRules(patterns: readonly string[]): readonly Rule[] {
  for (const pattern of patterns) {
    if (!rules.some(({ id }) => glob(pattern)(id))) {
      throw unknown(
        'RULE_UNKNOWN',
        '--rule',
        pattern,
        rules.map(({ id }) => id),
        '`contract explain` lists the rules',
      );
    }
  }
  return patterns.length === 0 ? rules : rules.filter(({ id }) => matchesAny(patterns, id));
}

function selectOperations({ operations }: Contract, patterns: readonly string[]): readonly Operation[] {
  for (const pattern of patterns) {
    if (!operations.some(({ name }) => glob(pattern)(name))) {
      throw unknown(
        'OPERATION_UNKNOWN',
        '--operation',
        pattern,
        operations.map(({ name }) => name),
        '`contract check` lists the operations',
      );
    }
  }
  return patterns.length === 0 ? operations : operations.filter(({ name }) => matchesAny(patterns, name));
}

function unknown(
  code: 'RULE_UNKNOWN' | 'OPERATION_UNKNOWN',
  option: string,
  pattern: string,
  known: readonly string[],
  where: string,
): ContractError {
  const near = nearest(pattern, known);
  const fix = near
    ? `Did you mean “${near}”? ${where}`
    : `Give a name or a pattern such as “${code === 'RULE_UNKNOWN' ? 'request/*' : 'Customers / *'}”; ${where}`;
  return new ContractError(code, `${option} ${pattern}`, 'nothing has that name', fix);
}
