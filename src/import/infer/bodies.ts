import { headersOf } from '../../contract/examples.js';
import { formEntries } from '../../contract/form-entries.js';
import { isObject, type Json, type JsonObject, own, scalarText } from '../../contract/json.js';
import type { Example, Operation } from '../../contract/model.js';
import { tolerantJson } from './tolerant-json.js';

/** A body as saved: JSON, not JSON though it should be, or nothing that a schema could speak of. */
export type SavedBody =
  | { readonly is: 'json'; readonly json: Json; readonly text: string }
  | { readonly is: 'broken' | 'other' };

const OTHER: SavedBody = { is: 'other' };

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** The body of a saved example. Without a Content-Type, what reads as JSON is JSON. */
export function exampleBody({ body, headers }: Example): SavedBody {
  const type = contentType(headers);
  return savedBody(body, type === undefined ? undefined : JSON_TYPE.test(type));
}

/** The body of a request in v2.1 form: JSON, or the texts of a form by their names; files and GraphQL are left out. */
export function requestBody(request: JsonObject): SavedBody {
  const form = formEntries(request);
  if (form) return ofForm(form);
  const body = own(request, 'body');
  if (!isObject(body) || own(body, 'disabled') === true || own(body, 'mode') !== 'raw') return OTHER;
  const text = scalarText(own(body, 'raw')) ?? '';
  return savedBody(text, declaresJson(body) || sendsJson(request) ? true : undefined);
}

function ofForm(entries: NonNullable<ReturnType<typeof formEntries>>): SavedBody {
  const found = new Map<string, Json>();
  for (const { name, text } of entries) {
    if (text === undefined) continue;
    const before = found.get(name);
    found.set(name, before === undefined ? text : [before, text].flat());
  }
  const json = Object.fromEntries(found);
  return found.size === 0 ? OTHER : { is: 'json', json, text: JSON.stringify(json) };
}

/** Requests of an operation that succeed: its own, and those of its saved successes. */
export function workingRequests(operation: Operation): readonly JsonObject[] {
  const saved = operation.examples
    .filter(({ status }) => isSuccess(status))
    .map(({ originalRequest }) => originalRequest)
    .filter((request) => request !== undefined);
  return operation.expectsError ? saved : [operation.request, ...saved];
}

function savedBody(text: string, saysJson: boolean | undefined): SavedBody {
  if (text.trim() === '' || saysJson === false) return OTHER;
  const read = tolerantJson(text);
  if (read) return { is: 'json', json: read.json, text };
  // Two braces begin a variable.
  return saysJson || /^\s*(?:\[|\{(?!\{))/.test(text) ? { is: 'broken' } : OTHER;
}

const JSON_TYPE = /[/+]json\b/i;

function contentType(headers: Example['headers']): string | undefined {
  return headers.find(({ key }) => key.toLowerCase() === 'content-type')?.value;
}

function sendsJson(request: JsonObject): boolean {
  return JSON_TYPE.test(contentType(headersOf(own(request, 'header'))) ?? '');
}

function declaresJson(body: JsonObject): boolean {
  const options = own(body, 'options');
  const raw = isObject(options) ? own(options, 'raw') : undefined;
  return isObject(raw) && own(raw, 'language') === 'json';
}
