import { isObject, type Json, type JsonObject, own } from '../../contract/json.js';
import type { Findings } from './findings.js';
import { kindOf } from './kind-of.js';
import { listed, tidiedAuth } from './tidy-parts.js';

/** A request with its parts in their form; undefined where it cannot be read, which is then a flaw. */
export function tidiedRequest(request: Json, place: string, found: Findings): Json | undefined {
  if (request === null || typeof request === 'string') return request;
  if (!isObject(request)) {
    found.flaw(place, `\`request\` is ${kindOf(request)}, no object and no URL`, 'Write the request out');
    return undefined;
  }
  if (!readableUrl(own(request, 'url'), place, found)) return undefined;
  const changed = [headers(request, place, found), body(request, place), auth(request, place, found)].flat();
  const whole = changed.length === 0 ? request : { ...request, ...Object.fromEntries(changed) };
  return sendsNoBody(own(whole, 'body')) ? withoutBody(whole, place, found) : whole;
}

function readableUrl(url: Json | undefined, place: string, found: Findings): boolean {
  if (url === undefined || url === null || typeof url === 'string' || isObject(url)) return true;
  found.flaw(place, `\`url\` is ${kindOf(url)}, no object and no text`, 'Write the URL as text');
  return false;
}

type Changed = [string, Json][];

function headers(request: JsonObject, place: string, found: Findings): Changed {
  const value = own(request, 'header');
  if (value === undefined || Array.isArray(value)) return [];
  if (typeof value === 'string') return [['header', headersIn(value, place, found)]];
  return [['header', listed('header', value, place, found)]];
}

/** Headers that stand as one text, read as newman reads them; it is valid v2.1, which Postman CLI refuses. */
function headersIn(text: string, place: string, found: Findings): JsonObject[] {
  found.note('changed', place, '`header` was a text, and is written as a list');
  return [...text.matchAll(/^(\S+):(.*)$/gm)].map(([, key = '', value = '']) => ({
    key,
    value: value.trim(),
  }));
}

/** `none` and an empty mode are no modes of v2.1: nothing is sent for them. */
function sendsNoBody(body: Json | undefined): boolean {
  return isObject(body) && ['none', ''].some((mode) => own(body, 'mode') === mode);
}

function withoutBody({ body: _, ...request }: JsonObject, place: string, found: Findings): JsonObject {
  found.note('changed', place, 'its body has no mode, so that none is sent, and is left out');
  return request;
}

/** newman reads a body that is a lone text as raw; the suite reads it where the format has it. */
function body(request: JsonObject, _place: string): Changed {
  const value = own(request, 'body');
  return typeof value === 'string' && value !== '' ? [['body', { mode: 'raw', raw: value }]] : [];
}

function auth(request: JsonObject, place: string, found: Findings): Changed {
  const value = own(request, 'auth');
  return value === undefined ? [] : [['auth', tidiedAuth(value, place, found)]];
}
