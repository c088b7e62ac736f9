import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { checked, judged } from './described-api.js';

const text = { type: 'string' };
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const kindOf = (base: string, ...required: string[]): JsonObject => ({
  allOf: [
    ref(base),
    {
      type: 'object',
      required,
      properties: Object.fromEntries(required.map((name) => [name, { type: 'integer' }])),
    },
  ],
});

const schemas: JsonObject = {
  Vehicle: {
    type: 'object',
    required: ['kind'],
    properties: { id: { ...text, readOnly: true }, kind: text, key: { ...text, writeOnly: true } },
    discriminator: { propertyName: 'kind', mapping: { bike: 'Bicycle', tram: '#/components/schemas/Tram' } },
  },
  Lorry: kindOf('Vehicle', 'axles'),
  Tanker: kindOf('Lorry', 'litres'),
  Bicycle: kindOf('Vehicle', 'gears'),
  // Named by the mapping alone: it does not take the base in.
  Tram: { type: 'object', required: ['line'], properties: { line: { type: 'integer' } } },
  Described: { description: 'what is driven', allOf: [ref('Vehicle')] },
};

/** A schema, an answer that is right, and answers that are not. */
type Row = readonly [schema: Json, right: Json, wrong: readonly Json[]];

async function expectRows(rows: readonly Row[], version: string): Promise<void> {
  const all = rows.flatMap(([schema, right, wrong]) => [
    { schema, body: right, rules: [] as string[] },
    ...wrong.map((body) => ({ schema, body, rules: ['response/schema'] })),
  ]);
  const found = await judged(all, ['response/schema'], { schemas, version });
  expect(found.map(({ rules }, index) => [JSON.stringify(all[index]?.body), rules])).toEqual(
    all.map(({ body, rules }) => [JSON.stringify(body), rules]),
  );
}

const lorry = { id: 'a', kind: 'Lorry', axles: 3 };
const wrongLorry = { id: 'a', kind: 'Lorry', axles: 'three' };

describe('A kind of a base with a discriminator', () => {
  it('is asked for what it adds, wherever the base is named', async () => {
    const described = { description: 'the first', allOf: [ref('Vehicle')] };
    await expectRows(
      [
        [ref('Vehicle'), lorry, [wrongLorry, { kind: 'Lorry' }]],
        [{ type: 'array', items: ref('Vehicle') }, [lorry, { kind: 'Boat' }], [[lorry, wrongLorry]]],
        [{ type: 'object', properties: { first: described } }, { first: lorry }, [{ first: wrongLorry }]],
        [{ nullable: true, allOf: [ref('Vehicle')] }, null, [wrongLorry]],
        [ref('Described'), lorry, [wrongLorry]],
        [
          { type: 'object', properties: { first: ref('Described') } },
          { first: lorry },
          [{ first: wrongLorry }],
        ],
        [{ type: 'object', additionalProperties: ref('Vehicle') }, { a: lorry }, [{ a: wrongLorry }]],
      ],
      '3.0.3',
    );
  });

  it('of a kind is asked for what both add', async () => {
    const tanker = { kind: 'Tanker', axles: 3, litres: 9 };
    await expectRows(
      [
        [
          ref('Vehicle'),
          tanker,
          [
            { ...tanker, litres: 'x' },
            { ...tanker, axles: 'x' },
          ],
        ],
        [
          ref('Lorry'),
          tanker,
          [
            { ...tanker, litres: 'x' },
            { ...tanker, axles: 'x' },
          ],
        ],
        [ref('Lorry'), lorry, [wrongLorry]],
      ],
      '3.0.3',
    );
  });

  it('is chosen by the names that the mapping gives', async () => {
    await expectRows(
      [
        [ref('Vehicle'), { kind: 'bike', gears: 3 }, [{ kind: 'bike' }]],
        [ref('Vehicle'), { kind: 'tram', line: 3 }, [{ kind: 'tram' }, { kind: 'tram', line: 'x' }]],
        [{ oneOf: [ref('Vehicle'), { type: 'null' }] }, null, [{ kind: 'tram' }]],
      ],
      '3.1.0',
    );
  });

  it('and a field that is only sent, is that in each kind', async () => {
    const found = await judged(
      [
        { schema: ref('Vehicle'), body: { ...lorry, key: 'k' } },
        { schema: { type: 'array', items: ref('Vehicle') }, body: [{ ...lorry, key: 'k' }] },
      ],
      ['response/schema'],
      { schemas, version: '3.0.3' },
    );
    expect(found.map(({ received }) => received[0])).toEqual([
      expect.stringContaining('$.key'),
      expect.stringContaining('$[0].key'),
    ]);
  });

  it('may stand in a file of its own, named by a reference or by the mapping alone', async () => {
    const base = {
      type: 'object',
      required: ['kind'],
      properties: { kind: text },
      discriminator: { propertyName: 'kind', mapping: { van: './kinds/van.yaml', none: 'kinds/none.yaml' } },
    };
    const ran = async (body: Json): Promise<readonly string[]> =>
      (
        await checked({
          document: {
            openapi: '3.0.3',
            info: { title: 'Case', version: '1' },
            paths: {
              '/a': {
                get: {
                  responses: {
                    200: { description: 'ok', content: { 'application/json': { schema: ref('Vehicle') } } },
                  },
                },
              },
            },
            components: { schemas: { Vehicle: { $ref: './vehicle.json' }, Lorry: { $ref: './lorry.json' } } },
          },
          files: {
            'vehicle.json': base,
            'lorry.json': { allOf: [{ $ref: './vehicle.json' }, { type: 'object', required: ['axles'] }] },
            'kinds/van.yaml': 'allOf: [{ $ref: ../vehicle.json }, { required: [doors] }]',
          },
          requests: ['GET /a'],
          rules: ['response/schema'],
          answer: () => ({ body }),
        })
      ).failed;
    expect(await ran({ kind: 'Lorry', axles: 2 })).toEqual([]);
    expect(await ran({ kind: 'van', doors: 2 })).toEqual([]);
    expect(await ran({ kind: 'Lorry' })).toHaveLength(1);
    expect(await ran({ kind: 'van' })).toHaveLength(1);
  });
});
