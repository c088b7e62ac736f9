import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { inferred } from '../../src/import/infer/inferred.js';
import { answer, bare, operationsIn, sending } from './infer-support.js';

/** The schema inferred from these answers. */
async function ofAnswers(...bodies: Json[]): Promise<Json> {
  const response = bodies.map((body) => answer(200, body));
  const { schemas } = await inferred(operationsIn({ name: 'Get', request: '{{baseUrl}}/things', response }));
  return bare(schemas[0]?.schema);
}

async function ofRequest(item: JsonObject) {
  const { schemas, notes } = await inferred(operationsIn({ name: 'Create', ...item }));
  const found = schemas.find(({ file }) => file === 'create.request.schema.json');
  return { schema: bare(found?.schema), notes };
}

describe('A schema that is inferred from a form', () => {
  it('has its fields as texts, and says nothing of files', async () => {
    const formdata = [
      { key: 'title', value: 'Ada', type: 'text' },
      { key: 'tags', value: 'one', type: 'text' },
      { key: 'tags', value: 'two', type: 'text' },
      { key: '__proto__', value: 'x', type: 'text' },
      { key: 'off', value: 'x', type: 'text', disabled: true },
      { key: 'picture', src: 'a.png', type: 'file' },
    ];
    const { schema, notes } = await ofRequest({
      request: { method: 'POST', url: '/a', body: { mode: 'formdata', formdata } },
    });
    expect(schema).toEqual({
      type: 'object',
      properties: {
        title: { type: 'string' },
        tags: { type: 'array', items: { type: 'string' } },
        ['__proto__']: { type: 'string' },
      },
    });
    expect(notes).toEqual([]);
  });
});

