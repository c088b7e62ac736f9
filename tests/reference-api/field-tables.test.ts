import { describe, expect, it } from 'vitest';
import { endpoints } from '../../src/reference-api/endpoints/index.js';
import { type Fields, flawOf, isObject } from '../../src/reference-api/fields.js';
import { operations, validator } from './workspace.js';

/** Values of which each field takes some and refuses others. */
const VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1, 1.5, 4, 5, 100, 101, 1440, 1441, 1_000_000, 1_000_000.5],
  ...[
    '',
    ' ',
    'a',
    'low',
    'LOW',
    'crm',
    'number',
    'customers',
    'tokens:read',
    'GB',
    'gb',
    'GBR',
    'ab_1',
    'Ab',
  ],
  ...[
    'ada@example.com',
    'ada@example',
    'a..b@example.com',
    'ada@-example.com',
    'ada @example.com',
    '@',
    'a@b.c',
  ],
  ...['2026-01-31', '2026-02-30', '2024-02-29', '2026-1-1', '2026-01-31T00:00:00Z'],
  ...['2026-01-31T12:00:00.5+02:00', '2026-01-31T25:00:00Z', '2026-01-31T12:00:00', '2026-01-32T12:00:00Z'],
  ...['7c9e6679-7425-40de-944b-e07fc1f90ae7', '7c9e6679-7425-40de-944b-e07fc1f90ag7', '7c9e6679'],
  ...[-90, 90, 90.5, -180.5, 180, 181, 'phone', 'PHONE'],
  ...[
    'https://example.com/a?b=c#d',
    'http://example.com',
    'https://exa mple.com',
    'https://a/%zz',
    'example.com',
  ],
  ...[12, 13, 20, 30, 31, 40, 41, 60, 61, 80, 81, 120, 121, 200, 201].map((length) => 'a'.repeat(length)),
  ...['cus', 'att', 'src', 'dst', 'mdl', 'exp'].map((prefix) => `${prefix}_${'0'.repeat(20)}`),
  ...[`cus_${'0'.repeat(19)}`, `cus_${'g'.repeat(20)}`, '🙂'.repeat(60), '🙂'.repeat(61)],
  ...[[], {}, [[]], [{}], { city: '' }],
];

/** The input with each value in each of its places: at the top, inside objects and as an array's second item. */
function* variants(
  fields: Fields,
  input: Readonly<Record<string, unknown>>,
): Generator<Record<string, unknown>> {
  for (const [name, field] of Object.entries(fields)) {
    const { [name]: own, ...others } = input;
    yield others;
    for (const value of VALUES) yield { ...others, [name]: value };
    if (field.items) {
      const [first] = Array.isArray(own) ? own : ['a'];
      for (const value of VALUES) yield { ...others, [name]: [first, value] };
      for (const length of [10, 11, 20, 21]) yield { ...others, [name]: Array(length).fill(first) };
    }
    if (!field.fields) continue;
    for (const inner of variants(field.fields, isObject(own) ? own : {})) yield { ...others, [name]: inner };
  }
}

describe('What an endpoint takes', () => {
  it.each(operations())('$name: is what the request schema allows', ({ name, path, examples }) => {
    const { fields } =
      endpoints.find((one) => one.path === path.replace('{{exportId}}', '{export_id}')) ?? {};
    if (!fields) throw new Error(`no endpoint ${path}`);
    const validate = validator(name);
    const { sent } = examples[0] ?? {};
    if (!isObject(sent)) throw new Error('the first example has no request');
    expect(flawOf(sent, fields)).toBeUndefined();
    expect(validate(sent)).toBe(true);
    for (const input of variants(fields, sent)) {
      const flaw = flawOf(input, fields)?.message;
      expect([flaw === undefined, input, flaw]).toEqual([validate(input), input, flaw]);
    }
  });
});
