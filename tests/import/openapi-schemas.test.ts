import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { loadContract } from '../../src/contract/load.js';
import { readSpec } from '../../src/import/openapi/read-spec.js';
import { type Described, schemasOf } from '../../src/import/openapi/schemas-of.js';
import type { SchemaDraft } from '../../src/import/taken.js';
import { described, document, folderWith, itemsOf, operations, type Request } from './openapi.js';

const FIXTURES = path.resolve(import.meta.dirname, '../fixtures/openapi');
const SHOP: readonly Request[] = [
  ['Orders / Create an order', 'POST', '{{baseUrl}}/orders'],
  ['Orders / Get an order', 'GET', '{{baseUrl}}/orders/:id'],
  ['Orders / Get an invoice', 'GET', '{{baseUrl}}/orders/{{orderId}}/invoice'],
];

async function shop(version: string): Promise<Described> {
  return schemasOf(await readSpec(path.join(FIXTURES, `shop-${version}/openapi.yaml`)), operations(SHOP));
}

/** Loads what was drafted as a workspace does. */
async function loaded(
  schemas: readonly SchemaDraft[],
  requests: readonly Request[],
): ReturnType<typeof loadContract> {
  const files = schemas.map(({ file, schema }): [string, JsonObject] => [`schemas/${file}`, schema]);
  const collection = {
    info: { name: 'x', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/' },
    item: itemsOf(requests),
    variable: [{ key: 'orderId', value: '1' }],
  };
  const workspace = await folderWith({ 'collections/x.json': collection, ...Object.fromEntries(files) });
  return loadContract({ workspace });
}

const answer = (schema: Json): JsonObject => ({
  description: 'x',
  content: { 'application/json': { schema } },
});
const ERROR = { type: 'object', properties: { error_code: {}, error_type: {} } };

async function filesOf(
  responses: JsonObject,
  more: JsonObject = {},
): Promise<{ files: string[]; facts: string[] }> {
  const paths = { '/a': { post: { responses, ...more } } };
  const { schemas, notes } = await described({ 'a.json': document('3.0', paths, { Error: ERROR }) }, [
    ['A', 'POST', '/a'],
  ]);
  return { files: schemas.map(({ file }) => file), facts: notes.map(({ fact }) => fact) };
}

describe('The schemas of an OpenAPI document', () => {
  it('are those of a form where the collection sends that kind of form', async () => {
    const schema = (name: string) => ({ schema: { type: 'object', required: [name] } });
    const content = {
      'application/json': schema('json'),
      'multipart/form-data': schema('parts'),
      'application/x-www-form-urlencoded': schema('pairs'),
    };
    const files = {
      'a.json': document('3.0', { '/a': { post: { requestBody: { content }, responses: {} } } }),
    };
    const required = async (mode: string) => {
      const request = {
        method: 'POST',
        url: '{{baseUrl}}/a',
        body: { mode, [mode]: [{ key: 'x', value: 'y' }] },
      };
      const { schemas } = await described(files, [['A', 'POST', '/a', { request }]]);
      return schemas[0]?.schema['required'];
    };
    expect(await required('formdata')).toEqual(['parts']);
    expect(await required('urlencoded')).toEqual(['pairs']);
    expect(await required('raw')).toEqual(['json']);
  });

  it('are the same whether 3.0 or 3.1 says them', async () => {
    const [old, current] = [await shop('3.0'), await shop('3.1')];
    expect(JSON.stringify(current)).toBe(JSON.stringify(old));
    expect(old.schemas.map(({ file }) => file)).toEqual([
      'orders/create-an-order.request.schema.json',
      'orders/create-an-order.201.schema.json',
      'orders/get-an-order.200.schema.json',
      'orders/get-an-invoice.200.schema.json',
      'error.schema.json',
      'shared/buyer.schema.json',
      'shared/card.schema.json',
      'shared/item.schema.json',
      'shared/transfer.schema.json',
    ]);
    expect(old.notes).toEqual([]);
  });

  it('say what they describe, in both directions', async () => {
    const { schemas } = await shop('3.0');
    const [request, created, , invoice, error] = schemas.map(({ schema }) => schema);
    expect(request).toMatchObject({
      'x-contract': { operation: 'Orders / Create an order', request: true },
      required: ['items', 'note'],
    });
    expect(created).toMatchObject({
      'x-contract': { operation: 'Orders / Create an order', response: 201 },
      required: ['id', 'items', 'note'],
      properties: {
        id: { type: 'string', format: 'uuid', readOnly: true },
        state: { type: ['string', 'null'], enum: ['open', 'paid', null] },
        total: { type: 'number', exclusiveMinimum: 0 },
        buyer: { anyOf: [{ $ref: '../shared/buyer.schema.json' }, { type: 'null' }] },
      },
    });
    expect(invoice).toMatchObject({ contentMediaType: 'application/pdf' });
    expect(error).toMatchObject({ 'x-contract': { error: true }, required: ['error_code', 'error_type'] });
  });

  it('load, and tell a sound body from a wrong one', async () => {
    const contract = await loaded((await shop('3.0')).schemas, SHOP);
    const created = contract.schemas.response('Orders / Create an order', 201);
    const order = {
      id: '6f1b1f0e-6c8a-4b8e-9a53-0d6e3c1f5a11',
      note: null,
      items: [{ parts: [{}] }],
      payment: { kind: 'card', last4: '1234' },
    };
    expect(created?.validate(order)).toBe(true);
    expect(created?.validate({ ...order, payment: { kind: 'transfer', last4: 1 } })).toBe(true);
    for (const wrong of [
      { total: 0 },
      { state: 'gone' },
      { items: [{ parts: [{ name: 1 }] }] },
      { payment: { kind: 'cash' } },
      { id: undefined },
    ]) {
      expect(created?.validate(JSON.parse(JSON.stringify({ ...order, ...wrong })))).toBe(false);
    }
  });

  it('grow with the document, not with what its schemas refer to', async () => {
    const sizes = [];
    for (const count of [100, 400]) {
      const paths: [string, JsonObject][] = [];
      const schemas: [string, JsonObject][] = [];
      const requests: Request[] = [];
      for (let n = 0; n < count; n++) {
        const ref = (to: number): JsonObject => ({ $ref: `#/components/schemas/S${to % count}` });
        schemas.push([
          `S${n}`,
          { properties: { a: ref(n + 1), b: ref(n * 7), c: { items: ref(n + 3), readOnly: n % 9 === 0 } } },
        ]);
        const content = { 'application/json': { schema: ref(n) } };
        paths.push([
          `/s${n}/{id}`,
          { post: { requestBody: { content }, responses: { 200: { content }, default: answer(ref(0)) } } },
        ]);
        requests.push([`S ${n}`, 'POST', `{{baseUrl}}/s${n}/:id`]);
      }
      const all = Object.fromEntries(paths);
      const found = await described(
        { 'a.json': document('3.0', all, Object.fromEntries(schemas)) },
        requests,
      );
      sizes.push({ files: found.schemas.length, bytes: JSON.stringify(found).length });
    }
    expect(sizes.map(({ files }) => files)).toEqual([401, 1601]);
    expect(Number(sizes[1]?.bytes) / Number(sizes[0]?.bytes)).toBeLessThan(4.2);
  });

  it('have names of their own on a disk that ignores case', async () => {
    const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
    const schema = {
      properties: { a: ref('Pet'), b: ref('pet'), c: ref('con'), d: ref('été'), e: ref('%21') },
    };
    const requests: readonly Request[] = [['Shared / Pet', 'GET', '/a']];
    const components = { Pet: {}, pet: {}, con: {}, été: {}, '!': {} };
    const { schemas } = await described(
      { 'a.json': document('3.1', { '/a': { get: { responses: { 200: answer(schema) } } } }, components) },
      requests,
    );
    expect(schemas.map(({ file }) => file)).toEqual([
      'shared/pet.200.schema.json',
      'shared/part-con.schema.json',
      'shared/part.schema.json',
      'shared/pet-2.schema.json',
      'shared/pet.schema.json',
      'shared/été.schema.json',
    ]);
    expect((await loaded(schemas, requests)).schemas.count).toBe(schemas.length);
  });
});

describe('The answers of a document', () => {
  const ok = answer({ type: 'object' });
  const error = answer({ $ref: '#/components/schemas/Error' });
  const rows: readonly [what: string, responses: JsonObject, files: readonly string[]][] = [
    ['200 and 201, also without a body', { 200: ok, 201: { description: 'x' } }, ['a.200', 'a.201']],
    ['2XX as both', { '2XX': ok }, ['a.200', 'a.201']],
    ['2XX only where none is named', { 200: ok, '2XX': ok }, ['a.200']],
    [
      'default as every error, where a success stands beside it',
      { 200: ok, default: error },
      ['a.200', 'error'],
    ],
    ['4XX and 5XX as every error', { 200: ok, '4XX': error, '5xx': error }, ['a.200', 'error']],
    [
      'errors one by one where they differ',
      { 200: ok, 400: error, 404: answer({ minProperties: 3 }) },
      ['a.200', 'a.400', 'a.404'],
    ],
    [
      'what a range leaves to it where they differ',
      { 200: ok, 400: answer({ minProperties: 3 }), '4XX': error },
      ['a.200', 'a.400', 'a.401', 'a.403', 'a.404', 'a.429'],
    ],
    ['nothing by a default alone', { default: ok }, []],
    [
      'successes and errors of all statuses',
      { 202: ok, 204: ok, 302: ok, 422: error },
      ['a.202', 'a.204', 'error'],
    ],
  ];
  it.each(rows)('take %s', async (_what, responses, files) => {
    expect((await filesOf(responses)).files).toEqual(files.map((file) => `${file}.schema.json`));
  });

  it('are told where they are left out', async () => {
    expect((await filesOf({ default: ok })).facts.join()).toMatch(/may be either/);
    const { facts } = await filesOf({ 200: { content: { 'application/json': {}, 'text/csv': {} } } });
    expect(facts.join()).toMatch(/text\/csv beside JSON/);
    const form = { requestBody: { content: { 'multipart/form-data': { schema: {} } } } };
    expect((await filesOf({}, form)).facts.join()).toMatch(
      /multipart\/form-data, and the collection sends neither/,
    );
  });

  it.each<[string, JsonObject, JsonObject[], JsonObject]>([
    ['JSON where nothing says which', {}, [], { type: 'object' }],
    ['the type that the request accepts', { Accept: 'application/pdf' }, [], PDF],
    ['the first that it accepts', { Accept: 'text/html, application/pdf;q=0.9, application/json' }, [], PDF],
    [
      'JSON where that is accepted first',
      { Accept: 'application/json, application/pdf' },
      [],
      { type: 'object' },
    ],
    ['the type that was saved with this status', {}, [saved(200, 'Application/PDF')], PDF],
    [
      'JSON where that was saved with another status',
      {},
      [saved(201, 'application/pdf')],
      { type: 'object' },
    ],
  ])('of one status and several types are %s', async (_what, headers, response, expected) => {
    const content = { 'application/json': { schema: { type: 'object' } }, 'application/pdf': {} };
    const paths = { '/a': { get: { responses: { 200: { description: 'one', content } } } } };
    const header = Object.entries(headers).map(([key, value]) => ({ key, value }));
    const { schemas, notes } = await described({ 'a.json': document('3.0', paths) }, [
      ['A', 'GET', '/a', { request: { method: 'GET', url: '/a', header }, response }],
    ]);
    expect(schemas[0]?.schema).toMatchObject(expected);
    expect(notes).toHaveLength(
      header.length + response.length === 0 || response[0]?.['code'] === 201 ? 1 : 0,
    );
  });

  it('may be of JSON under another name', async () => {
    for (const type of ['application/json; charset=utf-8', 'application/problem+json', '*/*']) {
      const { files } = await filesOf({
        200: { content: { 'text/html': {}, [type]: { schema: { type: 'object' } } } },
      });
      expect(files).toEqual(['a.200.schema.json']);
    }
  });
});

const PDF = { contentMediaType: 'application/pdf' };

function saved(code: number, type: string): JsonObject {
  return { name: 'saved', code, header: [{ key: 'Content-Type', value: type }], body: '' };
}

describe('A saved example', () => {
  it('that contradicts the document is told, with what is wrong', async () => {
    const example = (name: string, code: number, body: string): JsonObject => ({
      name,
      code,
      body,
      header: [],
    });
    const schema = {
      type: 'object',
      properties: { n: { type: 'integer' }, id: { type: 'string', format: 'uuid' } },
    };
    const paths = {
      '/a': {
        get: { responses: { 200: answer(schema), default: answer({ ...ERROR, required: ['error_code'] }) } },
      },
    };
    const response = [
      example('sound', 200, '{"n": 1}'),
      example('wrong', 200, '{"n": "1"}'),
      example('template', 200, '{"id": "{{id}}", "n": 2}'),
      example('no JSON', 200, '{"n": {{n}}}'),
      example('undocumented', 202, '{"n": "1"}'),
      example('refused', 404, '{}'),
    ];
    const { notes } = await described({ 'a.json': document('3.0', paths) }, [
      ['A', 'GET', '/a', { response }],
    ]);
    expect(notes.map(({ fate, place, fact }) => [fate, place, fact])).toEqual([
      ['advice', 'A › wrong', 'the saved example (200) contradicts the document: $.n must be integer'],
      [
        'advice',
        'A › refused',
        "the saved example (404) contradicts the document: $ must have required property 'error_code'",
      ],
    ]);
  });
});
