import { describe, expect, it, test } from 'vitest';
import type { Json } from '../../src/contract/json.js';
import { compileSchema } from '../../src/contract/json-schema/compile.js';

const refusal = (schema: Json, schemas = {}): Promise<string> =>
  compileSchema(schema, { schemas }).then(
    () => 'it was taken in',
    (error: Error) => error.message,
  );

describe('References', () => {
  it('lead to schemas by $id, anchor and pointer, across documents and into parts with a base of their own', async () => {
    const schemas = {
      'https://shop.example/parts/price': {
        $defs: {
          sum: { $anchor: 'sum', type: 'number' },
          money: { $id: '/money', $defs: { unit: { $anchor: 'unit', enum: ['EUR'] } } },
        },
      },
    };
    const valid = await compileSchema(
      {
        $id: 'https://shop.example/orders/order',
        properties: {
          total: { $ref: '../parts/price#sum' },
          currency: { $ref: '/money#unit' },
          other: { $ref: 'https://shop.example/parts/price#/$defs/money/$defs/unit' },
          'a#b%c': { $ref: '#/$defs/a%23b%25c' },
        },
        $defs: { 'a#b%c': { const: 1 } },
      },
      { schemas },
    );
    expect(valid({ total: 1, currency: 'EUR', other: 'EUR', 'a#b%c': 1 })).toBe(true);
    for (const wrong of [{ total: '1' }, { currency: 'USD' }, { other: 'USD' }, { 'a#b%c': 2 }])
      expect(valid(wrong), JSON.stringify(wrong)).toBe(false);
  });

  it('with a dynamic anchor lead to the outermost one on the way, and elsewhere on another way', async () => {
    const list = {
      $id: 'https://shop.example/list',
      $defs: { item: { $dynamicAnchor: 'item' } },
      type: 'array',
      items: { $dynamicRef: '#item' },
    };
    const of = (type: string): Json => ({
      $id: `https://shop.example/${type}s`,
      $ref: 'list',
      $defs: { item: { $dynamicAnchor: 'item', type } },
    });
    const valid = await compileSchema(
      {
        properties: {
          numbers: { $ref: 'https://shop.example/numbers' },
          texts: { $ref: 'https://shop.example/strings' },
          any: { $ref: 'https://shop.example/list' },
        },
      },
      { schemas: { 'https://shop.example/list': list, 'urn:a': of('number'), 'urn:b': of('string') } },
    );
    expect(valid({ numbers: [1], texts: ['a'], any: [1, 'a'] })).toBe(true);
    expect(valid({ numbers: ['a'] })).toBe(false);
    expect(valid({ texts: [1] })).toBe(false);
  });

  test.each<[string, Json]>([
    ['leads nowhere', { $ref: '#/$defs/none' }],
    ['leads nowhere', { $ref: 'https://shop.example/none' }],
    ['leads nowhere', { $dynamicRef: '#none' }],
    ['never comes to an end', { $ref: '#' }],
    [
      'never comes to an end',
      { $defs: { a: { allOf: [{ $ref: '#/$defs/b' }] }, b: { if: { $ref: '#/$defs/a' } } } },
    ],
    ['draft 2019-09', { items: { $recursiveRef: '#' } }],
    ['"meta"', { $dynamicAnchor: 'meta', allOf: [{ $ref: 'https://json-schema.org/draft/2020-12/schema' }] }],
  ])('that cannot be followed are refused in words: %s', async (words, schema) => {
    expect(await refusal(schema)).toContain(words);
  });

  it('may lead to what contains them, further down', async () => {
    const valid = await compileSchema({ type: 'object', additionalProperties: { $ref: '#' } });
    expect(valid({ a: { b: {} } })).toBe(true);
    expect(valid({ a: { b: 1 } })).toBe(false);
  });

  it('to one $id that two schemas have are refused, unless both say the same', async () => {
    const schemas = { 'urn:a': { $id: 'urn:x', type: 'number' }, 'urn:b': { $id: 'urn:x', type: 'string' } };
    expect(await refusal({ $ref: 'urn:x' }, schemas)).toContain('$id');
    const same = { 'urn:a': { $id: 'urn:x', type: 'number' }, 'urn:b': { $id: 'urn:x', type: 'number' } };
    expect((await compileSchema({ $ref: 'urn:x' }, { schemas: same }))('a')).toBe(false);
  });
});

describe('What no schema looked at', () => {
  const closed = (rest: Record<string, Json>): Json => ({ ...rest, unevaluatedProperties: false });

  test.each<[string, Json, Json[], Json[]]>([
    [
      'an if that does not hold looks at nothing',
      closed({ if: { properties: { a: { const: 1 } } }, else: {} }),
      [{ a: 1 }],
      [{ a: 2 }],
    ],
    [
      'an if alone counts where it holds',
      closed({ if: { properties: { a: { const: 1 } } } }),
      [{ a: 1 }, {}],
      [{ a: 2 }],
    ],
    [
      'of anyOf the branches that hold',
      closed({
        anyOf: [{ required: ['a'], properties: { a: {} } }, { properties: { b: { type: 'number' } } }],
      }),
      [{ a: 1, b: 1 }, { b: 1 }],
      [
        { a: 1, c: 1 },
        { a: 1, b: 'x' },
      ],
    ],
    ['a not looks at nothing', closed({ not: { not: { properties: { a: {} } } } }), [{}], [{ a: 1 }]],
    [
      'what contains holds for',
      { contains: { type: 'string' }, unevaluatedItems: { type: 'number' } },
      [['a', 1]],
      [['a', null], [1]],
    ],
    [
      'a schema for the rest',
      { properties: { a: {} }, unevaluatedProperties: { type: 'number' } },
      [{ a: 'x', b: 1 }],
      [{ b: 'x' }],
    ],
    [
      'across a reference',
      closed({ $ref: '#/$defs/a', $defs: { a: { patternProperties: { '^x-': {} } } } }),
      [{ 'x-a': 1 }],
      [{ a: 1 }],
    ],
  ])('is what the specification says: %s', async (_, schema, right, wrong) => {
    const valid = await compileSchema(schema);
    for (const value of right) expect(valid(value), JSON.stringify(value)).toBe(true);
    for (const value of wrong) expect(valid(value), JSON.stringify(value)).toBe(false);
  });
});
