import { describe, expect, it, test } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { refusal } from '../import/openapi.js';
import { documentOf, judged } from './described-api.js';

const schemas: JsonObject = {
  Shelf: {
    $id: '/components/schemas/shelf',
    type: 'object',
    required: ['code'],
    properties: { code: { type: 'integer', $anchor: 'shelf_code' }, own: { $ref: '#/$defs/label' } },
    $defs: { label: { type: 'string' } },
  },
  Box: { $id: 'https://shop.example/box', type: 'object', properties: { lid: { $ref: 'lid' } } },
  Lid: { $id: 'https://shop.example/lid', type: 'boolean' },
  Plain: { $anchor: 'plain', type: 'number' },
};

describe('A reference of a document', () => {
  it('leads by $id, by anchor and by pointer, as the specification says', async () => {
    const article = (properties: Json): JsonObject => ({ type: 'object', properties });
    const rows: [Json, Json, string[]][] = [
      [article({ shelf: { $ref: '/components/schemas/shelf' } }), { shelf: { code: 3 } }, []],
      [
        article({ shelf: { $ref: '/components/schemas/shelf' } }),
        { shelf: { code: 'three' } },
        ['response/schema'],
      ],
      [article({ code: { $ref: '/components/schemas/shelf#shelf_code' } }), { code: 3 }, []],
      [
        article({ code: { $ref: '/components/schemas/shelf#shelf_code' } }),
        { code: 'x' },
        ['response/schema'],
      ],
      [
        article({ code: { $ref: '/components/schemas/shelf#/properties/code' } }),
        { code: 'x' },
        ['response/schema'],
      ],
      [{ $ref: '#/components/schemas/Shelf' }, { code: 3, own: 3 }, ['response/schema']],
      [{ $ref: 'https://shop.example/box' }, { lid: true }, []],
      [{ $ref: 'https://shop.example/box' }, { lid: 1 }, ['response/schema']],
      [article({ n: { $ref: '#plain' } }), { n: 1 }, []],
      [article({ n: { $ref: '#plain' } }), { n: 'x' }, ['response/schema']],
    ];
    const found = await judged(
      rows.map(([schema, body]) => ({ schema, body })),
      ['response/schema'],
      { schemas },
    );
    expect(found.map(({ rules }) => rules)).toEqual(rows.map(([, , rules]) => rules));
  });

  test.each([
    ['/components/schemas/none', 'leads out of the folder'],
    ['https://shop.example/none', 'nothing is fetched'],
    ['../other.json', 'leads out of the folder'],
  ])('that no $id answers is refused, and nothing is fetched: %s', async ($ref, fact) => {
    expect(await refusal({ 'api.json': documentOf({ $ref }, schemas, '3.1.0') })).toMatchObject({
      code: 'SPEC_REF_REFUSED',
      fact: expect.stringContaining(fact),
    });
  });
});
