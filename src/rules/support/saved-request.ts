import type { JsonObject } from '../../contract/json.js';
import { isRecord, jsonOf } from '../../contract/places.js';

/** The JSON of a request's raw body, as a collection or a saved example holds it; undefined where it is none. */
export function savedJson(request: JsonObject | undefined): unknown {
  const body: unknown = request?.['body'];
  const raw = isRecord(body) ? body['raw'] : undefined;
  return typeof raw === 'string' ? jsonOf(raw) : undefined;
}
