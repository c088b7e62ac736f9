import { kind } from '../support/fields/kind.js';
import { fieldName } from '../support/fields/place.js';
import { refusalRule } from '../support/fields/refusal-rule.js';

/** A value of each JSON type, from the field's present one: a number as text is the likeliest to be let through. */
const WRONG: Readonly<Record<string, (present: unknown) => readonly unknown[]>> = {
  // A form holds numbers as texts anyway: there it has to be a text that is none.
  string: (present) =>
    typeof present === 'number' || typeof present === 'boolean' ? [String(present), 'text'] : ['text'],
  number: (present) => [typeof present === 'number' ? present + 0.5 : 12345],
  boolean: () => [true],
  object: () => [{ value: 'text' }],
  array: (present) => [present === undefined ? ['text'] : [present]],
};

export const type = refusalRule({
  id: 'parameter/type',
  says: 'A request with a value of another type in a field is refused.',
  sends:
    'the valid request with a string, a number, a boolean, an object or an array where the field is of another type',
  cause: 'field-invalid',
  by: new Set(['type', 'enum', 'const']),
  none: 'no field of the request has a type',
  noneInForm: 'a form holds texts, and the schema asks of none of them to be a number or a boolean',
  advice: 'Refuse a value of a type that the schema does not name; do not convert it.',
  changes: ({ path }) =>
    Object.entries(WRONG).map(([name, wrong]) => ({
      what: name,
      sends: `with ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name} as ${fieldName(path)}`,
      values: (present) =>
        wrong(present).filter((value) => kind(value) !== kind(present) || name === 'number'),
    })),
});
