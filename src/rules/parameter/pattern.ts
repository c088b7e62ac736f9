import { keyword } from '../support/fields/field.js';
import { fieldName } from '../support/fields/place.js';
import { refusalRule } from '../support/fields/refusal-rule.js';

export const pattern = refusalRule({
  id: 'parameter/pattern',
  says: 'A request with a text that does not match the pattern of its field is refused.',
  sends: 'the valid request with one character of the text changed so that it does not match',
  cause: 'field-invalid',
  by: new Set(['pattern']),
  none: 'no field of the request has a pattern',
  advice: 'Refuse a text that does not match the pattern that the schema states, from its start to its end.',
  changes: ({ path, parts }) =>
    keyword(parts, 'pattern').length === 0
      ? []
      : [{ sends: `with a text of the wrong form as ${fieldName(path)}`, values: misformed }],
});

/** Texts of the same length, one character of another class; then other texts. */
function misformed(present: unknown): string[] {
  const text = typeof present === 'string' && present !== '' ? present : 'text';
  const end = text.slice(0, -1);
  const rest = text.slice(1);
  const swapped = text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
  return [
    ...['!', '0', 'a', 'A', ' ', '_'].flatMap((one) => [end + one, one + rest]),
    swapped,
    `!${text}`,
    '!',
    '0',
    'a',
  ];
}
