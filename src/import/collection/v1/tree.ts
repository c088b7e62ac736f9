import { type JsonObject, objectsOf, own, scalarText } from '../../../contract/json.js';
import type { Findings } from '../findings.js';
import { firstById, idsOf } from './lists.js';

/** Folders and requests of a v1 collection, each in one place. */
export interface Tree {
  readonly folders: ReadonlyMap<JsonObject, Inside>;
  readonly top: Inside;
}

/** Postman shows folders before requests. */
export interface Inside {
  readonly folders: JsonObject[];
  readonly requests: JsonObject[];
}

/**
 * Puts a v1 collection's flat lists together: by `order` and `folders_order` first, then by what a request or a folder
 * says of its folder, else at the top. So nothing is lost of a file whose lists are incomplete; of two lists that
 * name the same thing, the first counts, and folders that hold one another are taken apart.
 */
export function treeOf(collection: JsonObject, found: Findings): Tree {
  const folders = objectsOf(own(collection, 'folders'));
  const requests = objectsOf(own(collection, 'requests'));
  const tree: Tree = {
    folders: new Map(folders.map((folder) => [folder, { folders: [], requests: [] }])),
    top: { folders: [], requests: [] },
  };
  const holders: [JsonObject, Inside][] = [...tree.folders, [collection, tree.top]];
  placeFolders(folders, holders, tree, found);
  placeRequests(requests, holders, tree, found);
  return tree;
}

function placeFolders(
  folders: readonly JsonObject[],
  holders: readonly (readonly [JsonObject, Inside])[],
  tree: Tree,
  found: Findings,
): void {
  const byId = firstById(folders);
  const parents = new Map<JsonObject, JsonObject>();
  const put = (folder: JsonObject, holder: JsonObject, inside: Inside): void => {
    if (parents.has(folder) || holds(folder, holder, parents)) return;
    parents.set(folder, holder);
    inside.folders.push(folder);
  };
  for (const [holder, inside] of holders) {
    const ids = idsOf(own(holder, 'folders_order'));
    noteUnknown(ids, byId, 'folders_order', holder, found);
    for (const id of ids) {
      const folder = byId.get(id);
      if (folder) put(folder, holder, inside);
    }
  }
  for (const folder of folders) {
    const parent = parentOf(folder, byId);
    const inside = parent && tree.folders.get(parent);
    if (parent && inside) put(folder, parent, inside);
    if (!parents.has(folder)) tree.top.folders.push(folder);
  }
}

/** Whether a folder holds another, at any depth, or is it. */
function holds(folder: JsonObject, other: JsonObject, parents: ReadonlyMap<JsonObject, JsonObject>): boolean {
  for (let above: JsonObject | undefined = other; above; above = parents.get(above)) {
    if (above === folder) return true;
  }
  return false;
}

function placeRequests(
  requests: readonly JsonObject[],
  holders: readonly (readonly [JsonObject, Inside])[],
  tree: Tree,
  found: Findings,
): void {
  const byId = firstById(requests);
  const folderById = firstById([...tree.folders.keys()]);
  const placed = new Set<JsonObject>();
  for (const [holder, inside] of holders) {
    const ids = idsOf(own(holder, 'order'));
    noteUnknown(ids, byId, 'order', holder, found);
    for (const id of ids) {
      const request = byId.get(id);
      if (!request || placed.has(request)) continue;
      placed.add(request);
      inside.requests.push(request);
    }
  }
  for (const request of requests) {
    if (placed.has(request)) continue;
    const folder = parentOf(request, folderById);
    (folder ? (tree.folders.get(folder) ?? tree.top) : tree.top).requests.push(request);
  }
}

function parentOf(thing: JsonObject, byId: ReadonlyMap<string, JsonObject>): JsonObject | undefined {
  for (const key of ['folder', 'parentId', 'parent']) {
    const id = scalarText(own(thing, key));
    const parent = id === undefined ? undefined : byId.get(id);
    if (parent) return parent;
  }
  return undefined;
}

function noteUnknown(
  ids: readonly string[],
  byId: ReadonlyMap<string, JsonObject>,
  key: string,
  holder: JsonObject,
  found: Findings,
): void {
  const count = ids.filter((id) => !byId.has(id)).length;
  if (count === 0) return;
  const place = scalarText(own(holder, 'name')) ?? 'collection';
  const fact = `its \`${key}\` names ${count} that the file does not hold`;
  found.note('lost', place, fact, 'Export the collection anew if anything is missing');
}
