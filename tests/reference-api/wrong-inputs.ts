import { type Fields, isObject } from '../../src/reference-api/fields.js';

type Input = Readonly<Record<string, unknown>>;
type Field = Fields[string];

/** The input with one thing wrong in each: at the top, inside objects, in a list's first and second item. */
export function* wrongInputs(fields: Fields, input: Input): Generator<Input> {
  yield { ...input, nobody_knows: 'this' };
  for (const [name, field] of Object.entries(fields)) {
    const { [name]: own, ...others } = input;
    yield others;
    for (const value of wrongValues(field, own)) yield { ...others, [name]: value };
  }
}

function* wrongValues(field: Field, own: unknown): Generator<unknown> {
  yield* [null, 5, 1.5, -1, true, 'no such text', '', [], {}, [null], ODD, '<b>&"\'\\', 'x'.repeat(1500)];
  yield* [(field.min ?? 0) - 1, (field.max ?? 0) + 1, 'x'.repeat((field.maxLength ?? 0) + 1)];
  yield 'http://example.com/a';
  yield nested(12);
  for (const known of field.enum ?? []) yield known.toUpperCase();
  if (field.items) {
    const [first = 'a'] = Array.isArray(own) ? own : [];
    yield Array((field.maxLength ?? 0) + 1).fill(first);
    for (const value of wrongValues(field.items, first)) yield* [[value], [first, value]];
  }
  if (field.fields) yield* wrongInputs(field.fields, isObject(own) ? own : {});
}

const ODD = 'a\u{1f600}\u00e9';
const nested = (depth: number): unknown => (depth === 0 ? {} : { deeper: nested(depth - 1) });
