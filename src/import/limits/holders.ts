import { type JsonObject, objectsOf, own, scalarText } from '../../contract/json.js';

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
    const below = [...path, scalarText(own(item, 'name')) ?? 'unnamed'];
    yield* foldersOf(item, below.join(' / '), below);
  }
}
