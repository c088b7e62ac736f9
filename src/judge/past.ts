import type { VerdictStatus } from '../contract/verdict.js';

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
