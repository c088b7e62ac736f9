import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';
import { ContractError } from '../contract/errors.js';
import type { Secrets } from '../drive/wire/secrets.js';
import { joinedRepeats } from '../judge/repeats.js';
import type { End, Head, Line } from './lines.js';
import { readHead, readLines } from './read.js';
import { renumbered } from './renumber.js';
import { unwritable } from './writer.js';

/** Lines of one part of a run, its exchanges behind those of the parts before. */
interface Part {
  readonly file: string;
  readonly head: Head;
  readonly before: number;
  readonly end: End | undefined;
  readonly confirms: boolean;
}

/** The record that one run would have written, from those of its shards. */
export class JoinedRecord {
  readonly #draft: string;

  /** @param secrets known here; a record holds none, and is looked through all the same */
  constructor(
    readonly files: readonly string[],
    readonly file: string,
    readonly secrets: Secrets,
  ) {
    this.#draft = `${file}.${process.pid}.tmp`;
  }

  /** Writes it beside its place. @throws ContractError RECORD_UNREADABLE, RECORD_FORMAT, REPORTS_UNWRITABLE */
  async seal(): Promise<void> {
    const parts = await partsOf(this.files);
    const gzip = createGzip({ level: 2 });
    const written = pipeline(gzip, createWriteStream(this.#draft));
    try {
      for await (const line of joined(parts))
        await put(gzip, this.secrets.hide(JSON.stringify(line)), written);
      gzip.end();
      await written;
    } catch (error) {
      gzip.destroy();
      throw error instanceof ContractError ? error : unwritable(this.file, error);
    }
  }

  async keep(): Promise<void> {
    await rename(this.#draft, this.file);
  }

  async drop(): Promise<void> {
    await rm(this.#draft, { force: true });
  }
}

async function put(gzip: Gzip, line: string, written: Promise<void>): Promise<void> {
  if (!gzip.write(`${line}\n`)) await Promise.race([once(gzip, 'drain'), written]);
}

async function partsOf(files: readonly string[]): Promise<Part[]> {
  const parts: Part[] = [];
  let before = 0;
  for (const file of files) {
    const head = await readHead(file);
    let last = 0;
    let end: End | undefined;
    let confirms = false;
    for await (const line of readLines(file)) {
      if (line.is === 'exchange') last = Math.max(last, line.id);
      if (line.is === 'end') end = line;
      if (line.is === 'again') confirms = true;
    }
    parts.push({ file, head, before, end, confirms });
    before += last;
  }
  return parts;
}

/** What was sent at first of all parts, then what was sent again. */
async function* joined(parts: readonly Part[]): AsyncGenerator<Line> {
  const [first] = parts;
  if (!first) return;
  const { shard: _, ...selection } = first.head.selection;
  const startedAt = parts.map(({ head }) => head.startedAt).sort()[0] ?? first.head.startedAt;
  yield { ...first.head, startedAt, selection, cases: parts.flatMap(({ head }) => head.cases) };
  for (const part of parts) yield* linesOf(part, false);
  const confirming = parts.filter(({ confirms }) => confirms);
  if (confirming.length > 0) yield { is: 'again' };
  for (const part of confirming) yield* linesOf(part, true);
  const end = endOf(parts);
  if (end) yield end;
}

/** @param again only those behind the line that says so; else those before it. What stands for secrets is told in both. */
async function* linesOf({ file, before }: Part, again: boolean): AsyncGenerator<Line> {
  let behind = false;
  for await (const line of readLines(file)) {
    if (line.is === 'again') behind = true;
    else if (line.is !== 'end' && behind === again) yield renumbered(line, before);
  }
}

/** Undefined where one part was cut off. */
function endOf(parts: readonly Part[]): End | undefined {
  const ends = parts.flatMap(({ end, head }) => (end ? [{ ...end, from: Date.parse(head.startedAt) }] : []));
  if (ends.length < parts.length) return undefined;
  const start = Math.min(...ends.map(({ from }) => from));
  const requests: { -readonly [Name in keyof End['requests']]: number } = {};
  for (const end of ends) {
    for (const name of ['sandbox', 'production'] as const) {
      const count = end.requests[name];
      if (count !== undefined) requests[name] = (requests[name] ?? 0) + count;
    }
  }
  return {
    is: 'end',
    duration: Math.max(...ends.map(({ from, duration }) => from + duration)) - start,
    interrupted: ends.some(({ interrupted }) => interrupted),
    requests,
    repeats: joinedRepeats(ends.map(({ repeats = [] }) => repeats)),
    notes: [...new Set(ends.flatMap(({ notes }) => notes))],
  };
}
