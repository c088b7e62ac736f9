import type { WireRequest } from '../../../contract/exchange.js';
import { isRecord } from '../../../contract/places.js';
import { jsonBody, withBody } from '../request-parts.js';
import { formOf, type Values, valuesOf, withValues } from './form.js';

/** What the body of a request holds: JSON, or the names and texts of a form; undefined for anything else. */
export function documentOf(request: WireRequest): unknown {
  const form = formOf(request);
  return form ? valuesOf(form) : jsonBody(request);
}

/** The request with another document in its body; undefined where a form cannot hold it. */
export function withDocument(request: WireRequest, document: unknown): WireRequest | undefined {
  const form = formOf(request);
  if (!form) return withBody(request, JSON.stringify(document));
  const values = valuesIn(document);
  return values && withBody(request, withValues(form, values));
}

/** A document as a form holds it, all texts; undefined where it holds objects, null, or lists of such. */
export function valuesIn(document: unknown): Values | undefined {
  if (!isRecord(document)) return undefined;
  const entries: [string, string | string[]][] = [];
  for (const [name, value] of Object.entries(document)) {
    const texts = [value].flat().map(textOf);
    if (!texts.every((text) => text !== undefined)) return undefined;
    if (texts.length > 0) entries.push([name, texts.length === 1 ? (texts[0] ?? '') : texts]);
  }
  return Object.fromEntries(entries);
}

function textOf(value: unknown): string | undefined {
  const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isText ? String(value) : undefined;
}
