import { STATUS_CODES } from 'node:http';
import { isObject, type Json, type JsonObject, objectsOf, own, scalarText } from './json.js';
import type { Example } from './model.js';

/** Saved examples of an item that say which status they are. */
export function examplesOf(item: JsonObject): Example[] {
  return objectsOf(own(item, 'response')).flatMap((response) => {
    const status = statusOf(response);
    return status === undefined ? [] : [exampleOf(response, status)];
  });
}

function exampleOf(response: JsonObject, status: number): Example {
  const originalRequest = own(response, 'originalRequest');
  return {
    name: scalarText(own(response, 'name')) ?? String(status),
    status,
    headers: headersOf(own(response, 'header')),
    body: scalarText(own(response, 'body')) ?? '',
    ...(isObject(originalRequest) ? { originalRequest } : {}),
  };
}

/** `code`, or, where an export lacks it, the code that its `status` text is the phrase of. */
function statusOf(response: JsonObject): number | undefined {
  const code = Number(own(response, 'code') ?? Number.NaN);
  if (Number.isInteger(code) && code >= 100 && code <= 599) return code;
  const phrase = scalarText(own(response, 'status'))?.toLowerCase();
  const known = Object.entries(STATUS_CODES).find(([, text]) => text?.toLowerCase() === phrase);
  return known ? Number(known[0]) : undefined;
}

/** Headers as a v2.1 list, or as the text of a header block. */
export function headersOf(headers: Json | undefined): { key: string; value: string }[] {
  if (typeof headers === 'string') {
    return headers.split(/\r?\n/).flatMap((line) => {
      const colon = line.indexOf(':');
      return colon > 0 ? [{ key: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }] : [];
    });
  }
  return objectsOf(headers).flatMap((header) => {
    const key = scalarText(own(header, 'key'));
    if (key === undefined || own(header, 'disabled') === true) return [];
    return [{ key, value: scalarText(own(header, 'value')) ?? '' }];
  });
}
