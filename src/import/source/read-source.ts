import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { ContractError, nearest } from '../../contract/errors.js';
import { fetchSource } from './fetch-source.js';
import { isCollectionUid, readFromPostman } from './postman-api.js';
import { readFileSource } from './read-file.js';
import type { Source, SourceOptions } from './source.js';

/**
 * Reads what was named: a file, a directory, an http or https URL, or the uid of a collection in Postman. What lies
 * on the disk comes first.
 *
 * @throws ContractError SOURCE_UNKNOWN, SOURCE_UNREADABLE, SETTING_MISSING
 */
export async function readSource(named: string, options: SourceOptions): Promise<Source> {
  if (/^https?:\/\//i.test(named)) return fetchSource(named, options);
  const absolute = path.resolve(options.cwd, named);
  const found = await stat(absolute).catch(() => undefined);
  if (found?.isDirectory()) return { kind: 'directory', directory: absolute, place: named };
  if (found) return readFileSource(absolute, named, options.cap);
  if (isCollectionUid(named)) return readFromPostman(named, options);
  throw await unknown(named, absolute);
}

async function unknown(named: string, absolute: string): Promise<ContractError> {
  const folder = path.dirname(absolute);
  const beside = await readdir(folder).catch(() => []);
  const near = nearest(path.basename(absolute), beside);
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(named)?.[1];
  return new ContractError(
    'SOURCE_UNKNOWN',
    scheme === undefined ? named : `${scheme}://…`,
    scheme === undefined
      ? 'this is no file, no directory, no URL and no uid of a Postman collection'
      : `URLs that begin with ${scheme}:// are not read`,
    near === undefined
      ? 'Name an exported collection, its directory, an http or https URL, or a uid'
      : `Did you mean ${path.join(path.dirname(named), near)}`,
  );
}
