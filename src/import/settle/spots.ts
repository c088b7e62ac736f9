import { examplesOf } from '../../contract/examples.js';
import { expectsError } from '../../contract/expected-errors.js';
import { scriptsOf } from '../../contract/items.js';
import { isObject, type Json, type JsonObject, objectsOf, own } from '../../contract/json.js';
import type { Named } from '../../contract/operations.js';

/** A request of the collection, or one that an example was saved with; it is changed in place. */
export interface Spot {
  readonly request: JsonObject;
  /** Name of the operation. */
  readonly place: string;
  /** Auth in force, of a request of the collection. */
  readonly auth?: JsonObject;
  /** Saved with an example: it is rewritten as the others are, and has no vote in what they share. */
  readonly example: boolean;
  /** It is there to be refused. */
  readonly expectsError: boolean;
}

/** Every request that is an object after `withRequestObjects`. */
export function spotsOf(requests: readonly Named[]): Spot[] {
  return requests.flatMap(({ item, name, auth }) => {
    const request = own(item, 'request');
    const examples = objectsOf(own(item, 'response')).flatMap((response): Spot[] => {
      const original = own(response, 'originalRequest');
      return isObject(original)
        ? [{ request: original, place: name, example: true, expectsError: false }]
        : [];
    });
    const tests = scriptsOf(item, name).filter(({ listen }) => listen === 'test');
    const refused = expectsError(examplesOf(item), tests, isObject(request) ? request : {});
    const placed: Spot[] = isObject(request)
      ? [{ request, place: name, example: false, expectsError: refused, ...(auth && { auth }) }]
      : [];
    return [...placed, ...examples];
  });
}

/** Writes requests that are the text of a URL as objects, in place. */
export function writeRequestsAsObjects(requests: readonly Named[]): void {
  for (const { item } of requests) {
    asObject(item, 'request');
    for (const response of objectsOf(own(item, 'response'))) asObject(response, 'originalRequest');
  }
}

function asObject(holder: JsonObject, key: string): void {
  const request: Json | undefined = own(holder, key);
  if (typeof request === 'string') holder[key] = { method: 'GET', url: request };
}
