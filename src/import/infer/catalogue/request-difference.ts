import { methodOf, pathSegments } from '../../../contract/items.js';
import { isObject, type Json, type JsonObject, objectsOf, own, scalarText } from '../../../contract/json.js';
import { leaves, placeOf, type Step } from '../../../contract/places.js';
import { bareName } from '../../../contract/words.js';
import { requestBody } from '../bodies.js';

type Part = 'method' | 'content-type' | 'client-id' | 'authorization' | 'path' | 'cursor' | 'body' | 'field';

/** One thing in which a request that was refused differs from one that works. */
export interface Difference {
  readonly part: Part;
  readonly worked: unknown;
  /** Undefined where it was left out. */
  readonly sent: unknown;
}

/** Parts of a request that may be why it is refused; both requests in v2.1 form, as saved. */
export function differences(working: JsonObject, refused: JsonObject): Difference[] {
  const before = partsOf(working);
  const after = partsOf(refused);
  const found: Difference[] = [];
  for (const [place, { part, value: worked }] of before) {
    const sent = after.get(place)?.value;
    if (JSON.stringify(sent) !== JSON.stringify(worked)) found.push({ part, worked, sent });
  }
  for (const [place, { part, value: sent }] of after) {
    if (!before.has(place) && part !== 'content-type') found.push({ part, worked: undefined, sent });
  }
  // Where the whole body is another, its fields say no more.
  return found.some(({ part }) => part === 'body') ? found.filter(({ part }) => part !== 'field') : found;
}

/** Kinds of auth that send a Bearer token. */
const TOKENS = new Set(['bearer', 'oauth2', 'jwt']);

type Parts = Map<string, { readonly part: Part; readonly value: unknown }>;

function partsOf(request: JsonObject): Parts {
  const parts: Parts = new Map([['method', { part: 'method', value: methodOf(request) }]]);
  const auth = own(request, 'auth');
  const type = isObject(auth) ? scalarText(own(auth, 'type')) : undefined;
  if (type === 'noauth') parts.set('authorization', { part: 'authorization', value: '' });
  else if (type && TOKENS.has(type)) parts.set('authorization', { part: 'authorization', value: auth });
  for (const [key, value] of enabled(request, 'header')) {
    const part = headerPart(key);
    if (part) parts.set(part, { part, value: part === 'content-type' ? mediaType(value) : value });
  }
  const url = own(request, 'url');
  for (const [key, value] of isObject(url) ? enabled(url, 'query') : []) {
    parts.set(`query ${key}`, { part: valuePart(key, value), value });
  }
  for (const [index, segment] of pathSegments(request).entries()) {
    parts.set(`path ${index}`, { part: valuePart('', segment, 'path'), value: segment });
  }
  addBody(parts, request);
  return parts;
}

function addBody(parts: Parts, request: JsonObject): void {
  const body = requestBody(request);
  if (body.is === 'broken') parts.set('body', { part: 'body', value: undefined });
  if (body.is !== 'json') return;
  const shape = isObject(body.json) ? {} : body.json;
  parts.set('body', { part: 'body', value: shape });
  if (!isObject(body.json)) return;
  for (const { path, value } of leaves(body.json)) {
    const key = path.findLast((step) => typeof step === 'string') ?? '';
    parts.set(`body ${placeOf(path)}`, { part: valuePart(String(key), String(value)), value });
  }
  // A list with fewer items is there all the same.
  for (const [place, length] of lengthsOf(body.json, []))
    parts.set(`items ${place}`, { part: 'field', value: length });
}

/** How many items each list of a body has, by its place. */
function* lengthsOf(value: Json, path: readonly Step[]): Generator<[string, number]> {
  if (Array.isArray(value)) yield [placeOf(path), value.length];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value))
    yield* lengthsOf(member, [...path, Array.isArray(value) ? Number(key) : key]);
}

function headerPart(name: string): Part | undefined {
  const lower = name.toLowerCase();
  if (lower === 'content-type' || lower === 'authorization') return lower;
  return bareName(name).endsWith('clientid') ? 'client-id' : undefined;
}

function valuePart(name: string, value: string, otherwise: Part = 'field'): Part {
  if (bareName(name) === 'clientid' || value.includes('{{clientId}}')) return 'client-id';
  return bareName(name).endsWith('cursor') ? 'cursor' : otherwise;
}

function enabled(holder: JsonObject, list: 'header' | 'query'): [string, string][] {
  return objectsOf(own(holder, list)).flatMap((entry): [string, string][] => {
    const key = scalarText(own(entry, 'key'));
    if (key === undefined || own(entry, 'disabled') === true) return [];
    return [[key, scalarText(own(entry, 'value')) ?? '']];
  });
}

function mediaType(value: string): string {
  return (value.split(';')[0] ?? '').trim().toLowerCase();
}
