import path from 'node:path';
import { ContractError } from './errors.js';
import { parseJsonFile, type WorkspaceFiles } from './files.js';
import { isObject, type Json, type JsonObject, own, scalarText } from './json.js';
import { resolvedSchemas, type SchemaFolder } from './schema-refs.js';

/** Files that are open at once: a process may open a thousand or so. */
const AT_ONCE = 200;

/** Reads every `*.schema.json` below a folder and resolves their references among each other. @throws ContractError */
export async function readSchemaFiles(files: WorkspaceFiles, folder: string): Promise<SchemaFolder> {
  const root = path.resolve(files.workspace, folder);
  const found = ((await files.list(folder, true)) ?? []).filter((file) => file.endsWith('.schema.json'));
  const read: { readonly file: string; readonly text: string | undefined }[] = [];
  for (let from = 0; from < found.length; from += AT_ONCE) {
    const some = found.slice(from, from + AT_ONCE);
    read.push(
      ...(await Promise.all(
        some.map(async (file) => ({ file, text: await files.read(file, 'SCHEMA_INVALID') })),
      )),
    );
  }
  const parsed = read.map(({ file, text }) => {
    const inFolder = path.relative(root, file).split(path.sep).join('/');
    return { file: files.place(file), inFolder, schema: parseSchema(text ?? '', files.place(file)) };
  });
  return resolvedSchemas(parsed);
}

function parseSchema(text: string, place: string): JsonObject {
  const json: Json = parseJsonFile(text, place, 'SCHEMA_INVALID');
  if (json === true) return {};
  if (json === false) return { not: {} };
  if (!isObject(json))
    throw new ContractError('SCHEMA_INVALID', place, 'a schema is an object', 'Write a JSON Schema');
  const id = own(json, '$id');
  if (id !== undefined && scalarText(id) === undefined) {
    throw new ContractError(
      'SCHEMA_INVALID',
      place,
      '$id is no text',
      'Write an absolute URI, or leave it out',
    );
  }
  return json;
}
