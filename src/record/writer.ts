import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';
import { ContractError } from '../contract/errors.js';
import type { Exchange } from '../contract/exchange.js';
import { OWNER_ONLY } from '../contract/files.js';
import { leaves } from '../contract/places.js';
import type { DataValues } from '../masking/data-values.js';
import type { Masking } from '../masking/masking.js';
import type { Secrets } from '../masking/secrets.js';
import { recordedExchange } from './exchange-json.js';
import type { Line } from './lines.js';
import { linesOf } from './read.js';

export const RECORD_FILE = 'record.ndjson.gz';

/** Bytes that may wait to be compressed before exchanges wait for them. */
const WAITING = 4 * 1024 * 1024;
/** Characters that go to be compressed at once: each write has a cost of its own. */
const AT_ONCE = 64 * 1024;
/** Compresses JSON nearly as well as the default, in a third of the time. */
const LEVEL = 2;

/**
 * Writes a record as the run goes on, beside its place; a run that is killed leaves the earlier record as it was.
 * What goes wrong with the disk is told when the record is kept: the run goes on without it.
 */
export class RecordWriter {
  readonly #draft: string;
  #gzip: Gzip | undefined;
  #written: Promise<unknown> = Promise.resolve();
  #masking: Masking | undefined;
  #drained: Promise<unknown> | undefined;
  #told = 0;
  #lines = '';
  #failed: unknown;
  #sealed: Promise<void> | undefined;

  constructor(readonly file: string) {
    this.#draft = `${file}.${process.pid}.tmp`;
  }

  begin(masking: Masking, head: Line): void {
    this.#masking = masking;
    this.#gzip = compressed();
    this.#written = this.#toFile(this.#gzip, this.#draft);
    this.#put(head);
  }

  /** What is written after the end is heard by nobody. */
  readonly write = (line: Line): void => {
    const { standIns } = this.#masking?.secrets ?? { standIns: [] };
    while (this.#told < standIns.length) {
      const stand = standIns[this.#told++];
      if (stand) this.#put({ is: 'secret', ...stand });
    }
    this.#put(line);
  };

  /** Resolves when more may come. */
  readonly exchange = async (exchange: Exchange): Promise<void> => {
    this.write({ is: 'exchange', ...recordedExchange(this.#masking?.keep(exchange) ?? exchange) });
    const gzip = this.#gzip;
    if (!gzip || gzip.writableLength <= WAITING) return;
    // All that wait listen once: each with an ear of its own would be too many.
    this.#drained ??= Promise.race([once(gzip, 'drain'), this.#written]).finally(() => {
      this.#drained = undefined;
    });
    await this.#drained;
  };

  /**
   * Ends the record, once nothing more comes. A secret may have shown itself as one only after it was written down:
   * the whole record is looked through.
   *
   * @throws ContractError REPORTS_UNWRITABLE
   */
  seal(): Promise<void> {
    this.#sealed ??= this.#onDisk(async (secrets) => {
      await this.#end();
      if (await holdsSecret(this.#draft, secrets)) await this.#hidden(secrets);
    });
    return this.#sealed;
  }

  /** Puts the record in its place. @throws ContractError REPORTS_UNWRITABLE */
  async keep(mode = OWNER_ONLY): Promise<void> {
    await this.seal();
    await this.#onDisk(async () => {
      await chmod(this.#draft, mode);
      await rename(this.#draft, this.file);
    });
  }

  async drop(): Promise<void> {
    await rm(this.#draft, { force: true });
  }

  async #onDisk(act: (secrets: Secrets) => Promise<void>): Promise<void> {
    if (!this.#masking) return;
    try {
      await act(this.#masking.secrets);
    } catch (error) {
      await this.drop().catch(() => undefined);
      throw unwritable(this.file, error);
    }
  }

  async #end(): Promise<void> {
    const gzip = this.#gzip;
    this.#gzip = undefined;
    gzip?.end(this.#lines);
    this.#lines = '';
    await this.#written;
    if (this.#failed) throw this.#failed;
  }

  async #hidden(secrets: Secrets): Promise<void> {
    const draft = `${this.#draft}.2`;
    const gzip = compressed();
    const written = this.#toFile(gzip, draft);
    for await (const line of linesOf(this.#draft)) {
      if (!gzip.write(`${secrets.hide(line)}\n`)) await Promise.race([once(gzip, 'drain'), written]);
    }
    gzip.end();
    await written;
    if (this.#failed) throw this.#failed;
    await rename(draft, this.#draft);
  }

  #put(given: Line): void {
    if (!this.#gzip || this.#failed) return;
    const line = this.#masking ? withoutData(given, this.#masking.data) : given;
    const text = JSON.stringify(line);
    // Exchanges come redacted; what scripts and rules say does not.
    this.#lines += `${line.is === 'exchange' ? text : (this.#masking?.secrets.hide(text) ?? text)}\n`;
    if (this.#lines.length < AT_ONCE) return;
    this.#gzip.write(this.#lines);
    this.#lines = '';
  }

  #toFile(gzip: Gzip, file: string): Promise<void> {
    return pipeline(gzip, createWriteStream(file, { mode: OWNER_ONLY })).catch((error: unknown) => {
      this.#failed = error;
    });
  }
}

/** What a scenario asked for, and what it kept, may be values of a data row. */
function withoutData(line: Line, data: DataValues): Line {
  const kept = <T extends string | null>(values: Readonly<Record<string, T>>): Record<string, T | string> =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, value === null ? value : data.keptValue(value)]),
    );
  if (line.is === 'step') return { ...line, facts: { ...line.facts, kept: kept(line.facts.kept) } };
  if (line.is === 'end') return { ...line, notes: line.notes.map((note) => data.told(note)) };
  if (line.is === 'note') return { ...line, text: data.told(line.text) };
  if ('reason' in line) return { ...line, reason: data.told(line.reason) };
  if (line.is !== 'scenario') return line;
  const { facts } = line;
  return { ...line, facts: { ...facts, values: kept(facts.values), beside: kept(facts.beside) } };
}

/** @returns what is told of a record that the disk does not take */
export function unwritable(file: string, error: unknown): ContractError {
  const why = error instanceof Error ? error.message : String(error);
  return new ContractError(
    'REPORTS_UNWRITABLE',
    file,
    `it cannot be written (${why})`,
    'Make the folder writable and see that there is room, or name another one with --out DIR',
  );
}

const compressed = (): Gzip => createGzip({ level: LEVEL });

async function holdsSecret(file: string, secrets: Secrets): Promise<boolean> {
  for await (const line of linesOf(file)) {
    // A body is one long text here: to look for its escapes in the line would take it for nothing else.
    for (const { value } of leaves(JSON.parse(line)))
      if (typeof value === 'string' && secrets.leak(value) !== undefined) return true;
  }
  return false;
}
