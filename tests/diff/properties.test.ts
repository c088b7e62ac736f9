import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { compared } from '../../src/diff/compare.js';
import { sideOf, type Version } from './versions.js';

const limits = fc.record(
  { minLength: fc.nat(3), maxLength: fc.nat(9), minimum: fc.nat(3), maximum: fc.nat(9), maxItems: fc.nat(3) },
  { requiredKeys: [] },
);
const text = fc.record(
  {
    pattern: fc.constantFrom('^a', '^b'),
    format: fc.constantFrom('date', 'uuid'),
    description: fc.string({ maxLength: 3 }),
  },
  { requiredKeys: [] },
);
const type = fc.constantFrom<Json>(
  'string',
  'integer',
  'number',
  'boolean',
  ['string', 'null'],
  ['integer', 'string'],
);
const leaf = fc
  .tuple(type, limits, text)
  .map(([said, ...more]): JsonObject => Object.assign({ type: said }, ...more));
const values = fc
  .uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1 })
  .map((list): JsonObject => ({ enum: list }));
const { schema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small' },
    leaf,
    values,
    tie('schema').map((items) => ({ type: 'array', items })),
    fc
      .record({
        properties: fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), tie('schema'), { maxKeys: 3 }),
        required: fc.subarray(['a', 'b', 'd']),
        additionalProperties: fc.boolean(),
      })
      .map((more) => ({ type: 'object', ...more })),
    fc.array(tie('schema'), { minLength: 2, maxLength: 2 }).map((anyOf) => ({ anyOf })),
    tie('schema').map((part) => ({ allOf: [part, { description: 'x' }] })),
  ),
}));
const example = fc.record({
  name: fc.constantFrom('x', 'y'),
  code: fc.constantFrom(200, 201, 404),
  body: fc.constantFrom('{}', '{"a":1}', 'x'),
});
const codes = fc.dictionary(
  fc.constantFrom('A', 'B'),
  fc.record({ type: fc.constantFrom('T', 'U'), statuses: fc.subarray([400, 404], { minLength: 1 }) }),
);
const version: fc.Arbitrary<Version> = fc.record({
  sent: schema,
  told: schema,
  codes,
  item: fc.array(example, { maxLength: 3 }).map((response) => ({ response })),
});

it('A contract does not differ from itself', () => {
  fc.assert(
    fc.property(version, (one) => {
      expect(compared(sideOf(one), sideOf(structuredClone(one)))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

const MIRRORS: readonly (readonly [string, string])[] = [
  ['added', 'removed'],
  ['narrowed', 'widened'],
  ['opened', 'closed'],
  ['became-required', 'became-optional'],
];

/** The id that a difference has when old and new change places. */
function mirrored(id: string): string {
  const plain = id
    .replace('added-required', 'added')
    .replace('added-to-closed', 'added')
    .replace('success-removed', 'removed');
  for (const [one, other] of MIRRORS) {
    if (plain.endsWith(one)) return plain.slice(0, -one.length) + other;
    if (plain.endsWith(other)) return plain.slice(0, -other.length) + one;
  }
  return plain;
}

const canonical = (id: string): string => mirrored(mirrored(id));

it('In the other direction, the differences are the mirrored ones', () => {
  fc.assert(
    fc.property(version, version, (one, other) => {
      const forth = compared(sideOf(one), sideOf(other));
      const back = compared(sideOf(other), sideOf(one));
      expect(back.map(({ id }) => canonical(id)).sort()).toEqual(forth.map(({ id }) => mirrored(id)).sort());
    }),
    { numRuns: 200 },
  );
});
