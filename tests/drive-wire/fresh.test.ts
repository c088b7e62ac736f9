import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/contract/json.js';
import { jsonOf, valueAt } from '../../src/contract/places.js';
import { freshBody } from '../../src/drive/fresh.js';
import { item, load } from '../contract-loading/workspace.js';

/** A fresh value in place of this one, in a field that is to be unique. */
async function freshened(value: string | number, schema?: JsonObject): Promise<unknown> {
  return valueAt(jsonOf((await freshText(JSON.stringify({ its: value }), schema)) ?? ''), ['its']);
}

/** The body of a request, its field `its` fresh. */
async function freshText(raw: string, schema?: JsonObject): Promise<string | undefined> {
  const contract = await load({
    'collections/shop.postman_collection.json': {
      info: { name: 'Shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
      variable: [{ key: 'n', value: '1' }],
      item: [item('Add', {}, { body: { mode: 'raw', raw } })],
    },
    'collections/contract.yaml': { operations: { Add: { changes: true, unique: ['its'] } } },
    ...(schema && {
      'schemas/add.schema.json': {
        'x-contract': { operation: 'Add', request: true },
        type: 'object',
        properties: { its: schema },
      },
    }),
  });
  const [operation] = contract.operations;
  return operation && freshBody(operation, contract);
}

describe('A fresh value of a field that must be unique', () => {
  it.each([
    ['+351912345678', /^\+\d{12}$/],
    ['AB-1234', /^[A-Z]{2}-\d{4}$/],
    ['ada', /^ada[0-9a-f]{10}$/],
    ['ada@example.org', /^ada-[0-9a-f]{10}@example\.org$/],
  ])('stays in the form of %s', async (value, form) => {
    const fresh = await freshened(value);
    expect(fresh).toMatch(form);
    expect(fresh).not.toBe(value);
  });

  it.each([
    ['word7', { type: 'string', pattern: '^[a-z]{4}\\d$' }, /^[a-z]{4}\d$/],
    ['slug', { type: 'string', pattern: '^[a-z0-9]+$' }, /^slug[0-9a-f]{10}$/],
    ['a.long.name@example.org', { type: 'string', maxLength: 24 }, /^[0-9a-f]{10}@example\.org$/],
    ['fixed', { const: 'fixed' }, /^fixed$/],
  ])('of %s is one that the schema allows', async (value, schema, form) => {
    expect(await freshened(value, schema)).toMatch(form);
  });

  it.each([
    ['comments', '{"n": 2, /* of hers */ "its": "ada" // here\n}', /^\{"n":2,"its":"ada[0-9a-f]{10}"\}$/],
    [
      'templates',
      '{"n": {{n}}, "its": "ada", "all": [{{n}}]}',
      /"n":\{\{n\}\},"its":"ada\w+","all":\[\{\{n\}\}\]/,
    ],
  ])('is put into a body with %s, which Postman makes JSON of', async (_, raw, body) => {
    expect((await freshText(raw))?.replace(/\s/g, '')).toMatch(body);
  });

  it('is none where a template makes the value', async () => {
    expect(await freshText('{"its": {{n}}}')).toBeUndefined();
  });
});
