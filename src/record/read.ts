import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { constants, createGunzip } from 'node:zlib';
import { ContractError } from '../contract/errors.js';
import { type Head, type Line, RECORD_FORMAT } from './lines.js';

/** Characters of one line: an exchange with two bodies of 10 MB, each character of them escaped. */
const LONGEST = 200_000_000;

/** The lines of a compressed file as they stand; of one that was cut off, those that are there. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  // It is read several times: a pipe gives what it holds but once.
  if (!(await stat(file)).isFile()) throw new Error('it is no file');
  const source = createReadStream(file);
  const unzipped = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  source.on('error', (error) => unzipped.destroy(error));
  source.pipe(unzipped).setEncoding('utf8');
  // A line may hold a body of many megabytes: its pieces are joined once.
  const pieces: string[] = [];
  let length = 0;
  try {
    for await (const chunk of unzipped) {
      const [first = '', ...lines] = String(chunk).split('\n');
      pieces.push(first);
      length += first.length;
      if (length > LONGEST) throw new Error('one of its lines is longer than any that a run writes');
      for (const line of lines) {
        yield pieces.join('');
        pieces.splice(0, pieces.length, line);
        length = line.length;
      }
    }
  } finally {
    source.destroy();
  }
}

/**
 * The first line of a record.
 *
 * @throws ContractError RECORD_UNREADABLE, RECORD_FORMAT
 */
export async function readHead(file: string): Promise<Head> {
  for await (const text of readable(file)) {
    const line = parsed(text);
    if (line?.is !== 'head') break;
    if (line.format === RECORD_FORMAT) return line;
    throw new ContractError(
      'RECORD_FORMAT',
      file,
      `it is of format ${line.format}, and this version reads format ${RECORD_FORMAT}`,
      'Judge it with the version of the suite that wrote it, or run again',
    );
  }
  throw unreadable(file, 'it does not begin as the record of a run does');
}

/** The lines behind the head; what follows a line that is broken is left out, as is a line that is cut off. */
export async function* readLines(file: string): AsyncGenerator<Line> {
  for await (const text of readable(file)) {
    const line = parsed(text);
    if (!line) return;
    if (line.is !== 'head') yield line;
  }
}

/** How often each exchange is spoken of. Reads no exchange: there are many, and they are large. */
export async function countMentions(file: string): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for await (const text of readable(file)) {
    if (text.startsWith('{"is":"exchange"')) continue;
    const line = parsed(text);
    if (!line) break;
    for (const id of mentioned(line)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** Ids of the exchanges that a line speaks of. */
export function mentioned(line: Line): readonly number[] {
  if (line.is === 'valid' || line.is === 'lost') return [line.exchange, ...line.before];
  if (line.is === 'journey' || line.is === 'redirected' || line.is === 'probe' || line.is === 'step')
    return [line.exchange];
  if (line.is !== 'burst' || typeof line.seen === 'string') return [];
  const { first, limited, others, after } = line.seen;
  return [
    first,
    ...others,
    ...(limited === undefined ? [] : [limited]),
    ...(after === undefined ? [] : [after]),
  ];
}

async function* readable(file: string): AsyncGenerator<string> {
  try {
    yield* linesOf(file);
  } catch (error) {
    throw unreadable(file, `it cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
}

const DATES = new Set(['at', 'from', 'until']);

function parsed(text: string): Line | undefined {
  try {
    const line: Line = JSON.parse(text, (key, value) =>
      DATES.has(key) && typeof value === 'string' && text.startsWith('{"is":"connection"')
        ? new Date(value)
        : value,
    );
    return typeof line === 'object' && line !== null ? line : undefined;
  } catch {
    return undefined;
  }
}

function unreadable(file: string, fact: string): ContractError {
  return new ContractError(
    'RECORD_UNREADABLE',
    file,
    fact,
    'Name the record.ndjson.gz that `contract-suite run` wrote into its folder of reports',
  );
}
