import { isObject, type Json, own } from '../../../contract/json.js';
import { type Step, valueAt, withValueAt } from '../../../contract/places.js';
import { inner, type SchemaPart } from '../../../contract/schema-parts.js';
import { FILE } from '../forms/entry.js';

/** A value that is put into the valid body first, so that there is something to change. */
export interface Given {
  readonly path: readonly Step[];
  make(body: unknown): unknown;
}

/** A place of a request body, and what the schema may say of it. */
export interface Field {
  readonly path: readonly Step[];
  /** Every part of the schema that may speak of it. */
  readonly parts: readonly SchemaPart[];
  readonly given: readonly Given[];
  /** Its value in the sample, with what is given; undefined where no valid one is known. */
  readonly value: unknown;
}

/** The body with what a field needs; undefined where the body has no place for it. */
export function withGiven(body: unknown, given: readonly Given[]): unknown {
  return given.reduce((document, { path, make }) => {
    if (document === undefined || valueAt(document, path) !== undefined) return document;
    const parent = valueAt(document, path.slice(0, -1));
    const value = make(document);
    if (typeof parent !== 'object' || parent === null || value === undefined) return undefined;
    return withValueAt(document, path, value);
  }, body);
}

/** Whether a field of a form is a file, which no value can stand for. */
export const isFile = ({ value, parts }: Field, { oracle }: { oracle: { form: boolean } }): boolean =>
  oracle.form &&
  (value === FILE ||
    texts(parts, 'format').includes('binary') ||
    keyword(parts, 'contentMediaType').length > 0);

/** Names that the parts declare as properties. */
export function declared(parts: readonly SchemaPart[]): readonly string[] {
  const names = parts.flatMap(({ schema }) => {
    const properties = own(schema, 'properties');
    return isObject(properties) ? Object.keys(properties) : [];
  });
  return [...new Set(names)];
}

/** Names that some part requires. */
export function requiredNames(parts: readonly SchemaPart[]): readonly string[] {
  const names = parts.flatMap(({ schema }) => {
    const required = own(schema, 'required');
    const dependent = own(schema, 'dependentRequired');
    return [required, ...(isObject(dependent) ? Object.values(dependent) : [])].flatMap((list) =>
      Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [],
    );
  });
  return [...new Set(names)];
}

export function propertyParts(parts: readonly SchemaPart[], name: string): SchemaPart[] {
  return parts.flatMap((part) => {
    const properties = own(part.schema, 'properties');
    if (isObject(properties) && Object.hasOwn(properties, name)) return inner(part, own(properties, name));
    const patterns = own(part.schema, 'patternProperties');
    const matching = isObject(patterns)
      ? Object.entries(patterns).filter(([pattern]) => matches(pattern, name))
      : [];
    if (matching.length > 0) return matching.flatMap(([, schema]) => inner(part, schema));
    return inner(part, own(part.schema, 'additionalProperties'));
  });
}

export function itemParts(parts: readonly SchemaPart[], index: number): SchemaPart[] {
  return parts.flatMap((part) => {
    const tuple = own(part.schema, 'prefixItems');
    if (Array.isArray(tuple) && index < tuple.length) return inner(part, tuple[index]);
    return inner(part, own(part.schema, 'items'));
  });
}

export function tupleLength(parts: readonly SchemaPart[]): number {
  const lengths = parts.map(({ schema }) => {
    const tuple = own(schema, 'prefixItems');
    return Array.isArray(tuple) ? tuple.length : 0;
  });
  return Math.max(0, ...lengths);
}

/** The values of a keyword in whichever part has it. */
export function keyword(parts: readonly SchemaPart[], name: string): Json[] {
  return parts.flatMap(({ schema }) => own(schema, name) ?? []);
}

export function numbers(parts: readonly SchemaPart[], name: string): number[] {
  return [...new Set(keyword(parts, name).filter((value) => typeof value === 'number'))];
}

export function texts(parts: readonly SchemaPart[], name: string): string[] {
  return [...new Set(keyword(parts, name).filter((value) => typeof value === 'string'))];
}

/** JSON types that some part names. */
export function types(parts: readonly SchemaPart[]): string[] {
  return texts(parts, 'type');
}

/** Values that `enum` and `const` allow. */
export function choices(parts: readonly SchemaPart[]): Json[] {
  return parts.flatMap(({ schema }) => {
    const listed = own(schema, 'enum');
    const one = own(schema, 'const');
    return [...(Array.isArray(listed) ? listed : []), ...(one === undefined ? [] : [one])];
  });
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name);
  } catch {
    return false;
  }
}
