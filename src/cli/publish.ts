import { ContractError } from '../contract/errors.js';
import type { RunResult } from '../judge/result.js';
import { addLeftovers } from '../report/leftovers-file.js';
import { addToHistory } from '../report/past/history.js';
import { type Writing, writeReports } from '../report/write.js';
import { errorText } from './error-text.js';
import { tellGithub } from './github.js';
import { INTERRUPTED, onInterrupt } from './interrupt.js';
import type { OutputOptions } from './options.js';
import { print } from './print.js';
import { printResult } from './print-result.js';

export interface Publishing extends Writing {
  /** Of the reports. */
  readonly folder: string;
  readonly output: OutputOptions;
  /** Whether it is a run of its own: it gets a line in the history, and is told to GitHub. */
  readonly isRun: boolean;
}

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
  const { folder, output, look, isRun } = publishing;
  let told = result;
  let failed: ContractError | undefined;
  try {
    ({ result: told } = await writeReports(folder, result, publishing));
    if (isRun) await addToHistory(folder, result, publishing);
    if (isRun) await addLeftovers(folder, result, publishing);
  } catch (error) {
    // The disk is full: what the run found is told all the same.
    if (!(error instanceof ContractError) || error.code !== 'REPORTS_UNWRITABLE') throw error;
    failed = error;
  }
  printResult(told, output, look, failed ? undefined : folder);
  if (isRun) await tellGithub(told, look, process.stdout, process.env);
  if (!failed) return result.exitCode;
  print(`${errorText(failed, output.verbose ?? false)}\n`, process.stderr);
  return result.exitCode || NO_REPORTS;
}
