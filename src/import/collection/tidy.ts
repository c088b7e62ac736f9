import { isObject, type Json, type JsonObject, own, scalarText } from '../../contract/json.js';
import type { Findings } from './findings.js';
import { kindOf } from './kind-of.js';
import { tidiedParts } from './tidy-parts.js';
import { tidiedRequest } from './tidy-request.js';
import { reportTypos } from './typos.js';

/**
 * The collection with its structure as the format has it. What Postman and newman read anyhow is written as it should
 * be, what cannot be read is left out as a flaw; everything else is kept, unknown keys and the order of keys included.
 */
export function tidied(collection: JsonObject, found: Findings): JsonObject {
  const whole = tidiedParts(collection, 'collection', found);
  reportTypos('collection', whole, 'collection', found);
  const items = own(whole, 'item');
  return { ...whole, item: tidiedItems(items, [], found) };
}

function tidiedItems(items: Json | undefined, folders: readonly string[], found: Findings): JsonObject[] {
  const place = folders.join(' / ') || 'collection';
  return entriesOf(items, place, found).flatMap((entry, index) => {
    if (entry === null) {
      found.note('changed', place, `its entry ${index + 1} is null, and is left out`);
      return [];
    }
    if (!isObject(entry)) {
      const fact = `entry ${index + 1} is ${kindOf(entry)}, no request and no folder`;
      found.flaw(place, fact, 'Take it out of `item`, or write it as a request');
      return [];
    }
    return tidiedItem(entry, index, folders, found);
  });
}

/** `item` as a list. An object stands for its members, or for the one item that it is. */
function entriesOf(items: Json | undefined, place: string, found: Findings): Json[] {
  if (Array.isArray(items)) return items;
  if (items === undefined || items === null) return [];
  if (!isObject(items)) {
    found.flaw(place, `\`item\` is ${kindOf(items)}, no list`, 'Write its requests as a list');
    return [];
  }
  found.note('changed', place, '`item` was an object, and is written as a list');
  const single = Object.hasOwn(items, 'request') || Object.hasOwn(items, 'item');
  return single ? [items] : Object.values(items);
}

function tidiedItem(
  item: JsonObject,
  index: number,
  folders: readonly string[],
  found: Findings,
): JsonObject[] {
  const name = scalarText(own(item, 'name'))?.replace(/\s+/g, ' ').trim();
  const path = [...folders, name || `entry ${index + 1}`];
  const place = path.join(' / ');
  const whole = tidiedParts(item, place, found);
  reportTypos('item', whole, place, found);
  const isFolder = own(item, 'item') !== undefined && own(item, 'item') !== null;
  const request = own(item, 'request');
  if (isFolder) {
    if (request !== undefined) {
      const fact = 'it is a folder and has a `request` besides, which Postman does not send';
      found.note('lost', place, fact, 'Make the request an item of its own');
    }
    return [{ ...whole, item: tidiedItems(own(item, 'item'), path, found) }];
  }
  if (request === undefined) {
    const fact = 'it has neither `request` nor `item`, so nothing of it can be sent; it is kept as it stands';
    found.note('lost', place, fact, 'Give it a request, or take it out');
    return [whole];
  }
  const tidy = tidiedRequest(request, place, found);
  return tidy === undefined ? [] : [{ ...whole, request: tidy }];
}
