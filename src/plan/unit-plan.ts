import type { Operation } from '../contract/model.js';
import { resourcesOf } from '../contract/resources.js';
import type {
  ComparisonRule,
  ObservationRule,
  Probe,
  RepetitionRule,
  Rule,
  Scenario,
  ScenarioRule,
  ScriptRule,
  View,
} from '../rules/rule.js';
import { binaryTypes } from '../rules/support/binary.js';
import { columnsOf, rowName } from '../settings/data-rows.js';
import type { EnvironmentSettings, Settings } from '../settings/settings.js';
import { caseName, newCase, type PlannedCase } from './case.js';
import { type Draft, type Skipped, skipped } from './draft.js';
import { passedBefore } from './passed-before.js';
import type { Planned, PlannedUnit, UnitProbe } from './planned.js';
import { leftOutOf, type Setups } from './setup.js';
import { blockedIn, viewOf } from './views.js';

/** Plans the units: one operation in one environment each. */
export class UnitPlans {
  constructor(
    readonly draft: Draft,
    readonly settings: Settings,
    readonly setups: Setups,
    readonly rules: readonly Rule[],
    /** Those that were not chosen too: their probes make answers for what observes. */
    readonly known: readonly Rule[],
  ) {}

  /** One unit, or one for each row of data where all are asked for. */
  of(operation: Operation, environment: EnvironmentSettings): PlannedUnit[] {
    const { data } = environment;
    const { contract } = this.draft;
    if (!data || !this.#takesRow(operation, environment)) return [this.#unit(operation, environment)];
    if (contract.config.rows !== 'all') return [{ ...this.#unit(operation, environment), takesRow: true }];
    return data.rows.map((_, row) => this.#unit(operation, environment, row));
  }

  /** Whether its request, or what comes before it, is another one with another row. */
  #takesRow(operation: Operation, { name, writes, data }: EnvironmentSettings): boolean {
    const columns = columnsOf(data);
    const setup = this.setups.of([operation], name, writes);
    const before = 'operations' in setup ? setup.operations : [];
    return [operation, ...before].some(
      ({ readsRow, templateVariables }) =>
        readsRow !== undefined || templateVariables.some((variable) => columns.has(variable)),
    );
  }

  #unit(operation: Operation, environment: EnvironmentSettings, row?: number): PlannedUnit {
    const view = viewOf(this.draft.contract, this.settings, operation, environment);
    const setup = this.setups.of([operation], environment.name, environment.writes, readBefore(view));
    const blocked = blockedIn(view, environment) ?? ('blocked' in setup ? setup.blocked : undefined);
    const cases = this.draft.add(
      this.rules.flatMap((rule) => this.#planned(rule, view, rowOf(environment, row))),
      blocked,
    );
    return {
      environment: environment.name,
      operation,
      view,
      ...(row !== undefined && { row }),
      ...(operation.readsRow && !environment.data && { rowless: true }),
      setup: 'operations' in setup ? setup.operations : [],
      ...('operations' in setup && this.#fuller(operation, environment, setup.operations)),
      cases,
      probes: this.#probes(view, cases),
      scenarios: cases.filter((planned) => planned.kind === 'scenario'),
    };
  }

  /** In production where nothing may be changed, nothing can bring a state about either. */
  #fuller(
    operation: Operation,
    { name, writes }: EnvironmentSettings,
    setup: readonly Operation[],
  ): { readonly fuller?: readonly Operation[] } {
    const before = writes ? passedBefore(this.draft.contract, operation, setup) : [];
    if (before.length === 0) return {};
    const fuller = this.setups.of([operation], name, writes, [...setup, ...before]);
    return 'operations' in fuller ? { fuller: fuller.operations } : {};
  }

  /** Probes of the selected cases; where something observes, all that can be sent, since it needs answers to look at. */
  #probes(view: View, cases: readonly Planned[]): readonly UnitProbe[] {
    const judged = cases.filter((planned) => planned.kind === 'probe');
    const observed = cases.some(({ kind }) => kind === 'observation' || kind === 'comparison');
    if (!observed) return judged;
    const nameOf = (rule: Rule, { variation }: Probe) => caseName({ rule: rule.id, variation });
    const byName = new Map(judged.map((planned) => [nameOf(planned.rule, planned.probe), planned]));
    return this.known.flatMap((rule) => {
      const probes =
        rule.kind === 'probe' && this.draft.off(rule, view.operation) === undefined ? rule.plan(view) : [];
      if (rule.kind !== 'probe' || 'skip' in probes) return [];
      return probes.map((probe) => byName.get(nameOf(rule, probe)) ?? { rule, probe });
    });
  }

  /** @param row its name, where there is a unit for each, and whether it is the first */
  #planned(rule: Rule, view: View, row: RowOfUnit | undefined): (Planned | Skipped)[] {
    if (rule.kind === 'environment' || rule.kind === 'connection' || rule.kind === 'burst') return [];
    // A comparison is one case for both environments; it stands with the second one.
    if (rule.kind === 'comparison' && view.environment !== this.settings.environments.at(-1)?.name) return [];
    // The collection's own tests are run once for all rows.
    if (rule.kind === 'script' && row && !row.isFirst) return [];
    const named = (variation?: string): PlannedCase => {
      const parts = [variation, rule.kind === 'script' ? undefined : row?.name].filter(Boolean);
      return newCase(view.environment, view.operation, rule, parts.length > 0 ? parts.join(', ') : undefined);
    };
    const off = this.draft.off(rule, view.operation);
    if (off !== undefined) return [skipped(named(), off)];
    const { leftOut } = view.operation;
    if (leftOut && !(leftOut.journey && rule.kind === 'script'))
      return [
        skipped(
          named(),
          `collections/contract.yaml ${leftOut.journey ? 'leaves it to the journey' : 'leaves it out'}: ${leftOut.reason}`,
        ),
      ];
    if (rule.kind === 'probe') {
      const probes = rule.plan(view);
      if ('skip' in probes && probes.silent) return [];
      if ('skip' in probes) return [skipped(named(), probes.skip)];
      if (probes.length === 0) return [skipped(named(), 'nothing to vary')];
      return probes.map((probe) => ({ kind: 'probe', rule, probe, case: named(probe.variation) }));
    }
    if (rule.kind === 'scenario') {
      const scenarios = rule.plan(view);
      if ('skip' in scenarios) return [skipped(named(), scenarios.skip)];
      return scenarios.map((scenario) => this.#scenario(rule, scenario, view, named(scenario.variation)));
    }
    if (rule.kind === 'comparison' && row && !this.#isInAll(row))
      return [skipped(named(), 'the other environment has no such row of data')];
    const skip = rule.plan(view)?.skip;
    return [skip === undefined ? judgedAlone(rule, named()) : skipped(named(), skip)];
  }

  #isInAll({ index }: RowOfUnit): boolean {
    return this.settings.environments.every(({ data }) => index < (data?.rows.length ?? 0));
  }

  #scenario(rule: ScenarioRule, scenario: Scenario, view: View, planned: PlannedCase): Planned | Skipped {
    const { environment, writes, operation } = view;
    const left = [...scenario.uses, ...scenario.after].find(({ leftOut }) => leftOut);
    if (left?.leftOut) return skipped(planned, `it needs ${left.name}, ${leftOutOf(left.leftOut)}`);
    const changing = [...scenario.uses, ...scenario.after].find(({ changes }) => changes);
    if (!writes && changing) {
      return skipped(
        planned,
        `${changing.name} changes data, and nothing may be changed in ${environment} (--writes ${environment} allows it)`,
      );
    }
    const setup = this.setups.of([operation, ...scenario.uses], environment, writes, scenario.after);
    if ('blocked' in setup) return skipped(planned, setup.blocked);
    return { kind: 'scenario', rule, scenario, case: planned, setup: setup.operations };
  }
}

/** The row of data that a unit of its own is for. */
interface RowOfUnit {
  readonly index: number;
  readonly name: string;
  readonly isFirst: boolean;
}

function rowOf({ data }: EnvironmentSettings, index: number | undefined): RowOfUnit | undefined {
  if (index === undefined || !data) return undefined;
  return { index, name: rowName(data, index), isFirst: index === 0 };
}

/** Of an operation that gives a file: what reads the same thing before it, and may tell size and digest of the file. */
function readBefore(view: View): Operation[] {
  const { contract, operation, writes } = view;
  if (binaryTypes(view).length === 0) return [];
  const shared = resourcesOf(contract).flatMap(({ variable }) =>
    operation.templateVariables.includes(variable) ? [variable] : [],
  );
  return contract.operations
    .slice(0, operation.index)
    .filter(
      (other) =>
        other.role === 'read' &&
        !other.leftOut &&
        (writes || !other.changes) &&
        binaryTypes({ contract, operation: other }).length === 0 &&
        other.templateVariables.some((variable) => shared.includes(variable)),
    );
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
