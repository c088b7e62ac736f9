import { isObject, type Json, type JsonObject, own } from '../json.js';

/** What a look at a value needs to know of schemas. */
export interface Judge {
  valid(schema: Json, value: Json): boolean;
  /** What a `$ref` leads to; undefined where that is not known. */
  follow(ref: string): Json | undefined;
  matches(pattern: string, text: string): boolean;
}

/** The fields, or the positions in a list, that a schema has looked at; `all` where it leaves none. */
export type Evaluated = Set<string> | 'all';

/**
 * Which fields of an object, or positions of a list, a schema and what it combines have looked at
 * (JSON Schema 2020-12, core, 11). The schema has to hold for the value; of alternatives, those that hold count.
 *
 * @param but a keyword of the schema itself that does not count
 */
export function evaluated(schema: Json, value: Json, judge: Judge, but?: string): Evaluated {
  if (!isObject(schema)) return new Set();
  const own = Array.isArray(value)
    ? items(schema, value, judge, but)
    : isObject(value)
      ? fields(schema, value, judge, but)
      : [];
  const found = new Set<string>();
  for (const part of [own, ...inPlace(schema, value, judge).map((inner) => evaluated(inner, value, judge))]) {
    if (part === 'all') return 'all';
    for (const name of part) found.add(name);
  }
  return found;
}

function fields(
  schema: JsonObject,
  value: JsonObject,
  { matches }: Judge,
  but?: string,
): Iterable<string> | 'all' {
  if (
    ['additionalProperties', 'unevaluatedProperties'].some((key) => key !== but && Object.hasOwn(schema, key))
  )
    return 'all';
  const properties = own(schema, 'properties');
  const patterns = own(schema, 'patternProperties');
  const texts = isObject(patterns) ? Object.keys(patterns) : [];
  return Object.keys(value).filter(
    (name) =>
      (isObject(properties) && Object.hasOwn(properties, name)) ||
      texts.some((pattern) => matches(pattern, name)),
  );
}

function items(schema: JsonObject, value: Json[], { valid }: Judge, but?: string): Iterable<string> | 'all' {
  if (['items', 'unevaluatedItems'].some((key) => key !== but && Object.hasOwn(schema, key))) return 'all';
  const first = own(schema, 'prefixItems');
  const contains = own(schema, 'contains');
  const count = Array.isArray(first) ? first.length : 0;
  return value.flatMap((item, index) =>
    index < count || (contains !== undefined && valid(contains, item)) ? [String(index)] : [],
  );
}

/** The schemas that a schema combines, as far as they hold for the value. */
function inPlace(schema: JsonObject, value: Json, { valid, follow }: Judge): Json[] {
  const ref = own(schema, '$ref');
  const target = typeof ref === 'string' ? follow(ref) : undefined;
  const holding = (parts: readonly Json[]): readonly Json[] => parts.filter((part) => valid(part, value));
  const [condition, then, otherwise] = ['if', 'then', 'else'].map((key) => own(schema, key));
  const met = condition !== undefined && valid(condition, value);
  const chosen = met ? [condition, then] : condition === undefined ? [] : [otherwise];
  const dependent = own(schema, 'dependentSchemas');
  return [
    ...(target === undefined ? [] : [target]),
    ...listed(schema, 'allOf'),
    ...holding(listed(schema, 'anyOf')),
    ...holding(listed(schema, 'oneOf')),
    ...chosen.flatMap((part) => part ?? []),
    ...(isObject(dependent) && isObject(value)
      ? Object.entries(dependent).flatMap(([name, part]) => (Object.hasOwn(value, name) ? [part] : []))
      : []),
  ];
}

function listed(schema: JsonObject, key: string): readonly Json[] {
  const list = own(schema, key);
  return Array.isArray(list) ? list : [];
}
