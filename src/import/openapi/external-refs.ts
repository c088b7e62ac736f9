import { isObject, type Json } from '../../contract/json.js';

/** Keys whose value maps names to things: names below them are no keywords. */
const MAPS = new Set([
  ...['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'schemas'],
  ...['responses', 'parameters', 'requestBodies', 'headers', 'pathItems', 'callbacks', 'paths', 'content'],
]);
/** Keys whose value is data: a `$ref` in it is a text like any other. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const']);

/** Every `$ref` of a document, with the keys that lead to it. */
export function* refsIn(
  value: Json,
  steps: readonly string[] = [],
  names = true,
): Generator<{ ref: string; steps: readonly string[] }> {
  if (Array.isArray(value)) {
    for (const [index, part] of value.entries()) yield* refsIn(part, [...steps, String(index)], false);
    return;
  }
  if (!isObject(value)) return;
  for (const [key, part] of Object.entries(value)) {
    if (key === '$ref' && typeof part === 'string') yield { ref: part, steps: [...steps, key] };
    else if (names || !(DATA.has(key) || key.startsWith('x-')))
      yield* refsIn(part, [...steps, key], !names && MAPS.has(key));
  }
}
