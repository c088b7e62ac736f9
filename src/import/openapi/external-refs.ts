import { isObject, type Json, own } from '../../contract/json.js';

/** Keys whose value maps names to things: names below them are no keywords. */
export const MAPS: ReadonlySet<string> = new Set([
  ...['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'schemas'],
  ...['responses', 'parameters', 'requestBodies', 'headers', 'pathItems', 'callbacks', 'paths', 'content'],
]);
/** Keys whose value is data: a `$ref` in it is a text like any other. */
export const DATA: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'const']);

/** A reference to another place, with the keys that lead to it. */
export interface FoundRef {
  readonly ref: string;
  readonly steps: readonly string[];
  /** Whether it may as well be a name: what a discriminator's `mapping` gives. */
  readonly orName: boolean;
}

/** Every `$ref` of a document, and every file that a discriminator maps to. */
export function* refsIn(value: Json, steps: readonly string[] = [], names = true): Generator<FoundRef> {
  if (Array.isArray(value)) {
    for (const [index, part] of value.entries()) yield* refsIn(part, [...steps, String(index)], false);
    return;
  }
  if (!isObject(value)) return;
  for (const [key, part] of Object.entries(value)) {
    if (key === '$ref' && typeof part === 'string')
      yield { ref: part, steps: [...steps, key], orName: false };
    else if (key === 'discriminator') yield* mappedIn(part, [...steps, key]);
    else if (names || !(DATA.has(key) || key.startsWith('x-')))
      yield* refsIn(part, [...steps, key], !names && MAPS.has(key));
  }
}

function* mappedIn(discriminator: Json, steps: readonly string[]): Generator<FoundRef> {
  const mapping = isObject(discriminator) ? own(discriminator, 'mapping') : undefined;
  if (!isObject(mapping)) return;
  for (const [name, ref] of Object.entries(mapping)) {
    if (typeof ref === 'string') yield { ref, steps: [...steps, 'mapping', name], orName: true };
  }
}
