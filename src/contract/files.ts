import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { type Dirent, promises as fs } from 'node:fs';
import path from 'node:path';
import { FileFault, LARGEST_DOCUMENT, readBounded } from './bounded-file.js';
import { ContractError, type ErrorCode } from './errors.js';
import { type Json, parseJson } from './json.js';
import { scanJson } from './json-scan.js';

/** What is said of a file in UTF-16, as some shells of Windows write it, or in a code page. */
export const NO_UTF8 = 'the text is not UTF-8';

/** Text without its byte order mark; undefined where the bytes are none in UTF-8. */
export function utf8(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? new TextDecoder().decode(bytes) : undefined;
}

/** Reads the files of a workspace, and keeps what is needed to identify them all in one hash. */
export class WorkspaceFiles {
  private readonly digests = new Map<string, string>();

  /** @param workspace absolute path */
  constructor(readonly workspace: string) {}

  /** Path as errors name it: relative to the workspace, with `/`; absolute where it lies outside. */
  place(file: string): string {
    const relative = path.relative(this.workspace, path.resolve(this.workspace, file));
    const outside = relative.startsWith('..') || path.isAbsolute(relative);
    return (outside ? path.resolve(this.workspace, file) : relative).split(path.sep).join('/');
  }

  /** Text without its byte order mark; undefined where there is no such file. @throws ContractError */
  async read(file: string, unreadable: ErrorCode): Promise<string | undefined> {
    const absolute = path.resolve(this.workspace, file);
    const bytes = await readBounded(absolute, LARGEST_DOCUMENT).catch((error: unknown) => {
      if (!(error instanceof FileFault)) throw error;
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
      throw new ContractError(unreadable, this.place(file), error.fact, 'Name a file that can be read');
    });
    if (!bytes) return undefined;
    const text = utf8(bytes);
    if (text === undefined)
      throw new ContractError(unreadable, this.place(file), NO_UTF8, 'Save it as UTF-8');
    this.digests.set(this.place(file), createHash('sha256').update(bytes).digest('hex'));
    return text;
  }

  /** Entries of a folder, sorted by name; undefined where there is no such folder. */
  async list(folder: string, recursive = false): Promise<string[] | undefined> {
    const root = path.resolve(this.workspace, folder);
    const entries = await fs.readdir(root, { withFileTypes: true, recursive }).catch(() => undefined);
    return entries
      ?.filter((entry) => !entry.isDirectory())
      .map((entry) => path.join(folderOf(entry), entry.name))
      .sort();
  }

  /**
   * SHA-256 over the names and bytes of every file read so far, whatever the order of reading.
   *
   * @param instead by place, what counts in place of a file's bytes; a file of which nothing counts is left out
   */
  hash(instead: ReadonlyMap<string, string> = new Map()): string {
    const hash = createHash('sha256');
    for (const [name, bytes] of [...this.digests].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const digest = instead.get(name) ?? bytes;
      if (digest === '') continue;
      hash.update(`${name}\0${digest}\n`);
    }
    return hash.digest('hex');
  }
}

/** @throws ContractError with `code`, at the line and column where the text stops being JSON */
export function parseJsonFile(text: string, place: string, code: ErrorCode): Json {
  try {
    return parseJson(text);
  } catch {
    if (text.trim() === '') throw new ContractError(code, place, 'the file is empty', 'Write JSON into it');
    const { error } = scanJson(text);
    const at = error ? `${place}:${error.line}:${error.column}` : place;
    const fact = error ? `it is not JSON: expected ${error.expected} here` : 'it is not JSON';
    throw new ContractError(code, at, fact, 'Correct the file at that place, or export it anew');
  }
}

function folderOf(entry: Dirent): string {
  return entry.parentPath;
}

/** The mode of files that hold what an API said, where nothing else is asked for. */
export const OWNER_ONLY = 0o600;
