import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/contract/json.js';
import { differences, type Version } from './versions.js';

/** Kind and place of each difference between two schemas of the answer. */
async function told(before: Json, after: Json, more: Version = {}): Promise<string[]> {
  const found = await differences({ ...more, told: before }, { ...more, told: after });
  return found.map(({ id, place }) => `${id} ${place}`);
}

const HERE = 'Make › answer 200';

describe('Schemas are compared', () => {
  it('through lists, by position too, and maps', async () => {
    const schema = (type: string): Json => ({
      properties: {
        list: { items: { properties: { a: { type } } } },
        pair: { prefixItems: [{ type }] },
        map: { additionalProperties: { type } },
        some: { patternProperties: { '^x': { type } } },
      },
    });
    expect(await told(schema('string'), schema('integer'))).toEqual([
      `response-field/type-changed ${HERE} › pair[0]`,
      `response-field/type-changed ${HERE} › map.*`,
      `response-field/type-changed ${HERE} › some./^x/`,
      `response-field/type-changed ${HERE} › list[].a`,
    ]);
  });

  it('through $ref into other files, allOf, and schemas that contain themselves', async () => {
    const schema: Json = { allOf: [{ $ref: 'shared/node.schema.json' }, { required: ['next'] }] };
    const node = (more: Json): Version => ({
      told: schema,
      files: {
        'schemas/shared/node.schema.json': {
          properties: { next: { $ref: '#' }, others: { type: 'array', items: { $ref: '#' } }, value: more },
        },
      },
    });
    const found = await differences(
      node({ type: 'string', maxLength: 9 }),
      node({ type: 'string', maxLength: 10 }),
    );
    expect(found).toEqual([
      {
        id: 'response-field/length-widened',
        severity: 'breaking',
        place: `${HERE} › value`,
        says: 'maxLength 9 became maxLength 10',
      },
    ]);
  });

  it('as the same where they say the same in another way', async () => {
    const before: Json = { type: ['string', 'null'], enum: ['a', null], minLength: 0 };
    const after: Json = {
      anyOf: [{ $ref: '#/$defs/a' }, { type: 'null' }],
      $defs: { a: { enum: ['a'], type: 'string' } },
    };
    expect(await told(before, after)).toEqual([]);
    expect(await told({ const: 1 }, { enum: [1] })).toEqual([]);
    expect(
      await told(
        { properties: { a: {} } },
        { allOf: [{ properties: { a: true } }], additionalProperties: true },
      ),
    ).toEqual([]);
  });

  it('inside alternatives', async () => {
    const schema = (type: string): Json => ({
      oneOf: [
        { title: 'A', properties: { a: { type } } },
        { title: 'B', properties: { b: {} } },
      ],
    });
    expect(await told(schema('string'), schema('boolean'))).toEqual([
      `response-field/type-changed ${HERE} › (A).a`,
    ]);
  });

  it('with nothing that breaks where one of them was inferred', async () => {
    const found = await told({ type: 'string' }, { type: 'integer' }, { complete: false });
    expect(found).toHaveLength(1);
    const [difference] = await differences(
      { told: { type: 'string' }, complete: false },
      { told: { type: 'integer' }, complete: true },
    );
    expect(difference).toMatchObject({ id: 'response-field/type-changed', severity: 'compatible' });
  });

  it('of errors in general', async () => {
    const error = (required: string[]): Version => ({
      files: { 'schemas/error.schema.json': { 'x-contract': { error: true }, required } },
    });
    expect(await differences(error(['error_code']), error([]))).toMatchObject([
      { id: 'response-field/became-optional', place: 'every error › error_code' },
    ]);
  });

  it('in time also where parts are shared many times over', async () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 40 }, (_, level) => [
        `d${level}`,
        { properties: { a: { $ref: `#/$defs/d${level + 1}` }, b: { $ref: `#/$defs/d${level + 1}` } } },
      ]),
    );
    const schema = (type: string): Json => ({ $ref: '#/$defs/d0', $defs: { ...$defs, d40: { type } } });
    expect(await told(schema('string'), schema('integer'))).toHaveLength(1);
  });
});

describe('Operations are matched', () => {
  const item = (name: string, path: string) => ({
    name,
    request: { method: 'POST', url: `{{baseUrl}}/${path}` },
  });
  const ids = async (before: Version, after: Version) =>
    (await differences(before, after)).map(({ id, place }) => `${id} ${place}`);

  it('by method and path before names', async () => {
    expect(await ids({ items: [item('A', 'x')] }, { items: [item('A', 'y'), item('B', 'x')] })).toEqual([
      'operation/added A',
      'operation/renamed B',
    ]);
  });

  it('whatever the order', async () => {
    const items = [item('A', 'x'), item('B', 'x'), item('C', 'y')];
    expect(await ids({ items }, { items: items.toReversed() })).toEqual([]);
  });
});

it('Saved examples alone break nothing', async () => {
  const saved = (body: Json): Version => ({
    item: { response: [{ name: 'x', code: 200, body: JSON.stringify(body) }] },
  });
  const found = await differences(saved({ a: 1, b: { c: 'x' } }), saved({ d: [true] }));
  expect(found.map(({ severity }) => severity)).not.toContain('breaking');
  expect(found.map(({ id, place }) => `${id} ${place}`)).toEqual([
    `response-example/field-removed ${HERE} › a`,
    `response-example/field-removed ${HERE} › b.c`,
    `response-example/field-added ${HERE} › d[]`,
    'example/changed Make',
  ]);
});
