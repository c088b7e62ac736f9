import type { Cause } from '../../../contract/model.js';
import { type Step, valueAt, withValueAt } from '../../../contract/places.js';
import type { Probe, RuleId, View } from '../../rule.js';
import { withChange } from './changed-field.js';
import { kind } from './kind.js';
import { fieldName, fieldPlace, samePath, within } from './place.js';
import { type Shown, shownFields } from './shown.js';

/**
 * What the saved error examples prove, where no schema says it: the very changes that they show.
 *
 * @param sure only those of a field that the answer of the example names
 */
export function shownProbes(
  rule: RuleId,
  cause: Cause | undefined,
  view: View,
  sure = false,
): readonly Probe[] {
  const shown = shownFields(view).filter(
    (one) => ruleOf(one, view.sample.document) === rule && (one.named || !sure),
  );
  const places = new Map(shown.map((one) => [fieldPlace(one.path), one]));
  return [...places].map(([at, { path, value }]) => ({
    variation: fieldName(path),
    sends: `the valid request ${value === undefined ? 'without' : 'with the wrong value of a saved example for'} ${fieldName(path)}`,
    ...(cause && { cause }),
    expects: 'refusal',
    at,
    change: (request) =>
      withChange(request, (body) =>
        valueAt(body, path.slice(0, -1)) === undefined ? undefined : withValueAt(body, path, value),
      ),
  }));
}

/** The rule that an example's change belongs to; none where the example shows no change. */
function ruleOf({ path, how, value }: Shown, body: unknown): RuleId | undefined {
  const valid = valueAt(body, path);
  if (how === 'missing') return 'parameter/required';
  if (value === undefined) return undefined;
  if (value === null) return 'parameter/null';
  if (kind(value) !== kind(valid)) return 'parameter/type';
  if (value === '' || Array.isArray(value)) return 'parameter/length';
  return typeof value === 'number' ? 'parameter/range' : 'parameter/pattern';
}

/**
 * Whether a rule may speak of a field. An inferred schema may say too much: there a saved error example of the
 * operation has to show that the field is required, or looked at.
 */
export function provenBy(view: View, complete: boolean): (rule: RuleId, path: readonly Step[]) => boolean {
  if (complete) return () => true;
  const shown = shownFields(view);
  const missing = (path: readonly Step[]) =>
    shown.some((one) => one.how === 'missing' && samePath(one.path, path));
  return (rule, path) => {
    if (rule === 'parameter/required') return missing(path);
    const invalid = shown.filter((one) => one.how === 'invalid' && within(path, one.path));
    // Null may stand for a field that is left out, where one may leave it out.
    if (rule === 'parameter/null') return missing(path) || invalid.some(({ value }) => value === null);
    return invalid.length > 0;
  };
}
