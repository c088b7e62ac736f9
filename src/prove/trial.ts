import type { EnvironmentName } from '../contract/exchange.js';

/** What the reference API is made to be for one run. */
export interface Trial {
  /** `correct`: neither a fault nor a variant. */
  readonly kind: 'fault' | 'variant' | 'correct';
  /** A fault may be named for one environment only: `name@production`. */
  readonly name: string;
}

/** How a trial ended; plain data, as it comes out of a thread. */
export interface TrialEnd {
  readonly trial: Trial;
  /**
   * `diagnosed`: a problem names the fault's rule, its operations and its environments, and little else failed;
   * `caught`: something failed where the fault is; `quiet`: a correct API, and nothing failed; `alarmed`: a
   * correct API, and something did; `unjudged`: the trial itself went wrong.
   */
  readonly result: 'diagnosed' | 'caught' | 'missed' | 'quiet' | 'alarmed' | 'unjudged';
  /** What keeps it from being `diagnosed` or `quiet`, a line each. */
  readonly flaws: readonly string[];
  /** Rules that head the problems which name an operation that has the fault, or any for a correct API. */
  readonly rules: readonly string[];
  readonly environments: readonly EnvironmentName[];
  /** Requests until the first answer that shows it; of the whole run where no single answer does. */
  readonly after: number;
  readonly requests: number;
  /** Failed cases of operations, and of them those on operations that have the fault. */
  readonly failed: number;
  readonly failedThere: number;
  /** Whether a fault was tried a second time, with more patience, since the first time did not diagnose it. */
  readonly again?: true;
  /** Milliseconds. */
  readonly duration: number;
}
