import type { Cause, Contract, Example } from '../../../contract/model.js';
import { isRecord, jsonOf, leaves, type Step } from '../../../contract/places.js';
import { placesIn } from './difference.js';
import { fieldPlace } from './place.js';

/** Whether the error that a saved example answers with has that cause, by the catalogue. */
export function hasCause({ body }: Example, cause: Cause, { catalog }: Contract): boolean {
  const json = jsonOf(body);
  const code = isRecord(json) ? json['error_code'] : undefined;
  return typeof code === 'string' && (catalog?.codes.get(code)?.causes.includes(cause) ?? false);
}

/** The one field of the request whose name or place is a value of the example's answer. */
export function fieldNamedIn({ body }: Example, sample: unknown): readonly Step[] | undefined {
  const values = new Set([...leaves(jsonOf(body))].map(({ value }) => String(value)));
  const named = placesIn(sample).filter((path) => {
    const place = fieldPlace(path);
    return [place, place.slice(2), String(path.at(-1))].some((text) => values.has(text));
  });
  return named.length === 1 ? named[0] : undefined;
}
