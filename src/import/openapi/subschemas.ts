import { isObject, type JsonObject, own } from '../../contract/json.js';
import { child, children, type Located } from './documents.js';

/** Keywords whose value is a schema. */
export const ONE: ReadonlySet<string> = new Set([
  ...['not', 'if', 'then', 'else', 'items', 'contains', 'additionalProperties', 'propertyNames'],
  ...['unevaluatedItems', 'unevaluatedProperties', 'contentSchema'],
]);
/** Keywords whose value is a list of schemas. */
export const LIST: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
/** Keywords whose value maps names to schemas. */
export const MAP: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependentSchemas']);
/** Keywords whose schemas speak of the same value. */
export const IN_PLACE: ReadonlySet<string> = new Set([
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentSchemas',
]);

export interface Sub {
  readonly keyword: string;
  /** Name in a map, position in a list. */
  readonly name: string;
  readonly at: Located;
}

/** The schemas directly inside of a schema. */
export function subschemas(schema: Located<JsonObject>): Sub[] {
  return children(schema).flatMap(({ key, at }) => {
    const list = LIST.has(key) || (key === 'items' && Array.isArray(at.value));
    if (!list && !MAP.has(key)) return ONE.has(key) ? [{ keyword: key, name: '', at }] : [];
    return children(at).map(({ key: name, at: inner }) => ({ keyword: key, name, at: inner }));
  });
}

/** The schemas directly inside of a schema that speak of the same value. */
export function inPlace(schema: Located<JsonObject>): Located[] {
  return subschemas(schema)
    .filter(({ keyword }) => IN_PLACE.has(keyword))
    .map(({ at }) => at);
}

export function property(schema: Located<JsonObject>, name: string): Located | undefined {
  const properties = child(schema, 'properties');
  return properties && child(properties, name);
}

export function refOf(schema: Located): string | undefined {
  const ref = isObject(schema.value) ? own(schema.value, '$ref') : undefined;
  return typeof ref === 'string' ? ref : undefined;
}
