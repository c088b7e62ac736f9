import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../contract/json.js';
import type { Operation } from '../contract/model.js';
import { namedRequests } from '../contract/operations.js';

/** Names of operations (`Folder / Name`) by what a new export did to them. */
export interface OperationChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly gone: readonly string[];
}

/** @param before the collection as it was imported last; undefined where this is the first import */
export function operationChanges(
  before: JsonObject | undefined,
  now: readonly Pick<Operation, 'name' | 'item'>[],
): OperationChanges {
  const old = new Map((before ? namedRequests(before) : []).map(({ name, item }) => [name, item]));
  const fresh = new Map(now.map(({ name, item }) => [name, item]));
  const names = [...fresh.keys()];
  return {
    added: names.filter((name) => !old.has(name)),
    changed: names.filter((name) => old.has(name) && !isDeepStrictEqual(old.get(name), fresh.get(name))),
    gone: [...old.keys()].filter((name) => !fresh.has(name)),
  };
}
