import type { FieldChange } from '../support/fields/changed-field.js';
import { type Field, keyword, numbers } from '../support/fields/field.js';
import { fieldName } from '../support/fields/place.js';
import { refusalRule } from '../support/fields/refusal-rule.js';
import { items, lengthened, shortened } from '../support/fields/resized.js';

// No cause: whether an empty text is a missing field or an invalid one is open.
export const length = refusalRule({
  id: 'parameter/length',
  says: 'A request with too short or too long a text, or with too few or too many items, is refused.',
  sends: 'the valid request with an empty text or list; one character or item too few; one too many',
  by: new Set([
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'minProperties',
    'maxProperties',
    'uniqueItems',
  ]),
  none: 'no field of the request has a length',
  advice: 'Refuse texts and lists that are shorter or longer than the schema allows.',
  changes: (field) => [...ofText(field), ...ofList(field), ...ofObject(field)],
});

const LONGEST = 1_000_000;
const MOST = 2000;

function ofText({ path, parts }: Field): FieldChange[] {
  const name = fieldName(path);
  const least = Math.max(0, ...numbers(parts, 'minLength'));
  const most = numbers(parts, 'maxLength').filter((limit) => limit <= LONGEST);
  return [
    ...(least > 0 ? [{ what: 'empty', sends: `with an empty ${name}`, values: () => [''] }] : []),
    ...(least > 1
      ? [
          {
            what: 'one too short',
            sends: `with ${name} one character too short`,
            values: (present: unknown) => [shortened(present, least - 1)],
          },
        ]
      : []),
    ...most.map((limit) => ({
      what: 'one too long',
      sends: `with ${name} one character too long`,
      values: (present: unknown) => lengthened(present, limit + 1),
    })),
  ];
}

function ofList({ path, parts }: Field): FieldChange[] {
  const name = fieldName(path);
  const least = Math.max(0, ...numbers(parts, 'minItems'));
  const most = numbers(parts, 'maxItems').filter((limit) => limit <= MOST);
  return [
    ...(least > 0 ? [{ what: 'no item', sends: `with an empty list as ${name}`, values: () => [[]] }] : []),
    ...(least > 1
      ? [
          {
            what: 'one item too few',
            sends: `with one item too few in ${name}`,
            values: (present: unknown) => items(present, parts, least - 1),
          },
        ]
      : []),
    ...most.map((limit) => ({
      what: 'one item too many',
      sends: `with one item too many in ${name}`,
      values: (present: unknown) => items(present, parts, limit + 1),
    })),
    ...(keyword(parts, 'uniqueItems').includes(true)
      ? [
          {
            what: 'the same item twice',
            sends: `with the same item twice in ${name}`,
            values: (present: unknown) =>
              Array.isArray(present) && present.length > 0 ? [[...present, present[0]]] : [],
          },
        ]
      : []),
  ];
}

function ofObject({ path, parts }: Field): FieldChange[] {
  if (Math.max(0, ...numbers(parts, 'minProperties')) === 0) return [];
  return [{ what: 'no field', sends: `with an empty object as ${fieldName(path)}`, values: () => [{}] }];
}
