import { expect, it } from 'vitest';
import type { JsonObject } from '../../src/contract/json.js';
import { requestNotices } from '../../src/plan/request-notices.js';
import { item, load, shop } from '../contract-loading/workspace.js';

const notices = async (request: JsonObject, files: Record<string, string> = {}) =>
  requestNotices(await load({ ...shop([item('A', {}, request)]), ...files }));

it('A request that a collection frames by hand is named, with the part that the suite frames otherwise', async () => {
  const header = [{ key: 'Transfer-Encoding', value: 'chunked' }];
  const request = { method: 'POST', url: 'https://a.test/', header, body: { mode: 'raw', raw: 'a' } };
  expect(await notices(request)).toContain(
    'A: its header Transfer-Encoding is left out, which newman sends otherwise',
  );
  expect(await notices({ ...request, header: [{ key: 'X-A', value: 'b' }] })).toEqual([]);
});

it('A file that is not where it is looked for is named, with the place; one that is there is not', async () => {
  const formdata = [{ key: 'f', type: 'file', src: 'picture.txt' }];
  const request = { method: 'POST', url: 'https://a.test/', body: { mode: 'formdata', formdata } };
  expect(await notices(request)).toEqual([
    expect.stringMatching(/^A: .*picture\.txt.*no such file.*collections\//),
  ]);
  expect(await notices(request, { 'collections/picture.txt': 'x' })).toEqual([]);
});
