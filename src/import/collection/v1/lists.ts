import { type Json, type JsonObject, objectsOf, own, scalarText } from '../../../contract/json.js';

/** Ids that a list (`order`, `folders_order`, `responses_order`) holds. */
export function idsOf(list: Json | undefined): string[] {
  return Array.isArray(list) ? list.flatMap((id) => scalarText(id) ?? []) : [];
}

/** Objects in the order of ids, and behind them those that no id names. Of two with one id, the first is meant. */
export function ordered(list: Json | undefined, order: readonly string[]): JsonObject[] {
  const objects = objectsOf(list);
  const byId = firstById(objects);
  const named = new Set<JsonObject>();
  for (const id of order) {
    const object = byId.get(id);
    if (object) named.add(object);
  }
  return [...named, ...objects.filter((object) => !named.has(object))];
}

export function firstById(objects: readonly JsonObject[]): Map<string, JsonObject> {
  const byId = new Map<string, JsonObject>();
  for (const object of objects) {
    const id = scalarText(own(object, 'id'));
    if (id !== undefined && !byId.has(id)) byId.set(id, object);
  }
  return byId;
}
