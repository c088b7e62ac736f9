import path from 'node:path';
import { isObject, type Json, type JsonObject, own } from '../../contract/json.js';
import type { SchemaDraft } from '../taken.js';
import type { Notes } from './notes.js';

const LISTS = new Set(['allOf', 'anyOf', 'oneOf']);
const SINGLE = new Set(['not', 'if', 'then', 'else']);

/**
 * Schemas that say of one value what they say themselves: a validator would go round for ever. What closes such a
 * circle is left out. A schema that contains itself further down is none of these.
 */
export function withoutCircles(drafts: readonly SchemaDraft[], notes: Notes): SchemaDraft[] {
  const schemas = new Map(drafts.map(({ file, schema }) => [file, schema]));
  const done = new Set<string>();
  const above = new Set<string>();
  const visit = (file: string): void => {
    const schema = schemas.get(file);
    if (!schema || done.has(file)) return;
    above.add(file);
    for (const target of new Set(refsInPlace(schema, file))) {
      if (above.has(target)) {
        schemas.set(file, without(schemas.get(file) ?? {}, file, target));
        notes.add({
          fate: 'lost',
          place: file,
          fact: `it refers to ${target} for the same value, which refers back, so that reference was left out`,
        });
      } else visit(target);
    }
    above.delete(file);
    done.add(file);
  };
  for (const { file } of drafts) visit(file);
  return drafts.map(({ file, schema }) => ({ file, schema: schemas.get(file) ?? schema }));
}

function* refsInPlace(schema: Json, file: string): Generator<string> {
  if (!isObject(schema)) return;
  const ref = own(schema, '$ref');
  if (typeof ref === 'string') yield targetOf(ref, file);
  for (const [key, value] of Object.entries(schema)) {
    if (LISTS.has(key) && Array.isArray(value)) for (const part of value) yield* refsInPlace(part, file);
    else if (SINGLE.has(key)) yield* refsInPlace(value, file);
    else if (key === 'dependentSchemas' && isObject(value))
      for (const part of Object.values(value)) yield* refsInPlace(part, file);
  }
}

/** An `allOf` loses a part; what gives a choice cannot lose one, and goes as a whole. */
function without(schema: JsonObject, file: string, target: string): JsonObject {
  const leads = (part: Json): boolean => [...refsInPlace(part, file)].includes(target);
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]): [string, Json][] => {
      if (key === '$ref')
        return typeof value === 'string' && targetOf(value, file) === target ? [] : [[key, value]];
      if (key === 'allOf' && Array.isArray(value)) {
        return [[key, value.map((part) => (isObject(part) ? without(part, file, target) : part))]];
      }
      const combines = LISTS.has(key) || SINGLE.has(key) || key === 'dependentSchemas';
      return combines && leads({ [key]: value }) ? [] : [[key, value]];
    }),
  );
}

function targetOf(ref: string, file: string): string {
  return path.posix.join(path.posix.dirname(file), ref);
}
