import { isObject, type Json, type JsonObject, objectsOf, own, scalarText } from './json.js';
import type { Script } from './model.js';

/** A request of a collection where it stands, with what it inherits. */
export interface Placed {
  readonly name: string;
  readonly folders: readonly string[];
  readonly path: readonly number[];
  readonly item: JsonObject;
  readonly request: JsonObject;
  readonly auth?: JsonObject;
  readonly holders: readonly JsonObject[];
  readonly inheritedScripts: readonly Script[];
}

interface Above {
  readonly folders: readonly string[];
  readonly path: readonly number[];
  readonly auth: Json | undefined;
  readonly holders: readonly JsonObject[];
  readonly scripts: readonly Script[];
}

/** Requests in the order of the collection; names are not yet made unique. */
export function* placedRequests(collection: JsonObject): Generator<Placed> {
  const scripts = scriptsOf(collection, 'collection');
  yield* within(collection, {
    folders: [],
    path: [],
    auth: own(collection, 'auth'),
    holders: [collection],
    scripts,
  });
}

function* within(folder: JsonObject, above: Above): Generator<Placed> {
  const items = own(folder, 'item');
  if (!Array.isArray(items)) return;
  for (const [index, item] of items.entries()) {
    if (!isObject(item)) continue;
    const path = [...above.path, index];
    if (Array.isArray(own(item, 'item'))) yield* within(item, below(item, above, path));
    else if (own(item, 'request') !== undefined) yield placed(item, above, path);
  }
}

function below(folder: JsonObject, above: Above, path: readonly number[]): Above {
  const folders = [...above.folders, folderName(folder)];
  return {
    folders,
    path,
    auth: inForce(own(folder, 'auth'), above.auth),
    holders: [...above.holders, folder],
    scripts: [...above.scripts, ...scriptsOf(folder, folders.join(' / '))],
  };
}

function placed(item: JsonObject, above: Above, path: readonly number[]): Placed {
  const request = requestOf(own(item, 'request'));
  const auth = inForce(own(request, 'auth'), above.auth);
  const name = [...above.folders, tidy(own(item, 'name')) || unnamed(request)].join(' / ');
  return {
    name,
    folders: above.folders,
    path,
    item,
    request,
    ...(isObject(auth) && own(auth, 'type') !== 'noauth' ? { auth } : {}),
    holders: above.holders,
    inheritedScripts: above.scripts,
  };
}

/** Auth that is absent, null or without a type inherits; `noauth` is an auth of its own, and stops. */
function inForce(auth: Json | undefined, inherited: Json | undefined): Json | undefined {
  return isObject(auth) && scalarText(own(auth, 'type')) ? auth : inherited;
}

function requestOf(request: Json | undefined): JsonObject {
  if (!isObject(request)) return { method: 'GET', url: scalarText(request) ?? '' };
  const url = own(request, 'url');
  return isObject(url) || typeof url === 'string' ? request : { ...request, url: '' };
}

/** The method as Postman sends it. */
export function methodOf(request: JsonObject): string {
  return (scalarText(own(request, 'method')) ?? '').trim().toUpperCase() || 'GET';
}

/** Path segments of a request's URL as written, templates and `:variables` included; without host and query. */
export function pathSegments(request: JsonObject): string[] {
  const url = own(request, 'url');
  const written = isObject(url) ? own(url, 'path') : undefined;
  if (Array.isArray(written)) {
    return written.flatMap(
      (part) => (isObject(part) ? scalarText(own(part, 'value')) : scalarText(part)) ?? [],
    );
  }
  return pathText(url, written)
    .split('/')
    .filter((part) => part !== '');
}

/** Whether the path of a request is written with a slash at its end. */
export function endsWithSlash(request: JsonObject): boolean {
  const url = own(request, 'url');
  const written = isObject(url) ? own(url, 'path') : undefined;
  if (Array.isArray(written)) return written.length > 1 && written.at(-1) === '';
  const text = pathText(url, written);
  return text.length > 1 && text.endsWith('/');
}

const pathText = (url: Json | undefined, written: Json | undefined): string =>
  typeof written === 'string' ? written : rawPath(isObject(url) ? own(url, 'raw') : url);

function rawPath(raw: Json | undefined): string {
  const text = (scalarText(raw) ?? '').replace(/[?#].*$/s, '');
  return text.replace(/^[a-z][a-z\d+.-]*:\/\//i, '').replace(/^[^/]*/, '');
}

function unnamed(request: JsonObject): string {
  const path = pathSegments(request).join('/');
  return path ? `${methodOf(request)} /${path}` : 'unnamed';
}

/** A folder as operations and notes name it. */
export function folderName(folder: JsonObject): string {
  return tidy(own(folder, 'name')) || 'unnamed';
}

function tidy(name: Json | undefined): string {
  return (scalarText(name) ?? '').replace(/\s+/g, ' ').trim();
}

/** Scripts of a collection, folder or request; disabled and empty ones left out. */
export function scriptsOf(holder: JsonObject, owner: string): Script[] {
  return objectsOf(own(holder, 'event')).flatMap((event) => {
    const listen = own(event, 'listen');
    const source = sourceOf(own(event, 'script'));
    if (listen !== 'prerequest' && listen !== 'test') return [];
    return own(event, 'disabled') === true || source.trim() === '' ? [] : [{ listen, source, owner }];
  });
}

function sourceOf(script: Json | undefined): string {
  const exec = isObject(script) ? own(script, 'exec') : script;
  if (Array.isArray(exec)) return exec.map((line) => scalarText(line) ?? '').join('\n');
  return scalarText(exec) ?? '';
}
