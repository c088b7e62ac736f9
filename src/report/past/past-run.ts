import { constants } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { readBounded } from '../../contract/bounded-file.js';
import {
  isObject,
  type Json,
  type JsonObject,
  objectsOf,
  own,
  parseJson,
  scalarText,
} from '../../contract/json.js';
import { VERDICTS } from '../../contract/verdict.js';
import type { PastProblem, PastRun } from '../../judge/past.js';
import { LARGEST_RESULTS } from '../results-read.js';
import { RESULTS_FORMAT } from '../results-schema.js';

/** An earlier run, or why there is none to compare with. */
export type Found = { readonly run: PastRun } | { readonly why: string };

/** Bytes in which a results file has told its format and when its run began. */
const HEAD = 1 << 16;

/**
 * Reads the results of an earlier run: a `results.json`, or of a folder the newest one that lies in it or in one of
 * its folders. Nothing that is wrong with them stops a run.
 */
export async function findPastRun(place: string): Promise<Found> {
  try {
    const file = (await stat(place)).isDirectory() ? await newestIn(place) : place;
    return file === undefined ? { why: `${place} holds no results of a run` } : await read(file);
  } catch (error) {
    return { why: `${place} could not be read (${error instanceof Error ? error.message : String(error)})` };
  }
}

async function newestIn(folder: string): Promise<string | undefined> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.flatMap((entry) => {
    if (entry.isDirectory()) return [path.join(folder, entry.name, 'results.json')];
    return entry.name.endsWith('.json') ? [path.join(folder, entry.name)] : [];
  });
  const started = await Promise.all(files.map(async (file) => ({ file, at: await startOf(file) })));
  return started
    .filter(({ at }) => at !== '')
    .sort((a, b) => b.at.localeCompare(a.at))
    .at(0)?.file;
}

/** When the run of a results file began; empty for any other file. */
async function startOf(file: string): Promise<string> {
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(() => undefined);
  try {
    const { buffer, bytesRead } = (await handle?.read(Buffer.alloc(HEAD), 0, HEAD, 0)) ?? {};
    const head = buffer?.toString('utf8', 0, bytesRead) ?? '';
    return /"format": *\d/.test(head) ? (/"startedAt": *"([^"]+)"/.exec(head)?.[1] ?? '') : '';
  } catch {
    return '';
  } finally {
    await handle?.close();
  }
}

async function read(file: string): Promise<Found> {
  const json = parseJson((await readBounded(file, LARGEST_RESULTS)).toString('utf8'));
  const format = isObject(json) ? own(json, 'format') : undefined;
  if (!isObject(json) || format === undefined) return { why: `${file} holds no results of a run` };
  if (format !== RESULTS_FORMAT)
    return { why: `${file} has format ${scalarText(format)}, not ${RESULTS_FORMAT}` };
  const identity = own(json, 'identity');
  return {
    run: {
      file,
      startedAt: (isObject(identity) && scalarText(own(identity, 'startedAt'))) || 'an unknown time',
      problems: objectsOf(own(json, 'problems')).map(problemOf),
      verdicts: verdictsOf(json),
    },
  };
}

function problemOf(json: JsonObject): PastProblem {
  const text = (key: string): string => scalarText(own(json, key)) ?? '';
  const list = (key: string): string[] => texts(own(json, key));
  return {
    id: text('id'),
    rule: text('rule'),
    operations: list('operations'),
    environments: list('environments'),
    cases: list('cases'),
  };
}

function verdictsOf(json: JsonObject): PastRun['verdicts'] {
  return new Map(
    objectsOf(own(json, 'cases')).flatMap((entry) => {
      const [id, told] = [scalarText(own(entry, 'id')), own(entry, 'verdict')];
      const status = VERDICTS.find((known) => known === told);
      return id === undefined || status === undefined ? [] : [[id, status] as const];
    }),
  );
}

const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
