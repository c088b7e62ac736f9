import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Bytes that a document may have at most: twice the largest collections that people have. */
export const LARGEST_DOCUMENT = 200_000_000;
/** Bytes of a file of settings or of certificates. */
export const LARGEST_SETTINGS = 10_000_000;

/** Milliseconds without a byte after which a pipe or a device counts as silent. */
const PATIENCE = 3000;
const PAUSE = 20;
const PIECE = 1 << 16;

/** Why a file is not read: a system's code, and what is the case, in words. */
export class FileFault extends Error {
  constructor(
    readonly code: string,
    readonly fact: string,
  ) {
    super(fact);
  }
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/**
 * Reads a file, a pipe (`<(…)` of a shell) or a device whole, and never more of it than so many bytes; a pipe that
 * nobody writes into is not waited for.
 *
 * @throws FileFault
 */
export async function readBounded(file: string, most: number): Promise<Buffer> {
  let handle: FileHandle | undefined;
  try {
    // Without it, the opening of a pipe waits for somebody to write into it.
    handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const found = await handle.stat();
    if (found.isDirectory()) throw new FileFault('EISDIR', 'it is a folder, not a file');
    if (found.size > most)
      throw new FileFault('TOO_LARGE', `it has ${megabytes(found.size)}, ${limitOf(most)}`);
    return found.isFile() && found.size > 0
      ? await piecesOf(handle, most, found.size)
      : await piecesOf(handle, most, PIECE, !found.isFile());
  } catch (error) {
    if (error instanceof FileFault) throw error;
    const code = codeOf(error);
    throw new FileFault(code, code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`);
  } finally {
    await handle?.close();
  }
}

const limitOf = (most: number): string => `more than the ${megabytes(most)} that are read`;

/** @param waits whether nothing may mean: nothing yet */
async function piecesOf(handle: FileHandle, most: number, expected: number, waits = false): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  let silent = 0;
  for (;;) {
    const { bytesRead, buffer } = await pieceOf(handle, Math.max(expected - size + 1, PIECE));
    if (bytesRead > 0) {
      pieces.push(buffer.subarray(0, bytesRead));
      size += bytesRead;
      silent = 0;
      if (size > most) throw new FileFault('TOO_LARGE', `it has ${limitOf(most)}`);
    } else if (bytesRead === 0 && (size > 0 || !waits)) return Buffer.concat(pieces, size);
    else if (silent >= PATIENCE) throw new FileFault('SILENT', 'nothing comes out of it');
    else {
      silent += PAUSE;
      await sleep(PAUSE);
    }
  }
}

/** @returns `bytesRead` -1 where there is nothing yet */
async function pieceOf(handle: FileHandle, size: number): Promise<{ bytesRead: number; buffer: Buffer }> {
  const buffer = Buffer.allocUnsafe(size);
  try {
    return await handle.read(buffer, 0, size);
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return { bytesRead: -1, buffer };
    throw error;
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
