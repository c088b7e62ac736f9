import { readFileSync } from 'node:fs';
import {
  isObject,
  type Json,
  type JsonObject,
  objectsOf,
  own,
  parseJson,
} from '../../../src/contract/json.js';
import { takeCollection } from '../../../src/import/collection/take-collection.js';
import type { TakenCollection } from '../../../src/import/taken.js';
import { publicCollection } from '../../public-collections.js';

export const V21 = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** Takes in a text, or a value as JSON. */
export function take(given: unknown, place = 'shop.json'): Promise<TakenCollection> {
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  return takeCollection({ kind: 'text', text, place });
}

/** A v2.1 collection of these items. */
export function v21(item: unknown, more: object = {}): object {
  return { info: { name: 'Shop', schema: V21 }, item, ...more };
}

/** A public collection as JSON; undefined where the folder is not there. */
export function publicJson(name: string): { text: string; json: JsonObject } | undefined {
  const file = publicCollection(name);
  if (file === undefined) return undefined;
  const text = readFileSync(file, 'utf8');
  return { text, json: object(parseJson(text)) };
}

export function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** Every request and folder of a v2.1 collection, at any depth. */
export function itemsOf(collection: JsonObject): JsonObject[] {
  return objectsOf(own(collection, 'item')).flatMap((item) => [item, ...itemsOf(item)]);
}
