import type { EnvironmentName } from '../contract/exchange.js';
import type { Plan, PlannedUnit } from './planned.js';

/**
 * Requests that a plan sends in one environment, roughly: the collection once by newman, and for each unit its
 * setup, its probes and its valid request. Retries, deletions and requests of scripts come on top.
 */
export function requestsOf(plan: Plan, environment: EnvironmentName): number {
  const units = plan.pairs
    .flatMap((pair) => pair.units)
    .filter((unit) => unit.environment === environment && unit.cases.length > 0);
  return units.reduce((sum, unit) => sum + requestsOfUnit(unit), 0);
}

/** Requests of one scenario, about. */
const STEPS = 4;

/** The same for one unit. */
export function requestsOfUnit({ operation, setup, probes, scenarios, cases }: PlannedUnit): number {
  const journey = 1;
  const judged = cases.some(({ kind }) => kind !== 'script');
  if (!judged) return journey + setup.length;
  const valid = Math.max(
    1,
    ...cases.map((planned) => (planned.kind === 'repetition' ? planned.rule.repeats : 1)),
  );
  const successes = probes.filter(({ probe }) => probe.expects === 'success').length;
  // What uses its setup up needs a new one for each request that succeeds.
  const setups = operation.changes && setup.length > 0 ? 1 + valid + successes : 1;
  const steps = scenarios.reduce((sum, planned) => sum + planned.setup.length + STEPS, 0);
  return journey + valid + probes.length + setups * setup.length + steps;
}
