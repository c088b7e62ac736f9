import type { Operation } from '../contract/model.js';
import { aloneOf } from '../plan/alone.js';
import type { PlannedUnit, UnitProbe, UnitScenario } from '../plan/planned.js';
import { newmanOnly } from '../request/newman-only.js';
import type { Order, RoundOrder } from './setups.js';

/** How the requests of a unit are spread over setups. */
export interface Shape {
  readonly refusals: readonly UnitProbe[];
  /** Probes that may be answered either way: sent with the setup of the refusals. */
  readonly eithers: readonly UnitProbe[];
  readonly successes: readonly UnitProbe[];
  /** Scenarios that leave the setup as it is: they go with the refusals. */
  readonly shared: readonly UnitScenario[];
  /** Scenarios that have a setup of their own, and see what the same one left in the other environment. */
  readonly beside: readonly UnitScenario[];
  /** Scenarios that have a setup of their own. */
  readonly own: readonly UnitScenario[];
  /** How often the valid request is sent. */
  readonly valid: number;
  /** Whether each request that should succeed needs a setup of its own, since it may use it up. */
  readonly ownRounds: boolean;
}

/** @param setup what is run before its own requests */
export function shapeOf(unit: PlannedUnit, setup: readonly Operation[] = unit.setup): Shape {
  const needed = unit.cases.some(({ kind }) => kind !== 'script');
  const repeats = unit.cases.map((planned) => (planned.kind === 'repetition' ? planned.rule.repeats : 1));
  const expecting = (expects: string): UnitProbe[] =>
    unit.probes.filter(({ probe }) => probe.expects === expects);
  const needing = (...needs: string[]): UnitScenario[] =>
    unit.scenarios.filter(({ scenario }) => needs.includes(scenario.needs ?? 'own'));
  const beside = needing('beside');
  return {
    refusals: expecting('refusal'),
    eithers: expecting('either'),
    successes: expecting('success'),
    shared: [...needing('shared'), ...beside.filter(({ scenario }) => scenario.after.length === 0)],
    beside: beside.filter(({ scenario }) => scenario.after.length > 0),
    own: needing('own'),
    valid: needed && unit.view.sample.problem === undefined ? Math.max(1, ...repeats) : 0,
    ownRounds: unit.operation.changes && setup.length > 0,
  };
}

/**
 * The setups that a unit needs; none where it sends nothing of its own.
 *
 * @param setup what is run before its own requests
 */
export function orderOf(unit: PlannedUnit, setup: readonly Operation[] = unit.setup): Order {
  const { refusals, eithers, successes, valid, beside, own, ownRounds } = shapeOf(unit, setup);
  const first = refusals.length + eithers.length;
  const total = first + successes.length + valid;
  if (total + unit.scenarios.length === 0) return { unit, rounds: [] };
  const built = newmanOnly(unit.operation) ? 1 : 0;
  const more = setup === unit.setup ? [] : setup;
  const round = (captures: number): RoundOrder => ({ setup, captures: built * captures });
  const main = ownRounds
    ? [round(first), ...Array.from({ length: valid + successes.length }, () => round(1))]
    : [round(total)];
  return { unit, rounds: [...main, ...scenarioRounds([...beside, ...own], more)] };
}

/** The setups of a unit's scenarios that must have the environment to themselves. */
export function orderAlone(unit: PlannedUnit, more: readonly Operation[] = []): Order {
  return { unit, rounds: scenarioRounds(aloneOf(unit), more) };
}

/** @param more what is run before them beside what they name */
const scenarioRounds = (scenarios: readonly UnitScenario[], more: readonly Operation[]): RoundOrder[] =>
  scenarios.map(({ setup }) => ({
    setup: [...new Set([...setup, ...more])].sort((one, other) => one.index - other.index),
    captures: 0,
  }));
