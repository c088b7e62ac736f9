import { ContractError, nearest } from './errors.js';
import { isObject, type Json, type JsonObject, own } from './json.js';
import type { SchemaFile } from './schema-refs.js';

/** What a schema describes. */
export interface Binding {
  /** `request Name`, `201 Name`, `headers 201 Name` or `error`. */
  readonly key: string;
  /** The same in words. */
  readonly means: string;
  readonly complete: boolean;
  /** Media types of the answers that it describes; none: whatever their type. */
  readonly types: readonly string[];
}

const KEYS = ['operation', 'request', 'response', 'headers', 'type', 'error', 'complete', '$comment'];
const FORMS = 'Write {"operation": …, "request": true}, {"operation": …, "response": 201} or {"error": true}';

/** Reads a schema's `x-contract`; undefined for a shared part. @throws ContractError */
export function bindingOf(file: SchemaFile, operations: ReadonlySet<string>): Binding | undefined {
  const said = own(file.schema, 'x-contract');
  if (said === undefined) return undefined;
  if (!isObject(said)) throw invalid(file, 'it is no object', FORMS);
  const unknown = Object.keys(said).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) {
    const near = nearest(unknown, KEYS);
    throw invalid(file, `unknown key "${unknown}"`, near ? `Did you mean "${near}"` : FORMS);
  }
  const complete = own(said, 'complete') ?? true;
  if (typeof complete !== 'boolean')
    throw invalid(file, '`complete` is no true or false', 'Write true or false');
  if (own(said, 'error') === true && own(said, 'operation') === undefined) {
    return { key: 'error', means: 'every error', complete, types: [] };
  }
  const types = typesOf(file, own(said, 'type'));
  const bound = operationBinding(file, said, operations);
  if (types.length === 0) return { ...bound, complete, types };
  if (own(said, 'response') === undefined || own(said, 'headers') !== undefined)
    throw invalid(file, '`type` is of the body of an answer', FORMS);
  const key = `${bound.key}\n${[...types].sort().join(' ')}`;
  return { key, means: `${bound.means} as ${types.join(' or ')}`, complete, types };
}

function typesOf(file: SchemaFile, said: Json | undefined): string[] {
  const all = said === undefined ? [] : [said].flat();
  return all.map((type) => {
    if (typeof type !== 'string' || !/^[^/\s]+\/[^/\s;]+/.test(type))
      throw invalid(
        file,
        '`type` is no media type',
        'Write "application/json" or the like, or a list of them',
      );
    return type.toLowerCase();
  });
}

function operationBinding(
  file: SchemaFile,
  said: JsonObject,
  operations: ReadonlySet<string>,
): Omit<Binding, 'complete' | 'types'> {
  const operation = own(said, 'operation');
  const request = own(said, 'request');
  const response = own(said, 'response');
  const headers = own(said, 'headers');
  const onlyRequest = request === true && response === undefined;
  const onlyResponse = request === undefined && isStatus(response);
  if (typeof operation !== 'string' || own(said, 'error') !== undefined || onlyRequest === onlyResponse) {
    throw invalid(file, 'it does not say what the schema describes', FORMS);
  }
  if (headers !== undefined && (headers !== true || !onlyResponse))
    throw invalid(file, '`headers` is true, and of an answer', FORMS);
  if (!operations.has(operation)) throw unknownOperation(file, operation, operations);
  if (headers === true)
    return {
      key: `headers ${response} ${operation}`,
      means: `the headers of the answer ${response} of "${operation}"`,
    };
  return onlyRequest
    ? { key: `request ${operation}`, means: `the request of "${operation}"` }
    : { key: `${response} ${operation}`, means: `the answer ${response} of "${operation}"` };
}

function isStatus(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 100 && value <= 599;
}

function unknownOperation(
  file: SchemaFile,
  operation: string,
  operations: ReadonlySet<string>,
): ContractError {
  const near = nearest(operation, [...operations]);
  return new ContractError(
    'SCHEMA_UNKNOWN_OPERATION',
    `${file.file} › x-contract`,
    `the collection has no operation "${operation}"`,
    near ? `Did you mean "${near}"` : 'Correct the name (Folder / Name), or delete the schema',
  );
}

function invalid(file: SchemaFile, fact: string, fix: string): ContractError {
  return new ContractError('SCHEMA_INVALID', `${file.file} › x-contract`, fact, fix);
}
