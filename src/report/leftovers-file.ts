import { appendFile, chmod, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readBounded } from '../contract/bounded-file.js';
import { ContractError } from '../contract/errors.js';
import { ENVIRONMENTS } from '../contract/exchange.js';
import { OWNER_ONLY } from '../contract/files.js';
import { isObject, type Json, own, parseJson, scalarText } from '../contract/json.js';
import type { Leftover } from '../contract/leftover.js';
import { shownJson } from '../contract/shown-json.js';
import type { RunResult } from '../judge/result.js';
import { draftOf } from './drafts.js';
import type { Writing } from './write.js';

/** In the folder of the reports; one line for each thing that runs created and did not delete, the oldest first. */
const LEFTOVERS_FILE = 'leftovers.ndjson';
/** Bytes that are read. */
const LARGEST = 100_000_000;

export const leftoversIn = (folder: string): string => path.join(folder, LEFTOVERS_FILE);

/**
 * Adds what a run left. The embedded API is gone with its run.
 *
 * @throws ContractError REPORTS_UNWRITABLE
 */
export async function addLeftovers(
  folder: string,
  { leftovers = [], identity }: RunResult,
  { look, mode = OWNER_ONLY }: Writing,
): Promise<void> {
  const embedded = new Set(identity.environments.flatMap(({ name, embedded }) => (embedded ? [name] : [])));
  const lines = leftovers
    .filter(({ environment, identifier }) => identifier !== undefined && !embedded.has(environment))
    .map(({ why: _, ...leftover }) => `${look.text(shownJson(leftover), 'json')}\n`);
  if (lines.length === 0) return;
  const file = leftoversIn(folder);
  try {
    const before = await text(file);
    await appendFile(file, `${before === '' || before.endsWith('\n') ? '' : '\n'}${lines.join('')}`, {
      mode,
    });
    await chmod(file, mode).catch(() => undefined);
  } catch (error) {
    throw unwritable(file, error);
  }
}

/** What runs left, with the lines that say so; lines that cannot be understood are passed over, and stay. */
export async function readLeftovers(file: string): Promise<Map<string, Leftover>> {
  const lines = (await text(file)).split('\n');
  return new Map(
    lines.flatMap((line) => (leftoverIn(line) ?? []).map((leftover) => [line, leftover] as const)),
  );
}

/** Takes lines out of the file; a file that would hold nothing goes. @throws ContractError REPORTS_UNWRITABLE */
export async function dropLeftovers(
  file: string,
  gone: ReadonlySet<string>,
  mode = OWNER_ONLY,
): Promise<void> {
  const draft = draftOf(file);
  try {
    const kept = (await text(file)).split('\n').filter((line) => line !== '' && !gone.has(line));
    if (kept.length === 0) return await rm(file, { force: true });
    await writeFile(draft, `${kept.join('\n')}\n`, { mode });
    await chmod(draft, mode);
    await rename(draft, file);
  } catch (error) {
    throw unwritable(file, error);
  } finally {
    await rm(draft, { force: true });
  }
}

const text = (file: string): Promise<string> =>
  readBounded(file, LARGEST).then(
    (bytes) => bytes.toString('utf8'),
    () => '',
  );

function leftoverIn(line: string): Leftover[] {
  const json = line === '' ? undefined : parsed(line);
  if (!isObject(json)) return [];
  const environment = ENVIRONMENTS.find((name) => name === own(json, 'environment'));
  const [kind, operation, identifier, server] = ['kind', 'operation', 'identifier', 'server'].map((key) =>
    scalarText(own(json, key)),
  );
  const values = own(json, 'values');
  if (!environment || !kind || !operation || !identifier || !server || !isObject(values)) return [];
  const named = Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return [{ environment, kind, operation, identifier, server, values: Object.fromEntries(named), why: '' }];
}

function parsed(line: string): Json | undefined {
  try {
    return parseJson(line);
  } catch {
    return undefined;
  }
}

function unwritable(file: string, error: unknown): ContractError {
  const why = error instanceof Error ? error.message : String(error);
  return new ContractError(
    'REPORTS_UNWRITABLE',
    file,
    `it cannot be written (${why})`,
    'Make it writable, or name another folder with --out DIR',
  );
}
