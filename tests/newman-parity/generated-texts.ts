import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/contract/json.js';

/** Names of variables that the generated parts use; some have no value, some several. */
const NAMES = [
  'env',
  'num',
  'bool',
  'nil',
  'obj',
  'list',
  'empty',
  'hash',
  'nested',
  'loop',
  'a.b',
  'nope',
  'off',
];
export const LANGUAGES = ['json', 'xml', 'html', 'javascript', 'text', 'other'];
/** Files that `sent.ts` puts beside the collection. */
export const FILES = { 'a.txt': 'some text\n', 'b.json': '{"a": 1}', 'ü.bin': '\u0000\u00ff' };

const name = fc.constantFrom(...NAMES);
const template = name.map((variable) => `{{${variable}}}`);
const word = fc.constantFrom('a', 'bc', 'x-1', 'Ünï', '漢', '%20', '%2B', '%', 'a b', '1', 'true', '😀');
const mark = fc.constantFrom(
  '/',
  '?',
  '#',
  '&',
  '=',
  '+',
  '*',
  "'",
  '"',
  '~',
  '^',
  '|',
  '[',
  ']',
  '<',
  ';',
  ':',
  '@',
  ',',
  '$',
  '!',
  '(',
  ')',
  '\\',
  '`',
  '{',
  '}',
  '{{',
  '}}',
  ' ',
  '\t',
  '//',
  '..',
);
export const text = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: word },
      { weight: 2, arbitrary: mark },
      { weight: 2, arbitrary: template },
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''));
const broken = fc.oneof({ weight: 12, arbitrary: text }, { weight: 1, arbitrary: text.map((t) => `${t}\n`) });
export const scalar = fc.oneof(
  { weight: 10, arbitrary: broken },
  { weight: 1, arbitrary: fc.constantFrom<Json>(null, 7, 0, 1.5, true, false, '') },
);
const one = <T>(arbitrary: fc.Arbitrary<T>, of: number) =>
  fc.oneof({ weight: of - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
/** Once in three times. */
export const seldom = <T>(arbitrary: fc.Arbitrary<T>) => one(arbitrary, 3);
export const rarely = <T>(arbitrary: fc.Arbitrary<T>) => one(arbitrary, 12);

/** An object without the keys that are undefined. */
export const object = (parts: Record<string, fc.Arbitrary<Json | undefined>>): fc.Arbitrary<JsonObject> =>
  fc.record(parts).map((made) => {
    const kept = Object.entries(made).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as const],
    );
    return Object.fromEntries(kept);
  });

export const disabled = rareTrue(8);
function rareTrue(weight: number): fc.Arbitrary<Json | undefined> {
  return fc.oneof(
    { weight, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(true, false) },
  );
}

/** A freq of n means: undefined once in n. */
export const mostly = <T>(arbitrary: fc.Arbitrary<T>, n = 10) =>
  fc.oneof({ weight: n, arbitrary }, { weight: 1, arbitrary: fc.constant(undefined) });

export const parameter = object({
  key: mostly(scalar),
  value: mostly(scalar),
  disabled,
  description: rarely(text),
});
