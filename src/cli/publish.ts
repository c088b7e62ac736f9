import { ContractError } from '../contract/errors.js';
import type { RunResult } from '../judge/result.js';
import { addToHistory } from '../report/past/history.js';
import { type Beside, type Scan, writeReports } from '../report/write.js';
import { errorText } from './error-text.js';
import type { OutputOptions } from './options.js';
import { printResult } from './print-result.js';

export interface Publishing {
  /** Of the reports. */
  readonly folder: string;
  readonly output: OutputOptions;
  /** Finds secrets, before anything is written or printed. */
  readonly scan: Scan;
  /** Whether the run gets its line in the history. */
  readonly history: boolean;
  readonly record?: Beside;
}

/** The disk is full, or a report would hold a secret: what the run found is told all the same. */
const TOLD_ANYWAY: readonly string[] = ['REPORTS_UNWRITABLE', 'SECRET_IN_REPORT'];
const NO_REPORTS = 2;

/** Writes the reports and prints the summary. @returns the exit code: that of the run, or 2 where it held and no report could be written */
export async function publish(result: RunResult, publishing: Publishing): Promise<number> {
  const { folder, output, scan, history, record } = publishing;
  try {
    await writeReports(folder, result, scan, record);
    if (history) await addToHistory(folder, result, scan);
  } catch (error) {
    if (!(error instanceof ContractError) || !TOLD_ANYWAY.includes(error.code)) throw error;
    printResult(result, output, scan);
    process.stderr.write(`${errorText(error, output.verbose ?? false)}\n`);
    return result.exitCode || NO_REPORTS;
  }
  printResult(result, output, scan, folder);
  return result.exitCode;
}
