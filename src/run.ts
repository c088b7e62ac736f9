import type { Contract } from './contract/model.js';
import type { CaseResult, Progress, RunResult } from './judge/result.js';
import type { Selection, Settings } from './settings/settings.js';

export interface RunOptions {
  readonly contract: Contract;
  readonly settings: Settings;
  readonly selection: Selection;
  /** Faults that were put into the embedded API, for the report's identity. */
  readonly faults?: readonly string[];
  /** Stops the run: what was concluded stands, the rest is `errored: not concluded`. */
  readonly signal?: AbortSignal;
  readonly onVerdict?: (result: CaseResult) => void;
  readonly onProgress?: (progress: Progress) => void;
}

/** Plans, drives and judges one run. */
export async function run(_options: RunOptions): Promise<RunResult> {
  throw new Error('under construction');
}
