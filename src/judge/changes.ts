import type { Problem } from './result.js';

/** What became of the problems since an earlier run. */
export interface Changes {
  /** When the run began that this one is compared with. */
  readonly since: Date;
  /** Ids of the problems of this run that the earlier one did not have; its other problems still fail. */
  readonly fresh: readonly string[];
  /** Problems of the earlier run whose cases hold now. */
  readonly fixed: readonly PastProblem[];
  /** Problems of the earlier run whose cases were not judged now. */
  readonly notReached: readonly PastProblem[];
  /** How the problems of this run ended in the runs before it, the oldest first, by id. */
  readonly history: ReadonlyMap<string, readonly PastRun[]>;
}

type PastProblem = Pick<Problem, 'id' | 'rule' | 'operations' | 'environments'>;
type PastRun = 'failed' | 'passed' | 'not reached';
