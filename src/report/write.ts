import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ContractError } from '../contract/errors.js';
import { OWNER_ONLY } from '../contract/files.js';
import type { RunResult } from '../judge/result.js';
import { type LastLook, tellings, type Verbatim, type Written } from '../masking/last-look.js';
import { draftOf } from './drafts.js';
import { renderHar } from './har.js';
import { htmlParts } from './html/page.js';
import { renderJunit } from './junit.js';
import { renderPostman } from './postman/collection.js';
import { renderResults } from './results-json.js';
import { RESULTS_SCHEMA, RESULTS_SCHEMA_FILE } from './results-schema.js';
import { renderSummary } from './summary.js';

/** Every report by file name, rendered piece by piece: the whole of one may be large. */
const REPORTS: Readonly<Record<string, (result: RunResult) => Iterable<string | Verbatim>>> = {
  'report.html': htmlParts,
  'junit.xml': renderJunit,
  'results.json': renderResults,
  'run.har': renderHar,
  'failures.postman_collection.json': renderPostman,
  'summary.md': (result) => [renderSummary(result)],
  [RESULTS_SCHEMA_FILE]: () => [`${JSON.stringify(RESULTS_SCHEMA, null, 2)}\n`],
};

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
interface Beside {
  seal(): Promise<void>;
  /** @param mode of the file */
  keep(mode: number): Promise<void>;
  drop(): Promise<void>;
}

export interface Writing {
  readonly look: LastLook;
  /** Of the files; by default only their owner may read them. */
  readonly mode?: number;
  /** The record of the run. */
  readonly record?: Beside;
}

export interface WrittenReports {
  readonly files: readonly string[];
  /** What the reports tell; with a note where a secret had to be taken out of one of them. */
  readonly result: RunResult;
}

/**
 * Renders all reports beside their places, takes out on the way what secrets still stand in them, and moves them there
 * in one go: a crash leaves the old files or the new ones. Where the disk does not take one, the others are written.
 *
 * @throws ContractError REPORTS_UNWRITABLE
 */
export async function writeReports(
  folder: string,
  result: RunResult,
  writing: Writing,
): Promise<WrittenReports> {
  const { record, mode = OWNER_ONLY } = writing;
  const files = Object.keys(REPORTS).map((name) => path.join(folder, name));
  const lost: ContractError[] = [];
  const done = (act: () => Promise<void>): Promise<boolean> => unlessUnwritable(act, lost);
  try {
    const sealed = record !== undefined && (await done(() => record.seal()));
    const first = await draft(folder, result, writing, done);
    const notes = tellings(first.found);
    const told = notes.length === 0 ? result : { ...result, notes: [...result.notes, ...notes] };
    const { drafted } = told === result ? first : await draft(folder, told, writing, done);
    for (const file of drafted) await done(() => onDisk(file, () => rename(draftOf(file), file)));
    // Beside new ones, the old report that could not be replaced would be taken for one of this run.
    if (drafted.size > 0)
      for (const file of files)
        if (!drafted.has(file)) await rm(file, { force: true }).catch(() => undefined);
    if (sealed) await done(() => record.keep(mode));
    if (lost[0]) throw lost[0];
    return { files, result: told };
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

interface Drafted {
  readonly drafted: ReadonlySet<string>;
  /** Names of the secrets that stood in each file. */
  readonly found: ReadonlyMap<string, ReadonlySet<string>>;
}

/** @param done whether the disk took it */
async function draft(
  folder: string,
  result: RunResult,
  { look, mode = OWNER_ONLY }: Writing,
  done: (act: () => Promise<void>) => Promise<boolean>,
): Promise<Drafted> {
  const drafted = new Set<string>();
  const found = new Map<string, Set<string>>();
  for (const [name, render] of Object.entries(REPORTS)) {
    const file = path.join(folder, name);
    const secrets = new Set<string>();
    const pieces = look.pieces(render(result), writtenIn(name), secrets);
    if (await done(() => draftFile(file, pieces, mode))) drafted.add(file);
    else await rm(draftOf(file), { force: true }).catch(() => undefined);
    if (secrets.size > 0) found.set(name, secrets);
  }
  return { drafted, found };
}

function writtenIn(name: string): Written {
  if (/\.(json|har)$/.test(name)) return 'json';
  if (name.endsWith('.html')) return 'html';
  return name.endsWith('.xml') ? 'xml' : 'text';
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

/** In the same folder, so that the new file takes the old one's place in one step. */
async function draftFile(file: string, pieces: Iterable<string | Buffer>, mode: number): Promise<void> {
  const handle = await onDisk(file, () => open(draftOf(file), 'w', OWNER_ONLY));
  try {
    await onDisk(file, () => handle.chmod(mode));
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
