import { isObject, type JsonObject, own } from '../json.js';

/** The same schema in words that ajv reads as they are meant: it refuses an empty `enum`, and overlooks `__proto__`. */
export function asAjvReads(schema: JsonObject): JsonObject {
  return withoutEmptyEnum(withPrototypeField(schema));
}

function withoutEmptyEnum(schema: JsonObject): JsonObject {
  const values = own(schema, 'enum');
  if (!Array.isArray(values) || values.length > 0) return schema;
  const { enum: _, ...rest } = schema;
  const all = own(schema, 'allOf');
  return { ...rest, allOf: [...(Array.isArray(all) ? all : []), false] };
}

const NAME = '__proto__';

function withPrototypeField(schema: JsonObject): JsonObject {
  const properties = own(schema, 'properties');
  const field = isObject(properties) ? own(properties, NAME) : undefined;
  if (field === undefined) return schema;
  const patterns = own(schema, 'patternProperties');
  return { ...schema, patternProperties: { ...(isObject(patterns) && patterns), [`^${NAME}$`]: field } };
}
