import type { VerdictStatus } from '../contract/verdict.js';
import type { Changes, PastProblem, PastRun } from './past.js';
import type { CaseResult, Problem, RunResult } from './result.js';

/** Compares by the ids of problems and cases; a problem that shares a failed case with one of then is still there. */
export function changesOf({ results, problems }: RunResult, past: PastRun): Changes {
  const now = new Map(results.map((result) => [result.case.id, result.verdict.status]));
  const then = new Set(past.problems.map(({ id }) => id));
  const failedThen = (id: string): boolean => past.verdicts.get(id) === 'failed';
  const isStill = ({ id, cases }: Problem): boolean => then.has(id) || cases.some(failedThen);
  const gone = new Map(past.problems.map((problem) => [problem, stateOf(problem, now, problems)]));
  const that = (state: State): PastProblem[] =>
    past.problems.filter((problem) => gone.get(problem) === state);
  return {
    since: { file: past.file, startedAt: past.startedAt },
    new: problems.filter((problem) => !isStill(problem)).map(({ id }) => id),
    still: problems.filter(isStill).map(({ id }) => id),
    fixed: that('fixed'),
    flaky: that('flaky'),
    waived: that('waived'),
    notReached: that('not reached'),
    cases: casesOf(results, now, past, failedThen),
  };
}

type State = 'still' | 'fixed' | 'flaky' | 'waived' | 'not reached';

function stateOf(
  { id, cases }: PastProblem,
  now: ReadonlyMap<string, VerdictStatus>,
  problems: readonly Problem[],
): State {
  const states = cases.map((name) => now.get(name));
  if (states.includes('failed') || problems.some((problem) => problem.id === id)) return 'still';
  if (states.includes('flaky')) return 'flaky';
  if (states.includes('waived')) return 'waived';
  return states.length > 0 && states.every((state) => state === 'passed') ? 'fixed' : 'not reached';
}

function casesOf(
  results: readonly CaseResult[],
  now: ReadonlyMap<string, VerdictStatus>,
  { verdicts }: PastRun,
  failedThen: (id: string) => boolean,
): Changes['cases'] {
  const count = (status: VerdictStatus, then?: boolean): number =>
    results.filter(
      ({ case: { id }, verdict }) =>
        verdict.status === status && (then === undefined || failedThen(id) === then),
    ).length;
  const lost = (id: string): boolean => ['errored', 'skipped', undefined].includes(now.get(id));
  return {
    new: count('failed', false),
    still: count('failed', true),
    fixed: count('passed', true),
    flaky: count('flaky'),
    notReached: [...verdicts.keys()].filter((id) => failedThen(id) && lost(id)).length,
  };
}
