import { folderName } from '../contract/items.js';
import { type JsonObject, objectsOf, own } from '../contract/json.js';

/** A collection, folder or request that may hold scripts and settings. */
export interface Holder {
  /** As notes name it. */
  readonly place: string;
  readonly holder: JsonObject;
}

/** The collection and its folders, outermost first. */
export function* foldersOf(
  holder: JsonObject,
  place = 'collection',
  path: readonly string[] = [],
): Generator<Holder> {
  yield { place, holder };
  for (const item of objectsOf(own(holder, 'item'))) {
    if (!Array.isArray(own(item, 'item'))) continue;
    const below = [...path, folderName(item)];
    yield* foldersOf(item, below.join(' / '), below);
  }
}
