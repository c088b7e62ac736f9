import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/contract/json.js';
import { takeV3 } from '../../src/import/v3/take.js';
import { build } from '../../src/request/build.js';
import { load } from '../contract-loading/workspace.js';
import { directoryOf, firstRequest, itemsOf, objectAt, taken, takenRequest } from './v3-directory.js';

const fixtures = fileURLToPath(new URL('../fixtures/v3/', import.meta.url));

describe('A collection written in both formats', () => {
  test('is the same in v2.1, in order and key by key, and nothing is said of it', async () => {
    const read = await takeV3(`${fixtures}shop`);
    const same = parseJson(readFileSync(`${fixtures}shop.postman_collection.json`, 'utf8'));
    expect(read.collection).toEqual(same);
    expect(JSON.stringify(read.collection)).toBe(JSON.stringify(same));
    expect(read.flaws).toEqual([]);
    expect(read.notes.map(({ fact }) => fact)).toEqual([]);
  });

  test('takes flow style and folders without a definition', async () => {
    const read = await taken({
      '.resources/definition.yaml':
        "$kind: collection\nname: Shop API\nauth: {type: bearer, credentials: {token: '{{token}}'}}\n",
      'Orders/Get.request.yaml': "$kind: http-request\nurl: '{{base_url}}/orders'\nheaders: {A: b}\n",
    });
    expect(read.collection).toEqual({
      info: {
        name: 'Shop API',
        schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
      },
      item: [
        {
          name: 'Orders',
          item: [
            {
              name: 'Get',
              request: {
                method: 'GET',
                header: [{ key: 'A', value: 'b' }],
                url: { raw: '{{base_url}}/orders', host: ['{{base_url}}'], path: ['orders'] },
              },
            },
          ],
        },
      ],
      auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    });
  });

  test('gives the same bytes each time', async () => {
    const [first, second] = [await takeV3(`${fixtures}shop`), await takeV3(`${fixtures}shop`)];
    expect(JSON.stringify(first)).toBe(JSON.stringify(second));
  });

  test('is named after its directory where it states no name', async () => {
    const directory = await directoryOf({ 'R.request.yaml': '$kind: http-request\nurl: http://a.test\n' });
    expect((await takeV3(directory)).collection).toMatchObject({ info: { name: 'Shop' } });
  });
});

describe('What Postman CLI writes', () => {
  test('for an empty part of a query has no name, and is sent as in v2.1', async () => {
    const { collection, flaws, notes } = await taken({
      'a.request.yaml': `$kind: http-request
url: https://127.0.0.1:9443/t?foo=bar&&bar=baz
method: GET
queryParams:
  - key: foo
    value: bar
  - key: null
    value: null
  - key: bar
    value: baz
`,
    });
    expect([flaws, notes]).toEqual([[], []]);
    const item = itemsOf(collection)[0] ?? {};
    expect(objectAt(item, 'request')['url']).toMatchObject({
      raw: 'https://127.0.0.1:9443/t?foo=bar&&bar=baz',
      query: [
        { key: 'foo', value: 'bar' },
        { key: null, value: null },
        { key: 'bar', value: 'baz' },
      ],
    });
    const { operations } = await load({ 'collections/shop.json': collection });
    const [operation] = operations;
    const sent = operation && build(operation, () => undefined).request;
    expect(`${sent?.method} ${sent?.target}`).toBe('GET /t?foo=bar&&bar=baz');
  });

  test.each([
    ['t?', '?'],
    ['t?a=1&', '?a=1&'],
    ['t?=v&b=2', '?=v&b=2'],
  ])('for %s, with a name of null, leaves the query as it is', async (url, query) => {
    const listed = query
      .slice(1)
      .split('&')
      .map((part) => {
        const [key, value] = part.split('=');
        return `  - key: ${key || 'null'}\n    value: ${value === undefined ? 'null' : JSON.stringify(value)}\n`;
      });
    const read = await taken({
      'a.request.yaml': `$kind: http-request\nurl: https://a.example/${url}\nqueryParams:\n${listed.join('')}`,
    });
    expect([read.flaws, read.notes]).toEqual([[], []]);
    expect(objectAt(firstRequest(read), 'url')['raw']).toBe(`https://a.example/${url}`);
  });

  test('with names like integers in front keeps the order that its URL has', async () => {
    const read = await takenRequest(
      "url: 'https://a.example/t?b=1&10=2&a=3&2=4'",
      "queryParams: {'2': '4', '10': '2', b: '1', a: '3'}",
    );
    expect(read.notes).toEqual([]);
    expect(objectAt(firstRequest(read), 'url')['query']).toMatchObject(
      ['b', '10', 'a', '2'].map((key) => ({ key })),
    );
  });

  test('for files that are missing, empty texts and disabled scripts is taken in, and nothing of it is lost', async () => {
    const read = await taken({
      'Form.request.yaml': `$kind: http-request
url: https://a.example/f
method: POST
headers: {n: ""}
body:
  type: formdata
  content:
    - {type: file, key: a, src: ""}
    - {type: file, key: g, src: []}
    - {type: text, key: d, value: ""}
`,
      'File.request.yaml':
        '$kind: http-request\nurl: https://a.example/f\nmethod: POST\nbody: {type: file, content: {}}\n',
      'Query.request.yaml': '$kind: graphql-request\nurl: https://a.example/g?q=1\nquery: query Q {a}\n',
      'Scripts.request.yaml': `$kind: http-request
url: https://a.example/e
scripts:
  - {type: beforeRequest, code: off()}
  - {type: beforeRequest, code: on()}
`,
    });
    expect(read.flaws).toEqual([]);
    expect(read.notes.map(({ fate, fact }) => [fate, fact])).toEqual([
      ['advice', expect.stringContaining('several scripts for prerequest')],
    ]);
    expect(itemsOf(read.collection)).toHaveLength(4);
  });
});
