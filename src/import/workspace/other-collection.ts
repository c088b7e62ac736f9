import { ContractError } from '../../contract/errors.js';
import type { WorkspaceFiles } from '../../contract/files.js';
import type { ImportLock } from './lock.js';

/**
 * The workspace's files that belong to another collection than the one to be imported.
 *
 * @param mine files of the collection to be imported, relative to the workspace
 * @param replace whether they may be set aside
 * @throws ContractError IMPORT_OTHER_COLLECTION
 */
export async function otherFiles(
  files: WorkspaceFiles,
  mine: readonly string[],
  id: string | undefined,
  lock: ImportLock,
  replace: boolean,
): Promise<string[]> {
  const listed = ((await files.list('collections')) ?? []).map((one) => files.place(one));
  const others = listed.filter((one) => one.endsWith('.postman_collection.json') && !mine.includes(one));
  const renamed = id !== undefined && id === lock.id ? lock.collection : undefined;
  const [other] = others.filter((one) => one !== renamed);
  if (other === undefined) return [];
  if (!replace) {
    throw new ContractError(
      'IMPORT_OTHER_COLLECTION',
      other,
      'the workspace holds this collection already, with its schemas and its contract.yaml',
      'Import into an empty folder, or say --replace to set its files aside',
    );
  }
  const schemas = ((await files.list('schemas', true)) ?? []).map((one) => files.place(one));
  return [...others, ...schemas.filter((one) => one.endsWith('.json'))].filter((one) => !lock.files.has(one));
}
