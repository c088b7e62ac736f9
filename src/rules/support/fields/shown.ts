import type { Example, Operation } from '../../../contract/model.js';
import { type Step, valueAt } from '../../../contract/places.js';
import type { View } from '../../rule.js';
import { savedDocument } from '../saved-request.js';
import { singleDifference } from './difference.js';
import { fieldNamedIn, hasCause, speaksOfField } from './error-example.js';
import { kind } from './kind.js';

/** A field that a saved error example shows to be asked for, or to be looked at. */
export interface Shown {
  readonly path: readonly Step[];
  readonly how: 'missing' | 'invalid';
  /** The wrong value that the example sends, where it shows one. */
  readonly value?: unknown;
  /** Whether the answer of the example names the field. */
  readonly named: boolean;
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
  const sent = savedDocument(example.originalRequest);
  const difference = sent === undefined ? undefined : singleDifference(sample.document, sent, sample.marked);
  if (difference) {
    const { path, value } = difference;
    const named = speaksOfField(example, path);
    // A value of the same kind may be refused for what else is so: what it is about is gone, or has been shipped.
    const alike = value !== undefined && kind(value) === kind(valueAt(sample.document, path));
    if (alike && !named && !hasCause(example, 'field-invalid', view.contract)) return [];
    return [value === undefined ? { path, how: 'missing', named } : { path, how: 'invalid', value, named }];
  }
  const how = kindOf(example, view);
  const path = fieldNamedIn(example, sample.document);
  return how && path ? [{ path, how, named: true }] : [];
}

/** Whether the error of the answer stands for a missing or an invalid field. */
function kindOf(example: Example, { contract }: View): Shown['how'] | undefined {
  const missing = hasCause(example, 'field-missing', contract);
  const invalid = hasCause(example, 'field-invalid', contract);
  if (missing === invalid) return undefined;
  return missing ? 'missing' : 'invalid';
}
