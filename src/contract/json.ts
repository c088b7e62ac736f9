/** A JSON value as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; empty where it is no list. */
export function objectsOf(value: Json | readonly Json[] | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A property that the object itself holds: `__proto__` and its like are names as any other. */
export function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Text of a scalar as Postman shows it; undefined for null, lists and objects. */
export function scalarText(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** `JSON.parse` with a type. @throws SyntaxError */
export function parseJson(text: string): Json {
  return JSON.parse(text);
}

/** Every string inside a value, keys included. */
export function stringsIn(value: Json | undefined): string[] {
  const strings: string[] = [];
  collect(value);
  return strings;

  function collect(part: Json | undefined): void {
    if (typeof part === 'string') strings.push(part);
    else if (Array.isArray(part)) for (const inner of part) collect(inner);
    else if (isObject(part))
      for (const [key, inner] of Object.entries(part)) {
        strings.push(key);
        collect(inner);
      }
  }
}
