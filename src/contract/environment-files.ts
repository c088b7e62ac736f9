import path from 'node:path';
import { ContractError } from './errors.js';
import { ENVIRONMENTS, type EnvironmentName } from './exchange.js';
import { parseJsonFile, type WorkspaceFiles } from './files.js';
import { isObject, type Json, own, scalarText } from './json.js';

/** What the environments' files hold. */
export interface EnvironmentFiles {
  /** Lists of variables; an empty one where there is no file. */
  readonly lists: EnvironmentLists;
  readonly names: Readonly<Record<EnvironmentName, string>>;
  readonly globals: readonly Json[];
}
export type EnvironmentLists = Readonly<Record<EnvironmentName, readonly Json[]>>;

/** The globals, as Postman exports them. */
export const GLOBALS = 'globals.postman_globals.json';

/**
 * Reads `<environment>.postman_environment.json` and `globals.postman_globals.json` beside the collection, where there
 * are such files.
 *
 * @throws ContractError
 */
export async function readEnvironments(files: WorkspaceFiles, folder: string): Promise<EnvironmentFiles> {
  const read = (file: string) => readEnvironment(files, path.join(folder, file));
  const [sandbox, production] = await Promise.all(
    ENVIRONMENTS.map((name) => read(`${name}.postman_environment.json`)),
  );
  const globals = await read(GLOBALS);
  return {
    lists: { sandbox: sandbox?.values ?? [], production: production?.values ?? [] },
    names: { sandbox: sandbox?.name || 'sandbox', production: production?.name || 'production' },
    globals: globals?.values ?? [],
  };
}

async function readEnvironment(
  files: WorkspaceFiles,
  file: string,
): Promise<{ readonly values: Json[]; readonly name: string } | undefined> {
  const text = await files.read(file, 'ENVIRONMENT_FILE_INVALID');
  if (text === undefined) return undefined;
  const json = parseJsonFile(text, files.place(file), 'ENVIRONMENT_FILE_INVALID');
  const values = isObject(json) ? own(json, 'values') : undefined;
  if (!Array.isArray(values)) {
    throw new ContractError(
      'ENVIRONMENT_FILE_INVALID',
      files.place(file),
      'it has no list `values`, so it is no Postman environment',
      'Export the environment from Postman anew, or delete the file',
    );
  }
  return { values, name: (isObject(json) && scalarText(own(json, 'name'))) || '' };
}
