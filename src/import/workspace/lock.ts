import { hash } from 'node:crypto';
import { IMPORT_LOCK } from '../../contract/collection.js';
import { ContractError } from '../../contract/errors.js';
import type { WorkspaceFiles } from '../../contract/files.js';
import { isObject, type Json, own } from '../../contract/json.js';
import { yamlEntry, yamlText } from '../yaml-text.js';
import { mustStayInside } from './lock-places.js';

/** What the last import wrote: by it the next one tells a person's edits from its own text. */
export interface ImportLock {
  /** The collection that was imported; relative to the workspace. */
  readonly collection?: string;
  /** Postman's id of it, where the export has one. */
  readonly id?: string;
  /** SHA-256, hex, of what was written, by file (relative to the workspace). */
  readonly files: ReadonlyMap<string, string>;
}

const HEAD = `# Written by \`contract-suite import\`, to be kept with the files beside it: what it wrote last.
# A file that differs from this was edited by a person, and the next import leaves it alone.
`;

/** @throws ContractError IMPORT_LOCK_INVALID */
export async function readLock(files: WorkspaceFiles): Promise<ImportLock> {
  const text = await files.read(IMPORT_LOCK, 'IMPORT_LOCK_INVALID');
  if (text === undefined) return { files: new Map() };
  const json = await parsed(text);
  const listed = isObject(json) ? own(json, 'files') : undefined;
  if (!isObject(json) || !isObject(listed)) {
    throw new ContractError(
      'IMPORT_LOCK_INVALID',
      IMPORT_LOCK,
      'it is not what an import wrote there',
      'Take it back from version control, or delete it: then every file counts as edited by a person',
    );
  }
  const collection = own(json, 'collection');
  const id = own(json, 'id');
  const written = new Map(Object.entries(listed).map(([file, digest]) => [file, String(digest)]));
  const named = typeof collection === 'string' ? [collection] : [];
  mustStayInside(files.workspace, [...named, ...written.keys()], IMPORT_LOCK);
  return {
    ...(typeof collection === 'string' && { collection }),
    ...(typeof id === 'string' && { id }),
    files: written,
  };
}

/** The same lock gives the same text, whatever the order in which its files were drafted. */
export function lockText(lock: ImportLock): string {
  const head = [entry('collection', lock.collection), entry('id', lock.id)].join('');
  const lines = [...lock.files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, digest]) => yamlEntry(file, yamlText(digest), '  '));
  return `${HEAD}${head}files:${lines.length === 0 ? ' {}\n' : `\n${lines.join('')}`}`;
}

function entry(key: string, text: string | undefined): string {
  return text === undefined ? '' : yamlEntry(key, yamlText(text), '');
}

export function digestOf(text: string): string {
  return hash('sha256', text);
}

async function parsed(text: string): Promise<Json> {
  // Most imports find no lock, and need nothing that reads it.
  const { parse } = await import('yaml');
  try {
    return parse(text, { maxAliasCount: 0, uniqueKeys: false });
  } catch {
    return null;
  }
}
