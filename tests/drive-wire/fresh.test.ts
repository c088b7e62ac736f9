import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/contract/json.js';
import { jsonOf, valueAt } from '../../src/contract/places.js';
import { freshBody } from '../../src/drive/fresh.js';
import { item, load } from '../contract-loading/workspace.js';

/** A fresh value in place of this one, in a field that is to be unique. */
async function freshened(value: string | number, schema?: JsonObject): Promise<unknown> {
  const contract = await load({
    'collections/shop.postman_collection.json': {
      info: { name: 'Shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
      item: [item('Add', {}, { body: { mode: 'raw', raw: JSON.stringify({ its: value }) } })],
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
  return operation && valueAt(jsonOf(freshBody(operation, contract) ?? ''), ['its']);
}

describe('A fresh value of a field that must be unique', () => {
  it.each([
    ['+351912345678', /^\+\d{12}$/],
    ['AB-1234', /^[A-Z]{2}-\d{4}$/],
    ['ada', /^ada-[0-9a-f]{10}$/],
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
});
