import { isObject, type JsonObject, own, scalarText } from '../contract/json.js';

const LONGEST = 100;
/** What a file name cannot hold on one system or another: half of a character in none. */
const FORBIDDEN = /[/\\:*?"<>|\p{Cc}\p{Cs}]/gu;

/** `collections/<name>.postman_collection.json`, named as the collection is, as far as file names allow. */
export function collectionFile(collection: JsonObject): string {
  const info = own(collection, 'info');
  const title = (isObject(info) && scalarText(own(info, 'name'))) || '';
  const name = [...title.replace(FORBIDDEN, '-').trim()]
    .slice(0, LONGEST)
    .join('')
    .replace(/^\.+|(?<![. ])[. ]+$/g, '');
  return `collections/${name || 'collection'}.postman_collection.json`;
}

/** Postman's id of a collection, which stays the same from export to export. */
export function collectionId(collection: JsonObject): string | undefined {
  const info = own(collection, 'info');
  return isObject(info) ? scalarText(own(info, '_postman_id')) : undefined;
}
