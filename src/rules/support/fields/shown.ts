import type { Example, Operation } from '../../../contract/model.js';
import { isRecord, jsonOf, leaves, type Step, valueAt } from '../../../contract/places.js';
import type { View } from '../../rule.js';
import { savedJson } from '../saved-request.js';
import { placesIn, singleDifference } from './difference.js';
import { fieldPlace } from './place.js';

/** A field that a saved error example shows to be asked for, or to be looked at. */
export interface Shown {
  readonly path: readonly Step[];
  readonly how: 'missing' | 'invalid';
  /** The wrong value that the example sends, where it shows one. */
  readonly value?: unknown;
}

const known = new WeakMap<Operation, readonly Shown[]>();

/** What the operation's saved examples of a 400 show of its fields. */
export function shownFields(view: View): readonly Shown[] {
  const { operation } = view;
  const found =
    known.get(operation) ??
    operation.examples.filter(({ status }) => status === 400).flatMap((example) => shownBy(example, view));
  known.set(operation, found);
  return found;
}

/** An example shows a field by what it leaves out or changes in the request, or by naming it in its answer. */
function shownBy(example: Example, view: View): Shown[] {
  const { sample } = view;
  const sent = savedJson(example.originalRequest);
  const difference = sent === undefined ? undefined : singleDifference(sample.json, sent, sample.marked);
  if (difference) {
    const { path, value } = difference;
    return [value === undefined ? { path, how: 'missing' } : { path, how: 'invalid', value }];
  }
  const how = kindOf(example, view);
  const named = namedIn(example, sample.json);
  return how && named ? [{ path: named, how }] : [];
}

/** Whether the code of the answer stands for a missing or an invalid field, by the catalogue. */
function kindOf({ body }: Example, { contract }: View): Shown['how'] | undefined {
  const json = jsonOf(body);
  const code = isRecord(json) ? json['error_code'] : undefined;
  const causes = typeof code === 'string' ? contract.catalog?.codes.get(code)?.causes : undefined;
  const missing = causes?.includes('field-missing') ?? false;
  const invalid = causes?.includes('field-invalid') ?? false;
  if (missing === invalid) return undefined;
  return missing ? 'missing' : 'invalid';
}

/** The one field of the request whose name or place is a value of the answer. */
function namedIn({ body }: Example, sample: unknown): readonly Step[] | undefined {
  const values = new Set([...leaves(jsonOf(body))].map(({ value }) => String(value)));
  const named = placesIn(sample).filter((path) => {
    const place = fieldPlace(path);
    return [place, place.slice(2), String(path.at(-1))].some((text) => values.has(text));
  });
  const [only] = named;
  return named.length === 1 && only && valueAt(sample, only) !== undefined ? only : undefined;
}