describe('A schema that is inferred from saved answers', () => {
  it('is bound to its operation and status, and marked as not complete', async () => {
    const response = [answer(201, { id: 'a' }), answer(400, { error_code: 'X' })];
    const { schemas } = await inferred(
      operationsIn({ name: 'Customers', item: [{ name: 'Create', request: sending({ a: 1 }), response }] }),
    );
    expect(schemas.map(({ file, schema }) => [file, schema['x-contract']])).toEqual([
      [
        'customers/create.request.schema.json',
        { operation: 'Customers / Create', request: true, complete: false },
      ],
      [
        'customers/create.201.schema.json',
        { operation: 'Customers / Create', response: 201, complete: false },
      ],
      [
        'customers/create.400.schema.json',
        { operation: 'Customers / Create', response: 400, complete: false },
      ],
    ]);
  });

  it('asks of one example for no field', async () => {
    expect(await ofAnswers({ id: 1 })).toEqual({ type: 'object', properties: { id: { type: 'integer' } } });
  });

  it('asks for what all of at least two examples have, and allows more fields', async () => {
    expect(await ofAnswers({ id: 1, a: true }, { id: 2.5, b: null })).toEqual({
      type: 'object',
      properties: { id: { type: 'number' }, a: { type: 'boolean' }, b: {} },
      required: ['id'],
    });
  });

  it('never makes values an enum, and null a further type', async () => {
    expect(await ofAnswers({ a: 'high' }, { a: null })).toEqual({
      type: 'object',
      properties: { a: { type: ['string', 'null'] } },
      required: ['a'],
    });
  });

  it('says a format where all examples fit it', async () => {
    expect(
      await ofAnswers(
        { at: '2024-01-01T10:00:00Z', day: '2024-01-01', owner: 'a@b.org', site: 'https://a.org', id: 'x' },
        { at: '2024-01-02T10:00:00Z', day: 'today', owner: 'c@b.org', site: '', id: 'y' },
      ),
    ).toMatchObject({
      properties: {
        at: { type: 'string', format: 'date-time' },
        day: { type: 'string' },
        owner: { type: 'string', format: 'email' },
        site: { type: 'string' },
        id: { type: 'string' },
      },
    });
    const once = await ofAnswers({
      owner: 'a@b.org',
      email: 'a@b.org',
      version: '1.2.3.4',
      day: '2024-01-01',
    });
    expect(once).toEqual({
      type: 'object',
      properties: {
        owner: { type: 'string' },
        email: { type: 'string', format: 'email' },
        version: { type: 'string' },
        day: { type: 'string', format: 'date' },
      },
    });
  });

  it('merges the items of all lists, and asks for no field that only one answer shows', async () => {
    expect(await ofAnswers([{ a: 1 }, { a: 2, b: 'x' }])).toEqual({
      type: 'array',
      items: { type: 'object', properties: { a: { type: 'integer' }, b: { type: 'string' } } },
    });
    expect(await ofAnswers([{ a: 1 }], [{ a: 2, b: 'x' }], [])).toEqual({
      type: 'array',
      items: {
        type: 'object',
        properties: { a: { type: 'integer' }, b: { type: 'string' } },
        required: ['a'],
      },
    });
  });

  it('takes an object whose keys are identifiers for a map', async () => {
    expect(await ofAnswers({ byId: { cus_8f3kd02j: { n: 1 }, cus_01ab23cd: { n: 2.5 } } })).toEqual({
      type: 'object',
      properties: {
        byId: {
          type: 'object',
          additionalProperties: { type: 'object', properties: { n: { type: 'number' } } },
        },
      },
    });
    expect(await ofAnswers({ '2024-01-01': 1, '2024-01-02': null })).toEqual({
      type: 'object',
      additionalProperties: { type: ['integer', 'null'] },
    });
  });

  it('keeps names that look like numbered fields', async () => {
    expect(await ofAnswers({ address_street1: 'a', address_street2: 'b' })).toHaveProperty('properties');
  });

  it('describes lists, texts and numbers that stand alone; nothing where the body is empty or no JSON', async () => {
    expect(await ofAnswers([1, 'a'])).toEqual({ type: 'array', items: { type: ['string', 'integer'] } });
    expect(await ofAnswers('"text"')).toEqual({ type: 'string' });
    expect(await ofAnswers(12)).toEqual({ type: 'integer' });
    expect(await ofAnswers('')).toBeNull();
    expect(await ofAnswers(null)).toBeNull();
  });

  it('bears names such as __proto__, and a hundred thousand levels', async () => {
    const schema = await ofAnswers('{"__proto__": {"a": 1}, "constructor": 1}');
    expect(JSON.stringify(schema)).toContain('"__proto__":{"type":"object"');
    expect(await ofAnswers(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toHaveProperty('type', 'array');
  });
});

describe('A request schema', () => {
  it('comes from the request itself and from those of saved successes', async () => {
    const response = [
      answer(201, {}, sending({ name: 'a', age: 3 })),
      answer(400, {}, sending({ wrong: true })),
    ];
    expect((await ofRequest({ request: sending({ name: 'b' }), response })).schema).toEqual({
      type: 'object',
      properties: { name: { type: 'string' }, age: { type: 'integer' } },
      required: ['name'],
    });
  });

  it('takes a request and the example saved with it for one example', async () => {
    const response = [answer(201, {}, sending({ name: 'a' }))];
    expect((await ofRequest({ request: sending({ name: 'a' }), response })).schema).toEqual({
      type: 'object',
      properties: { name: { type: 'string' } },
    });
  });

  it('reads variables, comments and trailing commas', async () => {
    const raw =
      '{\n // the owner\n "id": {{id}}, "name": "{{name}}", "n": -{{n}}, "tags": ["a//b", {{tag}},], }';
    expect((await ofRequest({ request: sending(raw) })).schema).toEqual({
      type: 'object',
      properties: {
        id: {},
        name: { type: 'string' },
        n: {},
        tags: { type: 'array', items: { type: 'string' } },
      },
    });
  });

  it('is not drafted from what is no JSON, and a note says so', async () => {
    const { schema, notes } = await ofRequest({ request: sending('{"a": oops}') });
    expect(schema).toBeNull();
    expect(notes).toMatchObject([{ fate: 'advice', place: 'Create' }]);
  });

  it.each([
    ['sent as JSON by its header alone', 'application/json', '"a": 1', 1],
    ['with braces, whatever its header says', 'text/plain', '{"a": oops}', 1],
    ['of variables', 'text/plain', '{{user}}:{{password}}', 0],
    ['of words', 'text/plain', 'a=1', 0],
  ])('is told to be missing for a text %s only where that is to be JSON', async (_what, type, raw, count) => {
    const request = {
      ...sending(raw),
      header: [{ key: 'content-type', value: type }],
      body: { mode: 'raw', raw },
    };
    expect((await ofRequest({ request })).notes).toHaveLength(count);
  });

  it('is not drafted from a request that is kept to show an error', async () => {
    const { schema } = await ofRequest({ request: sending({ wrong: 1 }), response: [answer(400, {})] });
    expect(schema).toBeNull();
  });
});
