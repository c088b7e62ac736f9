import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Collections of other people, kept beside the repository where they are at hand. */
const FOLDER = fileURLToPath(new URL('../../shared/collections/', import.meta.url));

/** Absolute paths of the public collections in format v2.1; empty where the folder is not there. */
export function publicCollections(): string[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => path.join(FOLDER, name))
    .filter((file) => readFileSync(file, 'utf8').includes('/collection/v2.1.0/'));
}

/** A public collection of any format; undefined where the folder is not there. */
export function publicCollection(name: string): string | undefined {
  const file = path.join(FOLDER, name);
  return existsSync(file) ? file : undefined;
}
