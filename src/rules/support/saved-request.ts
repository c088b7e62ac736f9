import { isObject, type JsonObject, objectsOf, own, scalarText } from '../../contract/json.js';
import { isRecord, jsonOf } from '../../contract/places.js';
import { type Entry, FILE } from './forms/entry.js';
import { valuesOf } from './forms/form.js';

/** The JSON of a request's raw body, as a collection or a saved example holds it; undefined where it is none. */
export function savedJson(request: JsonObject | undefined): unknown {
  const body: unknown = request?.['body'];
  const raw = isRecord(body) ? body['raw'] : undefined;
  return typeof raw === 'string' ? jsonOf(raw) : undefined;
}

/** What a request's body holds, as a collection or a saved example has it: JSON, or the texts of a form by their names. */
export function savedDocument(request: JsonObject | undefined): unknown {
  const body = request && own(request, 'body');
  const mode = isObject(body) ? own(body, 'mode') : undefined;
  if (!isObject(body) || (mode !== 'urlencoded' && mode !== 'formdata')) return savedJson(request);
  const entries = objectsOf(own(body, mode)).filter((entry) => own(entry, 'disabled') !== true);
  return valuesOf({ entries: entries.map(savedEntry) });
}

const savedEntry = (entry: JsonObject): Entry => ({
  name: scalarText(own(entry, 'key')) ?? '',
  text: own(entry, 'type') === 'file' ? FILE : (scalarText(own(entry, 'value')) ?? ''),
  bytes: Buffer.alloc(0),
});
