import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { isObject } from '../../src/reference-api/fields.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SCHEMAS = path.join(ROOT, 'schemas');
export const COLLECTION = path.join(ROOT, 'collections/reference.postman_collection.json');
export const CATALOG: Record<string, unknown> = read(path.join(SCHEMAS, 'error-catalog.json'));

const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
formats.default(ajv);
ajv.addVocabulary(['x-contract']);

const bound = new Map<string, string>();
for (const file of readdirSync(SCHEMAS, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.schema.json')) continue;
  const schema = read(path.join(SCHEMAS, file));
  const id = `https://schemas.invalid/${file.replaceAll(path.sep, '/')}`;
  ajv.addSchema({ ...schema, $id: id });
  const contract = schema['x-contract'];
  if (isObject(contract))
    bound.set(`${contract['operation'] ?? ''} ${contract['response'] ?? ''}`.trim(), id);
}

/** The validator of an operation's request, of its answer with a status, or, with neither, of errors. */
export function validator(operation = '', status?: number): ValidateFunction {
  const id = bound.get(`${operation} ${status ?? ''}`.trim());
  const found = id === undefined ? undefined : ajv.getSchema(id);
  if (!found) throw new Error(`no schema for ${operation} ${status}`);
  return found;
}

/** What has a schema, e.g. `Customers / Create a customer 201`; without a status it is a request. */
export const boundTo: readonly string[] = [...bound.keys()];

export interface Operation {
  /** e.g. `Customers / Create a customer`. */
  readonly name: string;
  /** e.g. `/exports/{{exportId}}/download`. */
  readonly path: string;
  readonly examples: readonly { readonly code: number; readonly sent: unknown; readonly body: string }[];
}

/** The operations of the collection; `sent` is null where an example's request is no JSON. */
export function operations(): Operation[] {
  return children(read(COLLECTION)['item']).flatMap((folder) =>
    children(folder['item']).map((item) => ({
      name: `${folder['name']} / ${item['name']}`,
      path: String(at(item, 'request', 'url', 'raw')).replace('{{baseUrl}}', ''),
      examples: children(item['response']).map((example) => ({
        code: Number(example['code']),
        sent: parsed(String(at(example, 'originalRequest', 'body', 'raw'))),
        body: String(example['body']),
      })),
    })),
  );
}

const children = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

function at(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function read(file: string): Record<string, unknown> {
  return { ...JSON.parse(readFileSync(file, 'utf8')) };
}
