import type { Header, WireRequest } from '../../contract/exchange.js';
import { leaves, placeOf, withValueAt } from '../../contract/places.js';
import { documentOf, withDocument } from './forms/document.js';

/**
 * The request with a value replaced wherever it stands alone: as a path segment, a query or header value, or a
 * string or number of a JSON body or a form. `undefined` takes it out: the segment, the parameter, the header, the field.
 */
export function replaceEverywhere(
  request: WireRequest,
  value: string,
  by: string | undefined,
  where: readonly Where[] = WHERE,
): WireRequest {
  const headers = request.headers.flatMap((pair): Header[] => {
    if (pair[1] !== value || !where.includes('header')) return [pair];
    return by === undefined ? [] : [[pair[0], by]];
  });
  const target = where.includes('path') ? inTarget(request.target, value, by) : request.target;
  const changed = { ...request, headers, target };
  const json = documentOf(request);
  const places =
    json === undefined || !where.includes('body')
      ? []
      : [...leaves(json)].filter((leaf) => stands(leaf.value, value));
  if (places.length === 0) return changed;
  const body = places.reduce<unknown>(
    (document, { path, value: old }) => withValueAt(document, path, by === undefined ? by : inKind(old, by)),
    json,
  );
  return withDocument(changed, body) ?? changed;
}

/** The request with another value at one place of its JSON or its form, a number where a number stands there. */
export function inBody(request: WireRequest, place: string, by: string): WireRequest {
  const json = documentOf(request);
  const leaf = [...leaves(json)].find(({ path }) => placeOf(path) === place);
  if (!leaf) return request;
  return withDocument(request, withValueAt(json, leaf.path, inKind(leaf.value, by))) ?? request;
}

const stands = (there: unknown, value: string): boolean =>
  (typeof there === 'string' || typeof there === 'number') && String(there) === value;

/** The text as a number where the value that it replaces is one. */
function inKind(old: unknown, by: string): string | number {
  return typeof old === 'number' && /^-?\d{1,15}$/.test(by) ? Number(by) : by;
}

/** Parts of a request that may hold a value; the query counts as path. */
const WHERE = ['path', 'header', 'body'] as const;
export type Where = (typeof WHERE)[number];

/** Parts of the request in which a value stands alone. */
export function partsWith(request: WireRequest, value: string): Where[] {
  return WHERE.filter((part) => {
    const { target, headers, body } = replaceEverywhere(request, value, `not ${value}`, [part]);
    return (
      target !== request.target ||
      body !== request.body ||
      headers.some(([, text], at) => text !== request.headers[at]?.[1])
    );
  });
}

/** The request with a value replaced in the last path segment that holds it, alone or beside other text. */
export function inPath(request: WireRequest, value: string, by: string): WireRequest {
  const [path = '', ...query] = request.target.split('?');
  const segments = path.split('/');
  const position = segments.findLastIndex((segment) => decode(segment).includes(value));
  if (position < 0) return request;
  segments[position] = decode(segments[position] ?? '')
    .replace(value, () => by)
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  return { ...request, target: [segments.join('/').replaceAll('%3A', ':'), ...query].join('?') };
}

/** Whether a value stands alone anywhere in the request. */
export function carries(request: WireRequest, value: string): boolean {
  const segments = pathOf(request.target).split('/');
  return (
    value !== '' &&
    (segments.some((segment) => decode(segment) === value) ||
      [...new URLSearchParams(queryOf(request.target)).values()].includes(value) ||
      request.headers.some(([, text]) => text === value) ||
      [...leaves(documentOf(request))].some((leaf) => stands(leaf.value, value)))
  );
}

function inTarget(target: string, value: string, by: string | undefined): string {
  const path = pathOf(target)
    .split('/')
    .flatMap((segment) => {
      if (decode(segment) !== value) return [segment];
      return by === undefined ? [] : [encodeURIComponent(by)];
    })
    .join('/');
  const query = queryOf(target)
    .split('&')
    .flatMap((pair) => {
      const [name = '', ...rest] = pair.split('=');
      if (decode(rest.join('=')) !== value || pair === '') return [pair];
      return by === undefined ? [] : [`${name}=${encodeURIComponent(by)}`];
    })
    .join('&');
  return (path === '' ? '/' : path) + (query === '' ? '' : `?${query}`);
}

const pathOf = (target: string): string => target.split('?')[0] ?? '';
const queryOf = (target: string): string => target.split('?').slice(1).join('?');

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
