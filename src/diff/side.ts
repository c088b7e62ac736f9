import { promises as fs } from 'node:fs';
import path from 'node:path';
import { DEFAULT_CONFIG } from '../contract/config.js';
import { ContractError } from '../contract/errors.js';
import type { JsonObject } from '../contract/json.js';
import { loadContract } from '../contract/load.js';
import type { ErrorCatalog, Operation, SchemaSet } from '../contract/model.js';
import { namedRequests, operationsOf } from '../contract/operations.js';
import { settle } from '../import/settle/settle.js';
import { readFileSource } from '../import/source/read-file.js';
import { wholeCollection } from '../import/take-source.js';
import { revisionOf } from './revision.js';

/** One of the two versions of a contract that are compared. */
export interface Side {
  readonly collection: JsonObject;
  readonly operations: readonly Operation[];
  /** Schemas and catalogue; undefined for a collection that stands alone. */
  readonly workspace: { readonly schemas: SchemaSet; readonly catalog: ErrorCatalog | undefined } | undefined;
}

/** Reads two versions so that they can be compared. @throws ContractError, ImportFlaws */
export async function readSides(named: readonly [string, string], workspace: string): Promise<[Side, Side]> {
  const [before, after] = [await readSide(named[0], workspace), await readSide(named[1], workspace)];
  if (before.workspace || after.workspace) return [settled(before), settled(after)];
  return [before, after];
}

/**
 * Reads a workspace (a folder), a collection of any format (a file, or a directory of v3), or a git revision of either:
 * `HEAD~1`, `v1.0`, `main:`, `main:collections/x.json`. What stands on the disk goes before a revision of that name.
 *
 * @param named as on the command line
 * @param workspace absolute path; where relative paths begin, and whose repository is asked
 * @throws ContractError, ImportFlaws for what cannot be found or read, or is no valid contract
 */
export async function readSide(named: string, workspace: string): Promise<Side> {
  const place = path.resolve(workspace, named);
  const found = await fs.stat(place).catch(() => undefined);
  if (found) return found.isDirectory() ? folderSide(place, named) : collectionSide(place, named);
  const { folder, file, remove } = await revisionOf(named, workspace);
  try {
    return file === undefined ? await folderSide(folder, named) : await collectionSide(file, named);
  } finally {
    await remove();
  }
}

async function folderSide(folder: string, named: string): Promise<Side> {
  try {
    const { collection, operations, schemas, catalog } = await loadContract({
      workspace: folder,
      sending: false,
    });
    return { collection, operations, workspace: { schemas, catalog } };
  } catch (error) {
    if (!isMissing(error)) throw error;
    return v3Side(folder, named);
  }
}

async function v3Side(directory: string, named: string): Promise<Side> {
  try {
    return alone(await wholeCollection({ kind: 'directory', directory, place: named }));
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new ContractError(
      'COLLECTION_MISSING',
      named,
      'it is neither a workspace nor a collection in format v3',
      'Name a folder that holds collections/, an exported collection, or its directory',
    );
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof ContractError && error.code === 'COLLECTION_MISSING';

async function collectionSide(file: string, named: string): Promise<Side> {
  return alone(await wholeCollection(await readFileSource(file, named)));
}

function alone(collection: JsonObject): Side {
  const operations = operationsOf(namedRequests(collection), DEFAULT_CONFIG, () => []);
  return { collection, operations, workspace: undefined };
}

/** A workspace holds its collection with base URL, credentials and secrets settled, as an import leaves them. */
function settled(side: Side): Side {
  return side.workspace ? side : alone(settle(side.collection, []).collection);
}
