import type { PlannedUnit } from './planned.js';

/** Requests of one scenario, about. */
const STEPS = 4;

/**
 * Requests that a unit sends, roughly: its part of the journey, its setup, its probes and its valid request. Retries,
 * deletions and requests of scripts come on top.
 */
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
