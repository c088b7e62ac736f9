import type { WireRequest } from '../../../contract/exchange.js';
import { type Step, valueAt, withValueAt } from '../../../contract/places.js';
import { documentOf, withDocument } from '../forms/document.js';
import { type Field, withGiven } from './field.js';
import type { Breach, Oracle } from './oracle.js';
import { samePath } from './place.js';

/** One way to change a field. */
export interface FieldChange {
  /** What is done, for the name of the case: `number`, `one below`; nothing where the rule does one thing only. */
  readonly what?: string;
  /** What is sent, after "the valid request": `without email`. */
  readonly sends: string;
  /** The values to be tried, in order, from the field's present one; `undefined` takes the field out. */
  values(present: unknown): readonly unknown[];
}

/** Keywords by which the schema has to refuse the change at that very place; `any` of them. */
export type Refused = ReadonlySet<string> | 'any';

/** The valid body, and the same with one place changed so that the schema refuses it; undefined where none is refused. */
export function violated(
  oracle: Oracle,
  body: unknown,
  field: Field,
  change: FieldChange,
  by: Refused,
): unknown {
  const valid = withGiven(oracle.asSent(body), field.given);
  if (valid === undefined || oracle.flaw(valid)) return undefined;
  const present = valueAt(valid, field.path);
  const tried = change.values(present).flatMap((value) => {
    const document = oracle.asSent(withValueAt(valid, field.path, value));
    return document === undefined ? [] : [{ document, breaches: oracle.breaches(document) }];
  });
  const refused = tried.filter(({ breaches }) => breaches.some((one) => speaksOf(one, field.path, by)));
  // The fewer things are wrong, the surer is it which of them the refusal is for.
  return refused.sort((a, b) => a.breaches.length - b.breaches.length)[0]?.document;
}

/**
 * The valid body with another value at one place that the schema allows as well.
 *
 * @param anyway the first of the values where the schema allows none
 */
export function replaced(
  oracle: Oracle,
  body: unknown,
  field: Field,
  values: readonly unknown[],
  anyway = false,
): unknown {
  const valid = withGiven(oracle.asSent(body), field.given);
  if (valid === undefined || oracle.flaw(valid)) return undefined;
  const documents = values
    .map((value) => oracle.asSent(withValueAt(valid, field.path, value)))
    .filter((document) => document !== undefined);
  return documents.find((document) => !oracle.flaw(document)) ?? (anyway ? documents[0] : undefined);
}

/** A request with what its body holds changed by a function; undefined where that cannot change it. */
export function withChange(
  request: WireRequest,
  change: (body: unknown) => unknown,
): WireRequest | undefined {
  const document = documentOf(request);
  const changed = document === undefined ? undefined : change(document);
  return changed === undefined ? undefined : withDocument(request, changed);
}

function speaksOf({ path, keyword, missing }: Breach, place: readonly Step[], by: Refused): boolean {
  const at = missing === undefined ? path : [...path, missing];
  return samePath(at, place) && (by === 'any' || by.has(keyword));
}
