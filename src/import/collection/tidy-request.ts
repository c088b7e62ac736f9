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
  return changed.length === 0 ? request : { ...request, ...Object.fromEntries(changed) };
}

function readableUrl(url: Json | undefined, place: string, found: Findings): boolean {
  if (url === undefined || url === null || typeof url === 'string' || isObject(url)) return true;
  found.flaw(place, `\`url\` is ${kindOf(url)}, no object and no text`, 'Write the URL as text');
  return false;
}

type Changed = [string, Json][];

function headers(request: JsonObject, place: string, found: Findings): Changed {
  const value = own(request, 'header');
  if (value === undefined || Array.isArray(value) || typeof value === 'string') return [];
  return [['header', listed('header', value, place, found)]];
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
