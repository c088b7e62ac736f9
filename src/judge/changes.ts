import type { VerdictStatus } from '../contract/verdict.js';
import type { CaseResult, Problem, RunResult } from './result.js';

/** A problem of an earlier run, as its results tell it. */
export interface PastProblem {
  readonly id: string;
  readonly rule: string;
  readonly operations: readonly string[];
  readonly environments: readonly string[];
  /** Ids of its cases. */
  readonly cases: readonly string[];
}

/** An earlier run, as far as it is compared with. */
export interface PastRun {
  readonly file: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly problems: readonly PastProblem[];
  /** How its cases ended, by id. */
  readonly verdicts: ReadonlyMap<string, VerdictStatus>;
}

/** What is otherwise than in an earlier run. */
export interface Changes {
  readonly since: Pick<PastRun, 'file' | 'startedAt'>;
  /** Ids of the problems that were not there then, and of those that were. */
  readonly new: readonly string[];
  readonly still: readonly string[];
  /** Problems of then of which every case passes now. */
  readonly fixed: readonly PastProblem[];
  /** Problems of then that fail no more but in one of two runs of a unit. */
  readonly flaky: readonly PastProblem[];
  /** Problems of then that are put up with now. */
  readonly waived: readonly PastProblem[];
  /** Problems of then of which a case was not judged now, and none failed. */
  readonly notReached: readonly PastProblem[];
  /** The same in cases; `flaky` are all that are flaky now. */
  readonly cases: Readonly<Record<'new' | 'still' | 'fixed' | 'flaky' | 'notReached', number>>;
}

/** How a problem, or a flaky case, ended in a run. */
export type PastOutcome = 'failed' | 'flaky' | 'passed' | 'not reached';

/** How a problem, or a flaky case, ended in the runs before this one. */
export interface PastEnds {
  /** In the last of them, the oldest first. */
  readonly outcomes: readonly PastOutcome[];
  /** When the run began in which it failed for the first time since it passed last, as far as is known; ISO 8601. */
  readonly failingSince?: string;
  /** When the last run began in which it passed, ISO 8601. */
  readonly lastPassed?: string;
}

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
