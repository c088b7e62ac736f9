import type { ValidateFunction } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { ContractError } from './errors.js';
import type { WorkspaceFiles } from './files.js';
import type { JsonObject } from './json.js';
import { bestByType } from './media-type.js';
import type { BoundSchema, SchemaSet } from './model.js';
import { type Binding, bindingOf } from './schema-binding.js';
import { checkSchema, compiled } from './schema-check.js';
import { readSchemaFiles } from './schema-files.js';
import { partOf, type SchemaPart } from './schema-parts.js';
import type { SchemaFile } from './schema-refs.js';

/**
 * Reads, binds and checks every schema; each is compiled when it is first used.
 *
 * @param declared what requests of operations declare of themselves, by name; a complete schema comes before it
 * @throws ContractError
 */
export async function readSchemas(
  files: WorkspaceFiles,
  folder: string,
  operations: ReadonlySet<string>,
  declared: ReadonlyMap<string, JsonObject>,
): Promise<SchemaSet> {
  const { files: read, parts } = await readSchemaFiles(files, folder);
  if (read.length === 0 && declared.size === 0) return new Schemas(new Map(), [], 0);
  const bound = new Map<string, { binding: Binding; file: SchemaFile }>();
  const shared: JsonObject[] = [];
  for (const file of read) {
    const binding = bindingOf(file, operations);
    if (!binding) {
      shared.push(file.schema);
      continue;
    }
    const other = bound.get(binding.key);
    if (other) throw duplicate(file, other.file, binding);
    bound.set(binding.key, { binding, file });
  }
  const { newAjv } = await import('./validator.js');
  const ajv = await newAjv();
  for (const { id, resolved } of [...read, ...parts]) ajv.addSchema(resolved, id, false, false);
  for (const file of read) await checkSchema(ajv, file);
  const byId = new Map([...read, ...parts].map((part) => [part.id, part]));
  const schemas = [...bound].map(
    ([key, { binding, file }]) => [key, lazily(ajv, file, binding, partOf(file, byId))] as const,
  );
  const all = new Map(schemas);
  for (const [operation, schema] of declared) {
    const key = `request ${operation}`;
    if (all.get(key)?.complete !== true) all.set(key, fromRequest(ajv, operation, schema));
  }
  return new Schemas(all, shared, read.length);
}

/** A schema that stands in no file. */
function fromRequest(ajv: Ajv2020, operation: string, schema: JsonObject): BoundSchema {
  const id = `contract:request/${encodeURIComponent(operation)}`;
  const file = { file: `the request of ${operation}`, inFolder: '', id, schema, resolved: schema };
  ajv.addSchema(schema, id, false, false);
  const binding = { key: '', means: '', complete: true, types: [] };
  return lazily(ajv, { ...file, patterns: [] }, binding, partOf(file, new Map()));
}

class Schemas implements SchemaSet {
  readonly #responses = new Map<string, Map<number, BoundSchema[]>>();

  constructor(
    private readonly bound: ReadonlyMap<string, BoundSchema>,
    readonly shared: readonly JsonObject[],
    readonly count: number,
  ) {
    for (const [key, schema] of bound) {
      const [, status, operation = ''] = /^(\d{3}) ([^\n]*)/.exec(key) ?? [];
      if (!status) continue;
      const byStatus = this.#responses.get(operation) ?? new Map<number, BoundSchema[]>();
      this.#responses.set(operation, byStatus);
      byStatus.set(Number(status), [...(byStatus.get(Number(status)) ?? []), schema]);
    }
  }

  statuses(operation: string): readonly number[] {
    return [...(this.#responses.get(operation)?.keys() ?? [])];
  }

  get error(): BoundSchema | undefined {
    return this.bound.get('error');
  }

  request(operation: string): BoundSchema | undefined {
    return this.bound.get(`request ${operation}`);
  }

  response(operation: string, status: number, type?: string): BoundSchema | undefined {
    const all = this.responses(operation, status);
    const any = all.find(({ types }) => types.length === 0);
    return bestByType(all, ({ types }) => types, type) ?? any ?? all[0];
  }

  headers(operation: string, status: number): BoundSchema | undefined {
    return this.bound.get(`headers ${status} ${operation}`);
  }

  responses(operation: string, status: number): readonly BoundSchema[] {
    return this.#responses.get(operation)?.get(status) ?? [];
  }
}

function lazily(ajv: Ajv2020, file: SchemaFile, binding: Binding, part: SchemaPart): BoundSchema {
  let validate: ValidateFunction | undefined;
  return {
    file: file.file,
    schema: file.schema,
    part,
    complete: binding.complete,
    types: binding.types,
    get validate() {
      validate ??= compiled(ajv, file);
      return validate;
    },
  };
}

function duplicate(file: SchemaFile, other: SchemaFile, binding: Binding): ContractError {
  return new ContractError(
    'SCHEMA_DUPLICATE',
    file.file,
    `${other.file} and ${file.file} both stand for ${binding.means}`,
    'Keep one of the two, or bind one to another status',
  );
}
