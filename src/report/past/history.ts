import { createHash } from 'node:crypto';
import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readBounded } from '../../contract/bounded-file.js';
import { ContractError } from '../../contract/errors.js';
import { isObject, type Json, type JsonObject, own, parseJson, scalarText } from '../../contract/json.js';
import { shownJson } from '../../contract/shown-json.js';
import type { PastEnds, PastOutcome } from '../../judge/past.js';
import type { Problem, RunResult } from '../../judge/result.js';
import { draftOf } from '../drafts.js';
import { refuseSecrets, type Scan } from '../write.js';

/** In the folder of the reports; one line for each run, the oldest first. */
export const HISTORY_FILE = 'history.ndjson';
const FORMAT = 1;
/** Lines that are kept. */
const KEPT = 400;
/** Broken places that a line names. */
const PLACES = 2000;
/** Runs before this one that a problem shows. */
const SHOWN = 14;

/** Bytes of a history that are read; its lines are a few kilobytes each. */
const LARGEST = 100_000_000;

const historyIn = (file: string): Promise<string> =>
  readBounded(file, LARGEST).then(
    (bytes) => bytes.toString('utf8'),
    () => '',
  );

/** The lines of a history; those that cannot be understood are passed over. */
export async function readHistory(file: string): Promise<JsonObject[]> {
  const text = await historyIn(file);
  return text.split('\n').flatMap((line) => {
    const json = line === '' ? undefined : parsed(line);
    return isObject(json) && own(json, 'format') === FORMAT ? [json] : [];
  });
}

/** What is looked for in the runs before: a problem, or a flaky case. */
type Sought = Pick<Problem, 'id' | 'rule' | 'operations' | 'environments'>;

/** How each problem of a run, and each flaky case, ended in the runs before it. */
export function endsBefore(
  { problems, results, identity }: RunResult,
  history: readonly JsonObject[],
): ReadonlyMap<string, PastEnds> {
  const runs = history.filter((run) => own(run, 'contract') === identity.contract.title).map(knownRun);
  return new Map([...problems, ...flakyOf(results)].map((sought) => [sought.id, endsOf(sought, runs)]));
}

function endsOf(sought: Sought, runs: readonly KnownRun[]): PastEnds {
  const outcomes = runs.map((run) => outcomeIn(run, sought));
  const passed = outcomes.lastIndexOf('passed');
  const lastPassed = runs[passed]?.startedAt;
  const failingSince = runs[outcomes.indexOf('failed', passed + 1)]?.startedAt;
  return {
    outcomes: outcomes.slice(-SHOWN),
    ...(failingSince !== undefined && { failingSince }),
    ...(lastPassed !== undefined && { lastPassed }),
  };
}

/** What a line of the history says of its run. */
interface KnownRun {
  readonly startedAt: string | undefined;
  readonly problems: ReadonlySet<string>;
  readonly broken: ReadonlySet<string>;
  readonly flaky: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function knownRun(line: JsonObject): KnownRun {
  const problems = own(line, 'problems');
  const startedAt = scalarText(own(line, 'startedAt'));
  const named = (key: string): ReadonlySet<string> => new Set(texts(own(line, key)));
  return {
    startedAt: startedAt !== undefined && TIME.test(startedAt) ? startedAt : undefined,
    problems: new Set(isObject(problems) ? Object.keys(problems) : []),
    broken: named('broken'),
    flaky: named('flaky'),
    rules: named('rules'),
    units: named('units'),
  };
}

/** What failed once and passed once. */
function flakyOf(results: RunResult['results']): Sought[] {
  return results.flatMap(({ case: { id, rule, operation, environment }, verdict }) =>
    verdict.status === 'flaky'
      ? [{ id, rule, operations: operation === undefined ? [] : [operation], environments: [environment] }]
      : [],
  );
}

function outcomeIn(run: KnownRun, problem: Sought): PastOutcome {
  const { id, rule, operations, environments } = problem;
  const places = placesOf(problem);
  // The same thing on more or fewer operations has another id.
  if (run.problems.has(id) || places.some((place) => run.broken.has(place))) return 'failed';
  if (places.some((place) => run.flaky.has(place))) return 'flaky';
  const needed = environments.flatMap((name) =>
    (operations.length > 0 ? operations : ['']).map((operation) => unitOf(name, operation)),
  );
  return run.rules.has(rule) && needed.every((unit) => run.units.has(unit)) ? 'passed' : 'not reached';
}

/** A run in one line: date, verdict, counts, its problems with how they ended, and what it reached. */
function historyLine({ identity, exitCode, counts, repeats = [], problems, results }: RunResult): string {
  const judged = results.filter(({ exchanges, verdict }) => exchanges > 0 && verdict.status !== 'errored');
  const units = judged.map(({ case: planned }) => unitOf(planned.environment, planned.operation ?? ''));
  return shownJson({
    format: FORMAT,
    startedAt: identity.startedAt.toISOString(),
    contract: identity.contract.title,
    hash: identity.contract.hash.slice(0, 12),
    profile: identity.profile,
    exitCode,
    counts,
    repeats,
    problems: Object.fromEntries(problems.map(({ id }) => [id, 'failed'])),
    broken: [...new Set(problems.flatMap(placesOf))].slice(0, PLACES),
    flaky: [...new Set(flakyOf(results).flatMap(placesOf))].slice(0, PLACES),
    rules: identity.rules,
    units: [...new Set(units)],
  });
}

/** A rule on each operation and environment that a problem shows on. */
function placesOf({ rule, operations, environments }: Sought): string[] {
  return environments.flatMap((name) =>
    (operations.length > 0 ? operations : ['']).map((operation) => unitOf(`${name} ${rule}`, operation)),
  );
}

/** Short, since each line names all that a run reached. */
const unitOf = (environment: string, operation: string): string =>
  createHash('sha256').update(`${environment}\n${operation}`).digest('hex').slice(0, 8);

/**
 * Adds the line of a run in one write; where the file has grown long, its oldest lines go, in one step as well.
 *
 * @throws ContractError SECRET_IN_REPORT, REPORTS_UNWRITABLE
 */
export async function addToHistory(folder: string, result: RunResult, scan: Scan): Promise<void> {
  const file = path.join(folder, HISTORY_FILE);
  const line = historyLine(result);
  refuseSecrets(file, line, scan);
  try {
    const before = await historyIn(file);
    const lines = before.split('\n').filter((entry) => entry !== '');
    if (lines.length >= KEPT) return await replace(file, [...lines.slice(1 - KEPT), line]);
    // A run that was killed may have left half a line.
    await appendFile(file, `${before === '' || before.endsWith('\n') ? '' : '\n'}${line}\n`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ContractError(
      'REPORTS_UNWRITABLE',
      file,
      `it cannot be written (${why})`,
      'Make it writable, or name another folder with --out DIR',
    );
  }
}

async function replace(file: string, lines: readonly string[]): Promise<void> {
  const draft = draftOf(file);
  try {
    await writeFile(draft, `${lines.join('\n')}\n`);
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

function parsed(line: string): Json | undefined {
  try {
    return parseJson(line);
  } catch {
    return undefined;
  }
}

const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.flatMap((entry) => scalarText(entry) ?? []) : [];
