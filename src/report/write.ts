import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ContractError } from '../contract/errors.js';
import type { RunResult } from '../judge/result.js';
import { renderJunit } from './junit.js';
import { renderResults } from './results-json.js';
import { RESULTS_SCHEMA, RESULTS_SCHEMA_FILE } from './results-schema.js';
import { renderSummary } from './summary.js';

/** The label of a secret that stands in the text, or undefined. */
export type Scan = (text: string) => string | undefined;

/** Every report by file name. */
const REPORTS: Readonly<Record<string, (result: RunResult) => string>> = {
  'junit.xml': renderJunit,
  'results.json': renderResults,
  'summary.md': renderSummary,
  [RESULTS_SCHEMA_FILE]: () => `${JSON.stringify(RESULTS_SCHEMA, null, 2)}\n`,
};

/**
 * Makes sure that reports can be written, before anything is sent.
 *
 * @throws ContractError REPORTS_UNWRITABLE
 */
export async function checkReportsFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    const probe = temporary(path.join(folder, 'reports'));
    await (await open(probe, 'w')).close();
    await rm(probe);
  } catch (error) {
    throw unwritable(folder, error);
  }
  for (const name of Object.keys(REPORTS)) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => undefined);
    if (found?.isDirectory()) throw unwritable(file, new Error('it is a folder'));
  }
}

/**
 * Renders all reports, looks for secrets in them, then writes each in one piece: a crash leaves the old file
 * or the new one.
 *
 * @returns the files written
 * @throws ContractError SECRET_IN_REPORT (nothing was written then), REPORTS_UNWRITABLE
 */
export async function writeReports(folder: string, result: RunResult, scan: Scan): Promise<string[]> {
  const rendered = Object.entries(REPORTS).map(([name, render]) => [name, render(result)] as const);
  for (const [name, text] of rendered) refuseSecrets(path.join(folder, name), text, scan);
  const files: string[] = [];
  for (const [name, text] of rendered) {
    const file = path.join(folder, name);
    await replaceFile(file, text);
    files.push(file);
  }
  return files;
}

/** Step by step: where a file system refuses a folder with ENOENT, as /proc does, `recursive` never returns. */
async function makeFolder(folder: string): Promise<void> {
  if ((await stat(folder).catch(() => undefined))?.isDirectory()) return;
  const parent = path.dirname(folder);
  if (parent !== folder) await makeFolder(parent);
  await mkdir(folder);
}

function refuseSecrets(file: string, text: string, scan: Scan): void {
  const found = scan(text);
  if (found === undefined) return;
  throw new ContractError(
    'SECRET_IN_REPORT',
    file,
    `the report would hold ${found} in clear; no report was written`,
    'Please report this as a defect of the suite, without the report',
  );
}

/** In the same folder, so that the new file takes the old one's place in one step. */
async function replaceFile(file: string, text: string): Promise<void> {
  const draft = temporary(file);
  try {
    const handle = await open(draft, 'w');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw unwritable(file, error);
  }
}

const temporary = (file: string): string => `${file}.${process.pid}.tmp`;

function unwritable(place: string, error: unknown): ContractError {
  const why = error instanceof Error ? error.message : String(error);
  return new ContractError(
    'REPORTS_UNWRITABLE',
    place,
    `it cannot be written (${why})`,
    'Make the folder writable, or name another one with --out DIR',
  );
}
