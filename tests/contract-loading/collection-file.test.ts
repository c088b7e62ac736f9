import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/contract/json.js';
import { loadContract } from '../../src/contract/load.js';
import { collectionOf, item, load, refusal, shop, V21, workspaceOf } from './workspace.js';

const ONE = collectionOf([item('Create')]);

describe('finding the collection', () => {
  test('the only collection of the workspace is taken', async () => {
    const contract = await load({ 'collections/shop.json': ONE });
    expect(contract.file).toBe('collections/shop.json');
    expect(contract.title).toBe('Shop');
  });

  test('environments and other JSON files beside it do not make it ambiguous', async () => {
    const contract = await load({
      'collections/shop.json': ONE,
      'collections/sandbox.postman_environment.json': { values: [] },
      'collections/package.json': { name: 'shop', version: '1.0.0' },
    });
    expect(contract.file).toBe('collections/shop.json');
  });

  test('a missing collection is an error that names the folder and --collection', async () => {
    const error = await refusal({ 'schemas/README.md': 'none' });
    expect(error).toMatchObject({ code: 'COLLECTION_MISSING', place: 'collections/' });
    expect(error.fix).toContain('--collection');
  });

  test('two collections of which none was named are an error that names both', async () => {
    const files = { 'collections/a.json': ONE, 'collections/b.json': ONE };
    const error = await refusal(files);
    expect(error.code).toBe('COLLECTION_AMBIGUOUS');
    expect(error.fact).toContain('collections/a.json, collections/b.json');
    expect((await load(files, { collection: 'collections/b.json' })).file).toBe('collections/b.json');
  });

  test('a named collection that does not exist is answered with the nearest name', async () => {
    const error = await refusal({ 'collections/shop.json': ONE }, { collection: 'collections/shopp.json' });
    expect(error).toMatchObject({ code: 'COLLECTION_UNREADABLE', place: 'collections/shopp.json' });
    expect(error.fix).toContain('collections/shop.json');
  });

  test('a folder in place of a collection is unreadable', async () => {
    const workspace = await workspaceOf({});
    await mkdir(path.join(workspace, 'shop.json'));
    await expect(loadContract({ workspace, collection: 'shop.json' })).rejects.toMatchObject({
      code: 'COLLECTION_UNREADABLE',
      fact: 'it is a folder, not a file',
    });
  });
});

describe('reading the collection', () => {
  test('a file that is not JSON is an error with line and column', async () => {
    const error = await refusal({ 'collections/shop.json': '{\n  "info": {},\n  "item": [1,, 2]\n}' });
    expect(error).toMatchObject({ code: 'COLLECTION_NOT_JSON', place: 'collections/shop.json:3:14' });
  });

  test.each([
    ['cut off', '{"info": {', '1:11'],
    ['with single quotes', "{'info': 1}", '1:2'],
    ['with a comma too many', '{"info": 1,}', '1:12'],
    ['with text after its end', '{}\nx', '2:1'],
  ])('a file %s is located', async (_, text, at) => {
    expect((await refusal({ 'collections/shop.json': text })).place).toBe(`collections/shop.json:${at}`);
  });

  test('an empty file says that it is empty', async () => {
    expect(await refusal({ 'collections/shop.json': ' \n' })).toMatchObject({
      code: 'COLLECTION_NOT_JSON',
      fact: 'the file is empty',
    });
  });

  const others: [string, Json][] = [
    ['a package.json', { name: 'x', version: '1.0.0', dependencies: {} }],
    ['an OpenAPI 3.1.0 document', { openapi: '3.1.0', info: { title: 'x' }, paths: {} }],
    ['a Postman environment', { name: 'x', values: [], _postman_variable_scope: 'environment' }],
    ['a Postman collection v1', { id: 'x', name: 'x', order: [], requests: [] }],
    ['a Postman collection v2.0', { info: { schema: V21.replace('v2.1', 'v2.0') }, item: [] }],
    ['a list', []],
    ['a lone number', 3],
    ['a JSON Schema', { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' }],
  ];
  test.each(others)('%s is recognised and refused with the way to v2.1', async (what, json) => {
    const error = await refusal({ 'collections/shop.json': JSON.stringify(json) });
    expect(error.code).toBe('COLLECTION_NOT_A_COLLECTION');
    expect(error.fact).toContain(`this is ${what},`);
    expect(error.fix).toContain('v2.1');
  });

  test('a collection in the wrapper of the Postman API is unwrapped', async () => {
    const contract = await load({ 'collections/shop.json': { collection: ONE } });
    expect(contract.collection).toEqual(ONE);
  });

  test('a byte order mark is no obstacle', async () => {
    const contract = await load({ 'collections/shop.json': `\uFEFF${JSON.stringify(ONE)}` });
    expect(contract.operations).toHaveLength(1);
  });

  test('a collection without a request is an error, empty folders or not', async () => {
    expect((await refusal(shop([]))).code).toBe('COLLECTION_EMPTY');
    expect((await refusal(shop([{ name: 'Folder', item: [] }]))).code).toBe('COLLECTION_EMPTY');
    expect((await refusal({ 'collections/a.json': { info: { name: 'a', schema: V21 } } })).code).toBe(
      'COLLECTION_EMPTY',
    );
  });

  test('keys that JavaScript treats specially are harmless', async () => {
    const text = `{"info":{"name":"Shop","schema":"${V21}"},"__proto__":{"item":[]},"item":[
      {"name":"__proto__","__proto__":{"request":1},"request":{"method":"POST","url":"{{baseUrl}}","__proto__":{"auth":{"type":"basic"}}}},
      {"name":"constructor","request":"{{baseUrl}}/x"}]}`;
    const contract = await load({ 'collections/shop.json': text });
    expect(contract.operations.map(({ name, auth }) => [name, auth])).toEqual([
      ['__proto__', undefined],
      ['constructor', undefined],
    ]);
  });
});

describe('the hash of a contract', () => {
  test('is the same for the same files and another for other bytes', async () => {
    const first = await load(shop([item('A')]));
    const again = await load(shop([item('A')]));
    const other = await load(shop([item('B')]));
    const withSchema = await load({ ...shop([item('A')]), 'schemas/a.schema.json': { type: 'object' } });
    expect(first.hash).toMatch(/^[\da-f]{64}$/);
    expect(again.hash).toBe(first.hash);
    expect(new Set([first.hash, other.hash, withSchema.hash]).size).toBe(3);
  });
});
