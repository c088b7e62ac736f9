import { formEntries } from '../../contract/form-entries.js';
import type { JsonObject } from '../../contract/json.js';
import { isRecord, jsonOf } from '../../contract/places.js';
import { FILE } from './forms/entry.js';
import { valuesOf } from './forms/form.js';

/** The JSON of a request's raw body, as a collection or a saved example holds it; undefined where it is none. */
export function savedJson(request: JsonObject | undefined): unknown {
  const body: unknown = request?.['body'];
  const raw = isRecord(body) ? body['raw'] : undefined;
  return typeof raw === 'string' ? jsonOf(raw) : undefined;
}

/** What a request's body holds, as a collection or a saved example has it: JSON, or the texts of a form by their names. */
export function savedDocument(request: JsonObject | undefined): unknown {
  const entries = request && formEntries(request);
  if (!entries) return savedJson(request);
  return valuesOf({
    entries: entries.map(({ name, text = FILE }) => ({ name, text, bytes: Buffer.alloc(0) })),
  });
}
