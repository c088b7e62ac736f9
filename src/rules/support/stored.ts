import type { Exchange } from '../../contract/exchange.js';
import type { BoundSchema, Operation } from '../../contract/model.js';
import { isRecord, jsonOf, placeOf, type Step, valueAt } from '../../contract/places.js';
import { combined } from '../../contract/schema-parts.js';
import { read } from './reading.js';
import { jsonBody } from './request-parts.js';
import { sameValue, type Value, valuesIn } from './same-value.js';
import { savedJson } from './saved-request.js';
import { successExamples } from './success.js';

/** A value that was sent and is not what is read back. */
export interface Lost {
  readonly sent: Value;
  readonly place: string;
  readonly got: unknown;
}

/** Fields that are kept and not shown. */
const HIDDEN = /passw|secret|token|pin$|cvv|cvc|card|ssn|api_?key|credential|private/i;

/**
 * The first value of a request that a reading answer shows otherwise at the same-named place: the same path, or the
 * same path inside the one object that the answer is. A place that the saved examples themselves show to differ is
 * left alone; one that they show to be answered has to be there.
 */
export function lostIn(
  request: Exchange,
  reading: Exchange,
  operations: StoredBy,
  schema: BoundSchema | undefined,
): Lost | undefined {
  const answer = read(reading)?.json;
  const sent = jsonBody(request.request);
  if (!isRecord(answer) || !isRecord(sent)) return undefined;
  for (const value of valuesIn(sent)) {
    if (value.value === null || value.value === '' || value.path.some((step) => HIDDEN.test(String(step))))
      continue;
    if (isChangedWithin(sent, value.path)) continue;
    const place =
      placeIn(answer, value.path) ??
      placeOfChange(answer, value.path) ??
      missingPlace(answer, value.path, operations.read, schema);
    if (!place || differs(operations.write, value.path)) continue;
    const got = valueAt(answer, place);
    if (!sameValue(value.value, got)) return { sent: value, place: placeOf(place), got };
  }
  return undefined;
}

/** Names of an object that holds what a request changes, beside what says of which thing: `{ id, set: { … } }`. */
const CHANGES = /^(set|to|with|patch|changes?|updates?|fields|values|attributes|properties)$/i;

const isOfChanges = (step: Step | undefined): boolean => typeof step === 'string' && CHANGES.test(step);

/** Where the answer shows what stands in the changes of a request. */
function placeOfChange(answer: unknown, [holder, ...inner]: readonly Step[]): readonly Step[] | undefined {
  return isOfChanges(holder) && inner.length > 0 ? placeIn(answer, inner) : undefined;
}

/** Whether the changes of the request give another value for it: `{ name, set: { name } }` says what it was called. */
function isChangedWithin(sent: Readonly<Record<string, unknown>>, path: readonly Step[]): boolean {
  return Object.entries(sent).some(
    ([name, member]) => isOfChanges(name) && name !== path[0] && valueAt(member, path) !== undefined,
  );
}

export interface StoredBy {
  /** The operation that sent the values. */
  readonly write: Operation;
  /** The operation that reads them back. */
  readonly read: Operation;
}

/** The same-named place in a document: at the top, or inside one of its objects. */
export function placeIn(document: unknown, path: readonly Step[]): readonly Step[] | undefined {
  if (valueAt(document, path) !== undefined) return path;
  if (!isRecord(document)) return undefined;
  const wrapped = Object.entries(document).filter(
    ([, member]) => isRecord(member) && valueAt(member, path) !== undefined,
  );
  const [only] = wrapped;
  return only && wrapped.length === 1 ? [only[0], ...path] : undefined;
}

/** Where the value should stand, and does not: in a list that is there, or where examples or the schema show it. */
function missingPlace(
  answer: unknown,
  path: readonly Step[],
  read: Operation,
  schema: BoundSchema | undefined,
): readonly Step[] | undefined {
  const index = path.findIndex((step) => typeof step === 'number');
  const list = index < 0 ? undefined : placeIn(answer, path.slice(0, index));
  if (list && Array.isArray(valueAt(answer, list))) return [...list, ...path.slice(index)];
  const shown = documentedPlace(read, path);
  if (shown) return shown;
  const [name] = path;
  return path.length === 1 && typeof name === 'string' && declares(schema, name) ? path : undefined;
}

/** Whether the schema of the answer has the field at its top. */
function declares(schema: BoundSchema | undefined, name: string): boolean {
  if (!schema) return false;
  return combined([schema.part]).some((part) => {
    const properties = part.schema['properties'];
    const described = isRecord(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    return isRecord(described) && described['writeOnly'] !== true;
  });
}

/** Where every saved success of the operation shows the value, if each does. */
function documentedPlace(operation: Operation, path: readonly Step[]): readonly Step[] | undefined {
  const places = successExamples(operation).map(({ body }) => placeIn(jsonOf(body), path));
  const [first] = places;
  return first && places.every((place) => place && placeOf(place) === placeOf(first)) ? first : undefined;
}

/** Whether a saved example of the writing operation answers another value than its own request sent. */
function differs(operation: Operation, path: readonly Step[]): boolean {
  return successExamples(operation).some(({ originalRequest, body }) => {
    const sent = valueAt(savedJson(originalRequest ?? operation.request), path);
    const answer = jsonOf(body);
    const place = placeIn(answer, path);
    if (sent === undefined || !place || (typeof sent === 'string' && sent.includes('{{'))) return false;
    return !sameValue(sent, valueAt(answer, place));
  });
}
