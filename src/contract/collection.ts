import path from 'node:path';
import { ContractError, nearest } from './errors.js';
import { parseJsonFile, WorkspaceFiles } from './files.js';
import { isObject, type JsonObject, own, parseJson, scalarText } from './json.js';
import { recognise } from './recognise.js';
import { yamlOf } from './yaml-places.js';

/** A collection as read, and where it stands. */
export interface CollectionFile {
  /** Relative to the workspace (absolute where it lies outside), as errors and reports name it. */
  readonly file: string;
  /** Its folder, where `contract.yaml` and the environments' files are looked for. */
  readonly folder: string;
  readonly collection: JsonObject;
}

const FOLDER = 'collections';
/** What an import wrote, relative to the workspace. */
export const IMPORT_LOCK = `${FOLDER}/import-lock.yaml`;

/** Reads the collection that was named, or the only one in `collections/`. @throws ContractError */
export async function readCollection(files: WorkspaceFiles, named?: string): Promise<CollectionFile> {
  const file = named ?? (await onlyCollection(files));
  const place = files.place(file);
  const text = await files.read(file, 'COLLECTION_UNREADABLE');
  if (text === undefined) throw await missing(files, file);
  const recognised = recognise(parseJsonFile(text, place, 'COLLECTION_NOT_JSON'));
  if ('is' in recognised) {
    throw new ContractError(
      'COLLECTION_NOT_A_COLLECTION',
      place,
      `this is ${recognised.is}, no Postman collection v2.1`,
      recognised.fix,
    );
  }
  const absolute = path.resolve(files.workspace, file);
  return { file: place, folder: path.dirname(absolute), collection: recognised.collection };
}

async function onlyCollection(files: WorkspaceFiles): Promise<string> {
  const listed = (await files.list(FOLDER)) ?? [];
  const candidates = listed.filter(
    (file) => file.endsWith('.json') && !/\.postman_(environment|globals)\.json$/.test(file),
  );
  const plausible = candidates.length > 1 ? await withoutOtherThings(files, candidates) : candidates;
  const [first, ...others] = plausible;
  if (!first) {
    throw new ContractError(
      'COLLECTION_MISSING',
      `${FOLDER}/`,
      'there is no Postman collection in this folder of the workspace',
      `Put an exported collection v2.1 into ${FOLDER}/, or name one with --collection FILE`,
    );
  }
  if (others.length > 0) {
    const named = await lastImported(files.workspace);
    const imported = plausible.find((file) => files.place(file) === named);
    if (imported !== undefined) return imported;
    const names = plausible.map((file) => files.place(file)).join(', ');
    throw new ContractError(
      'COLLECTION_AMBIGUOUS',
      `${FOLDER}/`,
      `there are ${plausible.length} collections: ${names}`,
      `Name the one that is meant, e.g. --collection ${files.place(first)}`,
    );
  }
  return first;
}

/** The collection that was imported last: an export that lies beside it is what that was made of, or nothing of ours. */
async function lastImported(workspace: string): Promise<string | undefined> {
  const text = await new WorkspaceFiles(workspace).read(IMPORT_LOCK, 'IMPORT_LOCK_INVALID');
  const [line] = /^collection: .*$/m.exec(text ?? '') ?? [];
  const { json } = await yamlOf(line ?? '', IMPORT_LOCK);
  return isObject(json) ? scalarText(own(json, 'collection')) : undefined;
}

/** Leaves out the JSON files that are surely something else; those that do not parse stay in. */
async function withoutOtherThings(files: WorkspaceFiles, candidates: readonly string[]): Promise<string[]> {
  const kept: string[] = [];
  // Read apart from the files of the contract, so that the hash counts the chosen collection only.
  const aside = new WorkspaceFiles(files.workspace);
  for (const file of candidates) {
    if (looksLikeCollection((await aside.read(file, 'COLLECTION_UNREADABLE')) ?? '')) kept.push(file);
  }
  return kept.length > 0 ? kept : candidates.slice(0, 1);
}

function looksLikeCollection(text: string): boolean {
  try {
    const recognised = recognise(parseJson(text));
    return 'collection' in recognised || recognised.is.startsWith('a Postman collection');
  } catch {
    return true;
  }
}

async function missing(files: WorkspaceFiles, file: string): Promise<ContractError> {
  const beside = (await files.list(path.dirname(file))) ?? [];
  const near = nearest(
    path.basename(file),
    beside.map((other) => path.basename(other)),
  );
  const fix = near ? `Did you mean ${files.place(path.join(path.dirname(file), near))}` : 'Correct the path';
  return new ContractError('COLLECTION_UNREADABLE', files.place(file), 'there is no such file', fix);
}
