import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { FileResolver } from './postman.js';

/** A file that a request sends, read at once, in the place of a stream: Postman's libraries look at `path` and `mode`. */
export class FileBytes extends Readable {
  readonly mode = 0o666;

  constructor(
    readonly path: string,
    readonly bytes: Buffer,
  ) {
    super({ read: () => undefined });
  }
}

/** A few bytes in the place of each file, for a request that is only looked at. */
export const STAND_INS: FileResolver = {
  stat: (_file, done) => done(null),
  createReadStream: (file) => new FileBytes(file, Buffer.from('file')),
};

/** Reads files below a folder, as newman does with its working directory; without a folder none. */
export function filesIn(folder: string | undefined): FileResolver {
  return {
    stat(file, done) {
      try {
        done(null, statSync(resolved(folder, file)));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
    createReadStream(file) {
      const place = resolved(folder, file);
      return new FileBytes(place, readFileSync(place));
    },
  };
}

function resolved(folder: string | undefined, file: string): string {
  const place = path.resolve(folder ?? '.', file);
  const inside = folder !== undefined && !path.relative(folder, place).startsWith('..');
  if (inside) return place;
  throw new Error(`"${file}" lies outside of the collection's folder`);
}
