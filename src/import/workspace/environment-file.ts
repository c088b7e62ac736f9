import { parseJsonFile, type WorkspaceFiles } from '../../contract/files.js';
import { isObject, type JsonObject, objectsOf, own, scalarText } from '../../contract/json.js';
import { jsonText } from '../json-text.js';

/**
 * The text of an environment's file with the variables that it lacks; what stands there stays, a person may have
 * filled it in.
 *
 * @throws ContractError ENVIRONMENT_FILE_INVALID
 */
export async function environmentText(
  files: WorkspaceFiles,
  file: string,
  drafted: JsonObject,
): Promise<string> {
  const text = await files.read(file, 'ENVIRONMENT_FILE_INVALID');
  const there = text === undefined ? undefined : parseJsonFile(text, file, 'ENVIRONMENT_FILE_INVALID');
  if (text === undefined || !isObject(there)) return jsonText(drafted);
  const known = new Set(objectsOf(own(there, 'values')).map((value) => scalarText(own(value, 'key'))));
  const added = objectsOf(own(drafted, 'values')).filter(
    (value) => !known.has(scalarText(own(value, 'key'))),
  );
  // A name that no export had was made up by an earlier import.
  const name = file.endsWith(`/${own(there, 'name')}.postman_environment.json`)
    ? own(drafted, 'name')
    : own(there, 'name');
  if (added.length === 0 && name === own(there, 'name')) return text;
  return jsonText({
    ...there,
    ...(name !== undefined && { name }),
    values: [...objectsOf(own(there, 'values')), ...added],
  });
}
