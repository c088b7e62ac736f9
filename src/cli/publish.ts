import { ContractError } from '../contract/errors.js';
import type { RunResult } from '../judge/result.js';
import { addToHistory } from '../report/past/history.js';
import { type Beside, type Scan, writeReports } from '../report/write.js';
import { errorText } from './error-text.js';
import { tellGithub } from './github.js';
import { INTERRUPTED, onInterrupt } from './interrupt.js';
import type { OutputOptions } from './options.js';
import { print } from './print.js';
import { printResult } from './print-result.js';

export interface Publishing {
  /** Of the reports. */
  readonly folder: string;
  readonly output: OutputOptions;
  /** Finds secrets, before anything is written or printed. */
  readonly scan: Scan;
  /** Whether it is a run of its own: it gets a line in the history, and is told to GitHub. */
  readonly isRun: boolean;
  readonly record?: Beside;
}

/** The disk is full, or a report would hold a secret: what the run found is told all the same. */
const TOLD_ANYWAY: readonly string[] = ['REPORTS_UNWRITABLE', 'SECRET_IN_REPORT'];
const NO_REPORTS = 2;

/**
 * Writes the reports and prints the summary. An interrupted process writes them to their end first.
 *
 * @returns the exit code: that of the run, or 2 where it held and a report could not be written, or 130
 */
export async function publish(result: RunResult, publishing: Publishing): Promise<number> {
  const interrupt = onInterrupt(
    () =>
      print('Interrupted: the reports are written first; interrupt again to stop at once.\n', process.stderr),
    publishing.folder,
  );
  try {
    const exitCode = await published(result, publishing);
    return interrupt.signal.aborted ? INTERRUPTED : exitCode;
  } finally {
    interrupt.release();
  }
}

async function published(result: RunResult, publishing: Publishing): Promise<number> {
  const { folder, output, scan, isRun, record } = publishing;
  try {
    await writeReports(folder, result, scan, record);
    if (isRun) await addToHistory(folder, result, scan);
  } catch (error) {
    if (!(error instanceof ContractError) || !TOLD_ANYWAY.includes(error.code)) throw error;
    printResult(result, output, scan);
    // The summary of the workflow run is a report as well.
    if (isRun && error.code !== 'SECRET_IN_REPORT') await tellGithub(result, process.stdout, process.env);
    print(`${errorText(error, output.verbose ?? false)}\n`, process.stderr);
    return result.exitCode || NO_REPORTS;
  }
  printResult(result, output, scan, folder);
  if (isRun) await tellGithub(result, process.stdout, process.env);
  return result.exitCode;
}
