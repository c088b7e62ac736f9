import type { EnvironmentName } from '../contract/exchange.js';
import { VERDICTS, type Verdict } from '../contract/verdict.js';
import type { CaseResult, Counts, RunResult } from '../judge/result.js';

/** Counts of each environment, in the order of the run. */
export function countsByEnvironment({ identity, results }: RunResult): Map<EnvironmentName, Counts> {
  const tallies = new Map(identity.environments.map(({ name }) => [name, zero()]));
  for (const { case: planned, verdict } of results) {
    const counts = tallies.get(planned.environment) ?? zero();
    counts[verdict.status] += 1;
    tallies.set(planned.environment, counts);
  }
  return tallies;
}

export function total(counts: Counts): number {
  return VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0);
}

/** Reasons of the cases that ended so, the most frequent first, with how often. */
export function reasonsOf(
  results: readonly CaseResult[],
  status: 'errored' | 'skipped' | 'waived',
): (readonly [reason: string, count: number])[] {
  const reasons = new Map<string, number>();
  for (const { verdict } of results) {
    const reason = reasonOf(verdict);
    if (verdict.status === status && reason !== undefined)
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return [...reasons].sort((a, b) => b[1] - a[1]);
}

/** Why a case has no finding and did not pass; undefined for the other verdicts. */
export function reasonOf(verdict: Verdict): string | undefined {
  switch (verdict.status) {
    case 'errored':
    case 'skipped':
      return verdict.reason;
    case 'waived':
      return `waived until ${verdict.until} by ${verdict.owner}: ${verdict.reason}`;
    default:
      return undefined;
  }
}

function zero(): Record<Verdict['status'], number> {
  return { passed: 0, failed: 0, flaky: 0, errored: 0, skipped: 0, waived: 0 };
}
