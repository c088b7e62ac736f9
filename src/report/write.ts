import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ContractError } from '../contract/errors.js';
import type { RunResult } from '../judge/result.js';
import { draftOf } from './drafts.js';
import { renderHar } from './har.js';
import { renderHtml } from './html/page.js';
import { renderJunit } from './junit.js';
import { renderPostman } from './postman/collection.js';
import { renderResults } from './results-json.js';
import { RESULTS_SCHEMA, RESULTS_SCHEMA_FILE } from './results-schema.js';
import { renderSummary } from './summary.js';

/** The label of a secret that stands in the text, or undefined. */
export type Scan = (text: string) => string | undefined;

/** Every report by file name, rendered piece by piece: the whole of one may be large. */
const REPORTS: Readonly<Record<string, (result: RunResult) => Iterable<string>>> = {
  'report.html': (result) => [renderHtml(result)],
  'junit.xml': renderJunit,
  'results.json': renderResults,
  'run.har': renderHar,
  'failures.postman_collection.json': renderPostman,
  'summary.md': (result) => [renderSummary(result)],
  [RESULTS_SCHEMA_FILE]: () => [`${JSON.stringify(RESULTS_SCHEMA, null, 2)}\n`],
};
/** Characters that are scanned and written at once. */
const PIECE = 1 << 18;
/** Characters that are scanned again with what follows: a secret may stand across two pieces. */
const OVERLAP = 1 << 14;

/** Drafts that have not grown for so long are of a run that was killed. */
const FORSAKEN = 3_600_000;

/**
 * Makes sure that reports can be written, before anything is sent; takes away drafts that a killed run has left.
 *
 * @throws ContractError REPORTS_UNWRITABLE
 */
export async function checkReportsFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    const probe = draftOf(path.join(folder, 'reports'));
    await (await open(probe, 'w')).close();
    await rm(probe);
    await removeForsaken(folder);
  } catch (error) {
    throw unwritable(folder, error);
  }
  for (const name of Object.keys(REPORTS)) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => undefined);
    if (found?.isDirectory()) throw unwritable(file, new Error('it is a folder'));
  }
}

/** Something that is written beside its place as well, and moved there with the reports. */
export interface Beside {
  seal(): Promise<void>;
  keep(): Promise<void>;
  drop(): Promise<void>;
}

/**
 * Renders all reports beside their places, looks for secrets in them on the way, and moves them there in one go: a
 * crash leaves the old files or the new ones. Where the disk does not take one, the others are written.
 *
 * @param record the record of the run
 * @returns the files written
 * @throws ContractError SECRET_IN_REPORT (nothing was written then), REPORTS_UNWRITABLE
 */
export async function writeReports(
  folder: string,
  result: RunResult,
  scan: Scan,
  record?: Beside,
): Promise<string[]> {
  const files = Object.keys(REPORTS).map((name) => path.join(folder, name));
  const lost: ContractError[] = [];
  const done = (act: () => Promise<void>): Promise<boolean> => unlessUnwritable(act, lost);
  try {
    const sealed = record !== undefined && (await done(() => record.seal()));
    const drafted = new Set<string>();
    for (const [index, render] of Object.values(REPORTS).entries()) {
      const file = files[index] ?? folder;
      if (await done(() => draftFile(file, scanned(render(result), file, scan)))) drafted.add(file);
      else await rm(draftOf(file), { force: true }).catch(() => undefined);
    }
    for (const file of drafted) await done(() => onDisk(file, () => rename(draftOf(file), file)));
    // Beside new ones, the old report that could not be replaced would be taken for one of this run.
    if (drafted.size > 0)
      for (const file of files)
        if (!drafted.has(file)) await rm(file, { force: true }).catch(() => undefined);
    if (sealed) await done(() => record.keep());
    if (lost[0]) throw lost[0];
    return files;
  } finally {
    await record?.drop().catch(() => undefined);
    for (const file of files) await rm(draftOf(file), { force: true }).catch(() => undefined);
  }
}

/** Whether it was done; what the disk did not take is put down. @throws ContractError for any other reason */
async function unlessUnwritable(act: () => Promise<void>, lost: ContractError[]): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (!(error instanceof ContractError) || error.code !== 'REPORTS_UNWRITABLE') throw error;
    lost.push(error);
    return false;
  }
}

/** The same text in pieces of some size. @throws ContractError SECRET_IN_REPORT before the piece that holds a secret */
function* scanned(parts: Iterable<string>, file: string, scan: Scan): Generator<string> {
  let piece = '';
  let before = '';
  for (const part of parts) {
    piece += part;
    if (piece.length < PIECE) continue;
    refuseSecrets(file, before + piece, scan);
    yield piece;
    before = piece.slice(-OVERLAP);
    piece = '';
  }
  refuseSecrets(file, before + piece, scan);
  yield piece;
}

async function removeForsaken(folder: string): Promise<void> {
  const drafts = (await readdir(folder)).filter((name) => /\.\d+\.tmp(\.2)?$/.test(name));
  for (const draft of drafts.map((name) => path.join(folder, name))) {
    const { mtimeMs = Date.now() } = (await stat(draft).catch(() => undefined)) ?? {};
    if (Date.now() - mtimeMs > FORSAKEN) await rm(draft, { force: true });
  }
}

/** Step by step: where a file system refuses a folder with ENOENT, as /proc does, `recursive` never returns. */
async function makeFolder(folder: string): Promise<void> {
  if ((await stat(folder).catch(() => undefined))?.isDirectory()) return;
  const parent = path.dirname(folder);
  if (parent !== folder) await makeFolder(parent);
  await mkdir(folder);
}

/** @throws ContractError SECRET_IN_REPORT */
export function refuseSecrets(file: string, text: string, scan: Scan): void {
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
async function draftFile(file: string, pieces: Iterable<string>): Promise<void> {
  const handle = await onDisk(file, () => open(draftOf(file), 'w'));
  try {
    for (const piece of pieces) await onDisk(file, () => handle.writeFile(piece));
    await onDisk(file, () => handle.sync());
  } finally {
    await handle.close();
  }
}

/** @throws ContractError REPORTS_UNWRITABLE */
async function onDisk<T>(file: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw unwritable(file, error);
  }
}

function unwritable(place: string, error: unknown): ContractError {
  const why = error instanceof Error ? error.message : String(error);
  return new ContractError(
    'REPORTS_UNWRITABLE',
    place,
    `it cannot be written (${why})`,
    'Make the folder writable, or name another one with --out DIR',
  );
}
