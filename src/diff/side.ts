import { promises as fs } from 'node:fs';
import path from 'node:path';
import { readCollection } from '../contract/collection.js';
import { DEFAULT_CONFIG } from '../contract/config.js';
import { WorkspaceFiles } from '../contract/files.js';
import type { JsonObject } from '../contract/json.js';
import { loadContract } from '../contract/load.js';
import type { ErrorCatalog, Operation, SchemaSet } from '../contract/model.js';
import { namedRequests, operationsOf } from '../contract/operations.js';
import { revisionOf } from './revision.js';

/** One of the two versions of a contract that are compared. */
export interface Side {
  readonly collection: JsonObject;
  readonly operations: readonly Operation[];
  /** Schemas and catalogue; undefined for a collection that stands alone. */
  readonly workspace: { readonly schemas: SchemaSet; readonly catalog: ErrorCatalog | undefined } | undefined;
}

/**
 * Reads a workspace (a folder), a collection (a file), or a git revision of either: `HEAD~1`, `v1.0`, `main:`,
 * `main:collections/x.json`. What stands on the disk goes before a revision of that name.
 *
 * @param named as on the command line
 * @param workspace absolute path; where relative paths begin, and whose repository is asked
 * @throws ContractError for what cannot be found or read, or is no valid contract
 */
export async function readSide(named: string, workspace: string): Promise<Side> {
  const place = path.resolve(workspace, named);
  const found = await fs.stat(place).catch(() => undefined);
  if (found) return found.isDirectory() ? workspaceSide(place) : collectionSide(place);
  const revision = await revisionOf(named, workspace);
  try {
    return revision.file === undefined
      ? await workspaceSide(revision.folder)
      : await collectionSide(revision.file);
  } finally {
    await revision.remove();
  }
}

async function workspaceSide(folder: string): Promise<Side> {
  const { collection, operations, schemas, catalog } = await loadContract({
    workspace: folder,
    sending: false,
  });
  return { collection, operations, workspace: { schemas, catalog } };
}

async function collectionSide(file: string): Promise<Side> {
  const { collection } = await readCollection(new WorkspaceFiles(path.dirname(file)), path.basename(file));
  const operations = operationsOf(namedRequests(collection), DEFAULT_CONFIG, () => []);
  return { collection, operations, workspace: undefined };
}
