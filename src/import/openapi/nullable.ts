import { type Json, type JsonObject, own } from '../../contract/json.js';

/** Keywords that null may fail, beside `type` and `enum`. */
const COMBINED = ['$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'const'];
const SAYS_NOTHING = new Set(['title', 'description', 'default', 'readOnly', 'writeOnly', '$comment']);

/**
 * A translated schema that allows null, too. Where the document puts `nullable` beside an `enum` or an `allOf` that
 * null would fail, it means that null is allowed.
 */
export function orNull(schema: JsonObject): JsonObject {
  if (Object.keys(schema).every((key) => SAYS_NOTHING.has(key))) return schema;
  if (COMBINED.some((key) => Object.hasOwn(schema, key))) return beside(schema);
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === 'type' || key === 'enum' ? withNull(key, value) : value,
    ]),
  );
}

/** An `allOf` of one is how 3.0 puts something beside a `$ref`: what is in it stands for itself. */
function beside(schema: JsonObject): JsonObject {
  const [said, rest] = [true, false].map((about) =>
    Object.fromEntries(Object.entries(schema).filter(([key]) => SAYS_NOTHING.has(key) === about)),
  );
  const all = rest && Object.keys(rest).length === 1 ? own(rest, 'allOf') : undefined;
  const only = Array.isArray(all) && all.length === 1 ? all[0] : undefined;
  return { ...said, anyOf: [only ?? rest ?? {}, { type: 'null' }] };
}

function withNull(key: string, value: Json): Json {
  const list = Array.isArray(value) ? value : [value];
  const nothing = key === 'type' ? 'null' : null;
  return list.includes(nothing) ? value : [...list, nothing];
}

/** A schema whose `enum` lists null beside the values of its one type: null is meant, though `type` forgot it. */
export function withListedNull(schema: JsonObject): JsonObject {
  const values = own(schema, 'enum');
  const type = own(schema, 'type');
  if (!Array.isArray(values) || !values.includes(null) || type === undefined) return schema;
  return orNull(schema);
}
