import { isObject, type Json, type JsonObject, objectsOf, own, scalarText } from '../../../contract/json.js';
import { jsonOf } from '../../../contract/places.js';
import type { Findings } from '../findings.js';
import { headersOf } from './headers.js';
import { idsOf, ordered } from './lists.js';
import { eventsOf } from './scripts.js';
import { convertSingle } from './transformer.js';

/** What a request needs to know of its collection. */
export interface Around {
  readonly requests: ReadonlyMap<string, JsonObject>;
  readonly found: Findings;
}

/**
 * A v1 request as a v2.1 item. Postman's converter makes it; what it would drop, or make up, is settled before and
 * mended after.
 */
export function itemOf(request: JsonObject, place: string, around: Around): JsonObject {
  const responses = responsesOf(request);
  const saved = responses.map((response) => savedRequest(response, around));
  const prepared = {
    ...preparedRequest(request),
    events: eventsOf(request, place, around.found),
    responses: responses.map((response, index) => preparedResponse(response, index, saved[index])),
  };
  const item = convertSingle(prepared);
  noteLosses(request, item, place, around.found);
  const examples = objectsOf(own(item, 'response'));
  return {
    ...withId(item, request),
    request: withAuth(own(item, 'request'), request),
    response: examples.map((example, index) => mended(example, responses[index] ?? {}, saved[index])),
  };
}

/** Keys that a folder and a collection share with a request. */
const SHARED = [
  'auth',
  'currentHelper',
  'helperAttributes',
  'variables',
  'variable',
  'protocolProfileBehavior',
] as const;

/** Auth, scripts, variables and settings of a folder or of the collection. */
export function holderOf(holder: JsonObject, place: string, around: Around): JsonObject {
  const shared = SHARED.flatMap((key) => {
    const value = own(holder, key);
    return value === undefined ? [] : [[key, value] as const];
  });
  const events = eventsOf(holder, place, around.found);
  const item = convertSingle({ ...Object.fromEntries(shared), events });
  const auth = own(withAuth(own(item, 'request'), holder), 'auth');
  const kept = ['event', 'variable', 'protocolProfileBehavior'].flatMap((key) => {
    const value = own(item, key);
    return value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [[key, value] as const];
  });
  return { ...(auth === undefined ? {} : { auth }), ...Object.fromEntries(kept) };
}

/** `auth` as v1 holds it beside the older `currentHelper` is already in the form of v2.1; the converter drops it. */
function withAuth(converted: Json | undefined, request: JsonObject): JsonObject {
  const auth = own(request, 'auth');
  if (isObject(auth) && own(auth, 'type') !== undefined) return { ...asObject(converted), auth };
  return asObject(converted);
}

function preparedRequest(request: JsonObject): JsonObject {
  const { tests, preRequestScript, headerData, responses_order, ...rest } = request;
  return {
    ...rest,
    headers: headersOf(request),
    queryParams: objectsOf(own(request, 'queryParams')),
    pathVariableData: objectsOf(own(request, 'pathVariableData')),
    ...(Array.isArray(own(request, 'data')) ? { data: keyed(objectsOf(own(request, 'data'))) } : {}),
  };
}

/** The converter leaves out form fields without a key. */
function keyed(fields: readonly JsonObject[]): JsonObject[] {
  return fields.map((field) => ({ ...field, key: own(field, 'key') ?? '' }));
}

function responsesOf(request: JsonObject): JsonObject[] {
  return ordered(own(request, 'responses'), idsOf(own(request, 'responses_order')));
}

/** The converter knows an example by its id, and takes those without one for the same. */
function preparedResponse(response: JsonObject, index: number, saved: JsonObject | undefined): JsonObject {
  const { request, requestObject, cookies, ...rest } = response;
  return { ...rest, id: String(index), ...(saved ? { requestObject: preparedRequest(saved) } : {}) };
}

/** The request that an example was saved with: itself, as JSON text, or by the id of one in the collection. */
function savedRequest(response: JsonObject, { requests }: Around): JsonObject | undefined {
  for (const key of ['requestObject', 'request']) {
    const given = own(response, key);
    if (isObject(given)) return given;
    if (typeof given !== 'string') continue;
    const parsed = given.startsWith('{') ? jsonOf(given) : undefined;
    const known = isJsonObject(parsed) ? parsed : requests.get(given);
    if (known) return known;
  }
  return undefined;
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mended(example: JsonObject, response: JsonObject, saved: JsonObject | undefined): JsonObject {
  const original = own(example, 'originalRequest');
  return {
    ...withId(example, response),
    ...(original !== undefined && saved ? { originalRequest: withAuth(original, saved) } : {}),
    cookie: objectsOf(own(response, 'cookies')).map(cookieOf),
  };
}

/** The converter writes the time in the zone of the machine. */
function cookieOf(cookie: JsonObject): JsonObject {
  const { expirationDate, name, ...rest } = cookie;
  const expires = new Date(Number(expirationDate) * 1000);
  const told = Number.isNaN(expires.getTime()) ? {} : { expires: expires.toUTCString() };
  return {
    ...told,
    ...rest,
    domain: own(cookie, 'domain') ?? '',
    path: own(cookie, 'path') ?? '',
    key: name ?? '',
  };
}

/** The converter makes up an id where there is none. */
function withId(converted: JsonObject, source: JsonObject): JsonObject {
  const { id, ...rest } = converted;
  const told = scalarText(own(source, 'id'));
  return told === undefined ? rest : { id: told, ...rest };
}

function noteLosses(request: JsonObject, item: JsonObject, place: string, found: Findings): void {
  const converted = asObject(own(item, 'request'));
  const helper = scalarText(own(request, 'currentHelper'));
  if (helper && helper !== 'normal' && !isObject(own(request, 'auth'))) {
    const auth = asObject(own(converted, 'auth'));
    if (own(auth, scalarText(own(auth, 'type')) ?? '') === undefined) {
      found.note(
        'lost',
        place,
        `its auth (\`${helper}\`) has no parameters that can be read`,
        'Set it anew in Postman',
      );
    }
  }
  const mode = own(asObject(own(converted, 'body')), 'mode');
  const data = own(request, 'data');
  if (mode === 'raw' && Array.isArray(data) && data.length > 0) {
    found.note('lost', place, 'form fields that are not sent, since its body is raw, are not kept');
  }
}

function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
