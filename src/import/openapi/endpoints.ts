import { isObject, type Json, type JsonObject, own } from '../../contract/json.js';
import { child, children, type Documents, type Located } from './documents.js';

/** One method of one path of a document. */
export interface Endpoint {
  /** `GET /customers/{id}`. */
  readonly key: string;
  readonly method: string;
  /** Segments as the document writes them, without server. */
  readonly path: readonly string[];
  /** Whether the document writes a slash at the end of it. */
  readonly slash: boolean;
  /** Segments of the paths of its servers; `[[]]` where it names none. */
  readonly bases: readonly (readonly string[])[];
  readonly operation: Located<JsonObject>;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The endpoints of a document, in its order. */
export function endpointsOf(documents: Documents): Endpoint[] {
  const paths = child(documents.start, 'paths');
  const found = new Map<string, Endpoint>();
  for (const { key: path, at } of paths ? children(paths) : []) {
    const item = path.startsWith('/') ? documents.behind(at) : undefined;
    for (const method of item ? METHODS : []) {
      const written = item && child(item, method);
      const operation = written && documents.behind(written);
      if (!item || !operation) continue;
      const servers = [operation, item, documents.start].map(serversOf).find(({ length }) => length > 0);
      const key = `${method.toUpperCase()} ${path}`;
      found.set(key, {
        key,
        method: method.toUpperCase(),
        path: segmentsOf(path),
        slash: path.length > 1 && path.endsWith('/'),
        bases: servers ?? [[]],
        operation,
      });
    }
  }
  return [...found.values()];
}

function serversOf(at: Located): string[][] {
  const servers = child(at, 'servers');
  return servers ? children(servers).flatMap(({ at: { value } }) => baseOf(value)) : [];
}

function baseOf(server: Json | undefined): string[][] {
  const url = isObject(server) ? own(server, 'url') : undefined;
  if (typeof url !== 'string') return [];
  return [segmentsOf(url.replace(/^([a-z][a-z\d+.-]*:)?\/\/[^/]*/i, ''))];
}

function segmentsOf(path: string): string[] {
  return path
    .replace(/[?#].*$/s, '')
    .split('/')
    .filter((segment) => segment !== '');
}
