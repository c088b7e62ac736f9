import { isObject, type JsonObject, own } from '../../contract/json.js';
import type { Findings } from './findings.js';

export const V21 = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/**
 * A v2.0 collection as v2.1. The formats differ in two things: parameters of auth are an object in v2.0 (they become
 * lists where the collection is tidied) and a URL in v2.1 may also be an object. So nothing else is touched;
 * postman-collection-transformer has no direct way, and by way of v1 it drops what v1 does not know.
 */
export function asV21(collection: JsonObject, found: Findings): JsonObject {
  const info = own(collection, 'info');
  found.note('changed', 'collection', 'it was in format v2.0, and is written in v2.1');
  return { ...collection, info: { ...(isObject(info) ? info : {}), schema: V21 } };
}
