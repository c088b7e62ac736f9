import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/contract/json.js';
import { takeV3 } from '../../src/import/v3/take.js';
import { directoryOf, taken } from './v3-directory.js';

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
