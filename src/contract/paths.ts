import { pathSegments } from './items.js';
import { isObject, type JsonObject, objectsOf, own, scalarText } from './json.js';
import type { Role } from './model.js';
import { templateVariables } from './variables.js';
import { roleOfWords, singular, wordsOf } from './words.js';

/** Path segments, with the values of `:name` in the place of their names. */
export function filledSegments(request: JsonObject): string[] {
  const url = own(request, 'url');
  const values = new Map(
    objectsOf(isObject(url) ? own(url, 'variable') : undefined).map((variable) => [
      scalarText(own(variable, 'key')) ?? scalarText(own(variable, 'id')) ?? '',
      scalarText(own(variable, 'value')) ?? '',
    ]),
  );
  return pathSegments(request).map((segment) =>
    segment.startsWith(':') ? values.get(segment.slice(1)) || segment : segment,
  );
}

/**
 * The variable that the path ends in: of `/articles/{{slug}}` and `/articles/{{slug}}/delete`, and not of
 * `/articles/{{slug}}/favorite`, which is about something else.
 *
 * @param verb whether a segment behind it may only say what is done to it
 */
export function finalVariable(
  request: JsonObject,
  verb = (role: Role | undefined): boolean => role !== undefined,
): string | undefined {
  const segments = filledSegments(request);
  const at = segments.findLastIndex(isVariable);
  const rest = segments.slice(at + 1);
  if (at < 0 || !rest.every((segment) => verb(roleOfWords(wordsOf(segment))))) return undefined;
  return templateVariables(segments[at] ?? '').at(-1);
}

export const isDeleting = (role: Role | undefined): boolean => role === 'delete';

/** What the path speaks of: its words without verbs and variables, in the singular. */
export const pathThings = (request: JsonObject): string =>
  thingsIn(pathSegments(request).filter((segment) => !isVariable(segment)));

/** Words of the path, without variables. */
export const pathWordsOf = (request: JsonObject): string[] =>
  pathSegments(request)
    .filter((segment) => !isVariable(segment))
    .flatMap(wordsOf);

const isVariable = (segment: string): boolean => /^[:{]|\{\{/.test(segment);

const FILLING = new Set(['a', 'an', 'the', 'all', 'new', 'one', 'of']);

/** Words of names and paths without verbs, in the singular. */
export function thingsIn(texts: readonly string[]): string {
  return texts
    .flatMap(wordsOf)
    .filter((word) => !FILLING.has(word) && roleOfWords([word]) === undefined)
    .map(singular)
    .join(' ');
}
