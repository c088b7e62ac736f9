import { realpathSync } from 'node:fs';
import path from 'node:path';
import { ContractError } from '../../contract/errors.js';

/** What an import writes as a whole lies in these folders. */
const OURS = /^(?:collections|schemas)\/(?!.*\\)/;

/**
 * Holds what a lock names to the workspace: the files that it lists may be removed or rewritten, and whoever wrote the
 * lock may have been no import.
 *
 * @param files relative to the workspace
 * @throws ContractError IMPORT_LOCK_INVALID
 */
export function mustStayInside(workspace: string, files: Iterable<string>, lockFile: string): void {
  const root = real(workspace) ?? workspace;
  const folders = new Map<string, boolean>();
  const inside = (file: string): boolean => (real(file) ?? root).startsWith(root);
  for (const file of files) {
    const whole = path.join(workspace, file);
    const folder = path.dirname(whole);
    if (!isPlain(file)) throw leadsOut(lockFile, file, 'an import writes no such file');
    if (!folders.has(folder)) folders.set(folder, inside(folder));
    if (!folders.get(folder) || !inside(whole))
      throw leadsOut(lockFile, file, 'it leads out of the workspace');
  }
}

const isPlain = (file: string): boolean => OURS.test(file) && path.posix.normalize(file) === file;

function real(file: string): string | undefined {
  try {
    return realpathSync.native(file) + path.sep;
  } catch {
    return undefined;
  }
}

function leadsOut(lockFile: string, file: string, why: string): ContractError {
  return new ContractError(
    'IMPORT_LOCK_INVALID',
    lockFile,
    `it lists ${JSON.stringify(file)}, and ${why}`,
    'Take the file back from version control, or delete it: then every file counts as edited by a person',
  );
}
