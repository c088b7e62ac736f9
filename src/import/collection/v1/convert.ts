import { isObject, type JsonObject, objectsOf, own, scalarText } from '../../../contract/json.js';
import type { Findings } from '../findings.js';
import { V21 } from '../v20.js';
import { firstById } from './lists.js';
import { type Around, holderOf, itemOf } from './request.js';
import { type Inside, treeOf } from './tree.js';

/**
 * A v1 collection as v2.1. Requests are converted one by one by Postman's converter, and put into folders here: the
 * converter leaves out what its lists (`order`, `folders_order`) do not name, and one of two requests with the same id.
 */
export function convertV1(collection: JsonObject, found: Findings): JsonObject {
  found.note('changed', 'collection', 'it was in format v1, and is written in v2.1');
  const requests = objectsOf(own(collection, 'requests'));
  noteStrays(collection, found);
  const tree = treeOf(collection, found);
  const around: Around = { requests: firstById(requests), found };
  const inside = new Map<JsonObject, JsonObject[]>();
  for (const folder of tree.folders.keys()) inside.set(folder, []);
  const folderItems = new Map(
    [...inside].map(([folder, item]) => [folder, { ...folderOf(folder, around), item }] as const),
  );
  const members = ({ folders, requests: those }: Inside): JsonObject[] => [
    ...folders.flatMap((folder) => folderItems.get(folder) ?? []),
    ...those.flatMap((request) => converted(request, around)),
  ];
  for (const [folder, held] of tree.folders) inside.get(folder)?.push(...members(held));
  return {
    info: infoOf(collection),
    item: members(tree.top),
    ...shared(collection, 'collection', around),
  };
}

function converted(request: JsonObject, around: Around): JsonObject[] {
  const place = scalarText(own(request, 'name')) || scalarText(own(request, 'url')) || 'a request';
  try {
    return [itemOf(request, place, around)];
  } catch (error) {
    flaw(place, 'it', error, around);
    return [];
  }
}

/** Auth, scripts, variables and settings of a folder or of the collection. */
function shared(holder: JsonObject, place: string, around: Around): JsonObject {
  try {
    return holderOf(holder, place, around);
  } catch (error) {
    flaw(place, 'its auth or its variables', error, around);
    return {};
  }
}

/** Postman's converter does not expect everything that a file may hold. */
function flaw(place: string, what: string, error: unknown, { found }: Around): void {
  const fact = `${what} cannot be converted from v1 (${error instanceof Error ? error.message : String(error)})`;
  found.flaw(place, fact, 'Export the collection from Postman in v2.1');
}

function folderOf(folder: JsonObject, around: Around): JsonObject {
  const name = scalarText(own(folder, 'name')) ?? '';
  const id = scalarText(own(folder, 'id'));
  const description = own(folder, 'description');
  return {
    ...(id === undefined ? {} : { id }),
    name,
    ...(description ? { description } : {}),
    ...shared(folder, name, around),
  };
}

function infoOf(collection: JsonObject): JsonObject {
  const id = scalarText(own(collection, 'id'));
  const name = scalarText(own(collection, 'name'));
  const description = own(collection, 'description');
  return {
    ...(id === undefined ? {} : { _postman_id: id }),
    ...(name === undefined ? {} : { name }),
    ...(description ? { description } : {}),
    schema: V21,
  };
}

function noteStrays(collection: JsonObject, found: Findings): void {
  for (const key of ['requests', 'folders'] as const) {
    const list = own(collection, key);
    if (list === undefined || list === null) continue;
    const strays = Array.isArray(list)
      ? list.filter((entry) => entry !== null && !isObject(entry)).length
      : 1;
    if (strays > 0) {
      found.flaw('collection', `${strays} of its \`${key}\` cannot be read`, 'Export the collection anew');
    }
  }
}
