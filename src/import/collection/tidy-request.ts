import { isObject, type Json, type JsonObject, own } from '../../contract/json.js';
import type { Findings } from './findings.js';
import { kindOf } from './kind-of.js';
import { listed, tidiedAuth } from './tidy-parts.js';

const NO_URL = 'it has no URL, so it cannot be sent as it is';

/** A request with its parts in their form; undefined where it cannot be read, which is then a flaw. */
export function tidiedRequest(request: Json, place: string, found: Findings): Json | undefined {
  if (request === null || request === '') {
    found.note('advice', place, NO_URL, 'Give it a URL in Postman');
    return request;
  }
  if (typeof request === 'string') return request;
  if (!isObject(request)) {
    found.flaw(place, `\`request\` is ${kindOf(request)}, no object and no URL`, 'Write the request out');
    return undefined;
  }
  if (!readableUrl(own(request, 'url'), place, found)) return undefined;
  const changed = [headers(request, place, found), body(request, place), auth(request, place, found)].flat();
  return changed.length === 0 ? request : { ...request, ...Object.fromEntries(changed) };
}

function readableUrl(url: Json | undefined, place: string, found: Findings): boolean {
  if (url === undefined || url === null || url === '') {
    found.note('advice', place, NO_URL, 'Give it a URL in Postman');
    return true;
  }
  if (typeof url === 'string') return true;
  if (!isObject(url)) {
    found.flaw(place, `\`url\` is ${kindOf(url)}, no object and no text`, 'Write the URL as text');
    return false;
  }
  const holds = ['raw', 'host', 'path'].some((key) => {
    const part = own(url, key);
    return part !== undefined && part !== null && part.toString() !== '';
  });
  if (!holds) found.note('advice', place, NO_URL, 'Give it a URL in Postman');
  return true;
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
