import { stringify } from 'yaml';
import { type Json, type JsonObject, objectsOf, own, scalarText } from '../../src/contract/json.js';
import { objectAt } from './v3-directory.js';

/** Writes a collection v2.1 as the files of v3, as Postman's own tools do: enough of it for round trips. */
export function writtenAsV3(collection: JsonObject): Record<string, string> {
  const files: Record<string, string> = {};
  const info = objectAt(collection, 'info');
  writeFolder(files, '', {
    ...collection,
    name: own(info, 'name') ?? '',
    description: own(info, 'description') ?? '',
  });
  return files;
}

function writeFolder(
  files: Record<string, string>,
  directory: string,
  folder: JsonObject,
  order?: number,
): void {
  const definition = {
    $kind: 'collection',
    ...picked(folder, ['name', 'description']),
    ...map('variables', own(folder, 'variable')),
    ...authList(folder),
    ...scripts(folder, 'http:'),
    order,
  };
  files[`${directory}.resources/definition.yaml`] = yaml(definition);
  const taken = new Set<string>();
  for (const [index, item] of objectsOf(own(folder, 'item')).entries()) {
    const stem = stemOf(scalarText(own(item, 'name')) ?? '', taken);
    const at = (index + 1) * 1000;
    if (own(item, 'item')) writeFolder(files, `${directory}${stem}/`, item, at);
    else files[`${directory}${stem}.request.yaml`] = yaml(requestOf(item, at));
  }
}

function requestOf(item: JsonObject, order: number): JsonObject {
  const request = objectAt(item, 'request');
  const url = objectAt(request, 'url');
  return {
    $kind: 'http-request',
    ...picked(item, ['name']),
    ...picked(request, ['description', 'method']),
    url: own(url, 'raw') ?? '',
    ...map('headers', own(request, 'header')),
    ...map('queryParams', own(url, 'query')),
    ...map('pathVariables', own(url, 'variable')),
    ...authObject(request),
    ...scripts(item, ''),
    order,
  };
}

/** A file name that no sibling has, ignoring case. */
function stemOf(name: string, taken: Set<string>): string {
  const plain =
    name
      .replace(/[/\\:*?"<>|]/g, '-')
      .trim()
      .slice(0, 40) || 'http-request';
  const safe = plain.startsWith('.') ? `-${plain}` : plain;
  let stem = safe;
  for (let count = 1; taken.has(stem.normalize().toLowerCase()); count++) stem = `${safe} ${count}`;
  taken.add(stem.normalize().toLowerCase());
  return stem;
}

/** The map form, unless an entry says more than key and value, or a key repeats. */
function map(key: string, list: Json | undefined): JsonObject {
  const entries = objectsOf(list);
  if (entries.length === 0) return {};
  const keys = entries.map((entry) => scalarText(own(entry, 'key')) ?? '');
  const plain =
    entries.every((entry) => Object.keys(entry).length === 2) && new Set(keys).size === keys.length;
  const isSafe = plain && !keys.some((name) => /^\d+$/.test(name));
  if (!isSafe) return { [key]: entries };
  return {
    [key]: Object.fromEntries(entries.map((entry, index) => [keys[index], own(entry, 'value') ?? null])),
  };
}

function authObject(holder: JsonObject): JsonObject {
  const auth = own(holder, 'auth');
  if (auth === undefined) return {};
  const { type, ...more } = objectAt(holder, 'auth');
  const values = objectsOf(own(more, String(type))).map((entry) => [own(entry, 'key'), own(entry, 'value')]);
  return {
    auth: { type: type ?? '', ...(type === 'noauth' ? {} : { credentials: Object.fromEntries(values) }) },
  };
}

function authList(holder: JsonObject): JsonObject {
  const { auth } = authObject(holder);
  return auth === undefined ? {} : { auth: [{ id: '', name: 'auth', ...Object(auth) }] };
}

function scripts(holder: JsonObject, prefix: string): JsonObject {
  const list = objectsOf(own(holder, 'event')).map((event) => {
    const type = own(event, 'listen') === 'test' ? 'afterResponse' : 'beforeRequest';
    const exec = own(objectAt(event, 'script'), 'exec');
    const code = Array.isArray(exec) ? exec.join('\n') : '';
    return { type: prefix + type, code, language: 'text/javascript' };
  });
  return list.length > 0 ? { scripts: list } : {};
}

function picked(from: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(
    keys.flatMap((key) => (Object.hasOwn(from, key) ? [[key, from[key] ?? null]] : [])),
  );
}

function yaml(value: object): string {
  return stringify(value, { aliasDuplicateObjects: false });
}
