import { type JsonObject, objectsOf, own } from '../contract/json.js';

/** How many of each thing a collection v2.1 holds. */
export interface Inventory {
  readonly folders: number;
  readonly requests: number;
  readonly scripts: number;
  readonly examples: number;
  readonly variables: number;
}

/** Counts without regard to what is disabled: it is kept all the same. */
export function inventoryOf(collection: JsonObject): Inventory {
  const counts = { folders: 0, requests: 0, scripts: 0, examples: 0, variables: 0 };
  const open = [collection];
  for (let item = open.pop(); item; item = open.pop()) {
    counts.scripts += objectsOf(own(item, 'event')).length;
    counts.variables += objectsOf(own(item, 'variable')).length;
    if (own(item, 'request') !== undefined) {
      counts.requests += 1;
      counts.examples += objectsOf(own(item, 'response')).length;
    } else {
      if (item !== collection) counts.folders += 1;
      open.push(...objectsOf(own(item, 'item')));
    }
  }
  return counts;
}
