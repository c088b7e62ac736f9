import { headersOf } from '../../contract/examples.js';
import { own } from '../../contract/json.js';
import type { Example, Operation } from '../../contract/model.js';
import { isJsonType, mediaType } from './bodies.js';

/**
 * Which of several documented types an answer has: the one that the request accepts, or that was saved of it.
 *
 * @param others documented types that are no JSON
 * @returns one of them, `json`, or undefined where nothing tells
 */
export function askedType(
  { request, examples }: Operation,
  status: number,
  others: readonly string[],
): string | undefined {
  const accepted = valuesIn(headersOf(own(request, 'header')), 'accept').flatMap((value) => value.split(','));
  const saved = examples
    .filter((example) => example.status === status)
    .flatMap(({ headers }) => valuesIn(headers, 'content-type'));
  for (const type of [...accepted, ...saved].map(mediaType)) {
    if (others.includes(type) && !type.includes('*')) return type;
    if (isJsonType(type) && !type.includes('*')) return 'json';
  }
  return undefined;
}

function valuesIn(headers: Example['headers'], name: string): string[] {
  return headers.filter(({ key }) => key.toLowerCase() === name).map(({ value }) => value);
}
