import type { FieldChange } from '../support/fields/changed-field.js';
import { numbers } from '../support/fields/field.js';
import { fieldName } from '../support/fields/place.js';
import { refusalRule } from '../support/fields/refusal-rule.js';

export const range = refusalRule({
  id: 'parameter/range',
  says: 'A request with a number outside of the range of its field is refused.',
  sends:
    'the valid request with a number one below the least, one above the greatest, or that is no multiple',
  cause: 'field-invalid',
  by: new Set(['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum', 'multipleOf']),
  none: 'no field of the request has a range',
  advice: 'Refuse numbers that the schema does not allow.',
  changes: ({ path, parts }) => {
    const change = (what: string, values: readonly number[]): FieldChange[] =>
      values.length === 0 ? [] : [{ what, sends: `with ${fieldName(path)} ${what}`, values: () => values }];
    return [
      ...change('one below', [
        ...numbers(parts, 'exclusiveMinimum'),
        ...numbers(parts, 'minimum').map((least) => least - 1),
      ]),
      ...change('one above', [
        ...numbers(parts, 'exclusiveMaximum'),
        ...numbers(parts, 'maximum').map((most) => most + 1),
      ]),
      ...change(
        'no multiple',
        numbers(parts, 'multipleOf').flatMap((step) => multiplesMissed(step, parts)),
      ),
    ];
  },
});

/** Numbers between two multiples, inside of the range where that can be. */
function multiplesMissed(step: number, parts: Parameters<typeof numbers>[0]): number[] {
  const least = numbers(parts, 'minimum')[0] ?? 0;
  const base = Math.ceil(least / step) * step;
  return [base + 1, base + step / 2, base + step + 1];
}
