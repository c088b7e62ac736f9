import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { ran, request } from '../steering/run-collection.js';
import { articles, json, partsOf } from './articles.js';

interface Item {
  readonly name: string;
  readonly request: JsonObject;
}
const collection: { item: Item[] } = JSON.parse(readFileSync('tests/fixtures/apis/cleanup.json', 'utf8'));

/** Requests that carry a stamp, below a script that is run before each of them. */
function stamped(source: string, items: readonly Item[]): Json {
  const header = [{ key: 'X-Stamp', value: '{{stamp}}' }];
  return JSON.parse(
    JSON.stringify({
      name: 'All',
      event: [{ listen: 'prerequest', script: { exec: [source] } }],
      item: items.map((item) => ({ ...item, request: { ...item.request, header } })),
    }),
  );
}

const withStamp = (text: string, answer: (text: string) => string): string =>
  /^x-stamp: s\d/im.test(text) ? answer(text) : json(400, { error: 'no stamp' });

describe('What a script sets before each request', () => {
  it.each([
    ['a variable of that request', "pm.variables.set('stamp', 's' + Date.now());"],
    ['a variable of the collection', "pm.collectionVariables.set('stamp', 's' + Date.now());"],
    ['one whose name is not to be read', "['stamp'].forEach((name) => pm.variables.set(name, 's1'));"],
  ])('is there when what was created is deleted: %s', async (_, source) => {
    const api = articles();
    const answer = (text: string): string => withStamp(text, api.answer);
    const { result } = await ran([stamped(source, collection.item)], { answer });
    expect(api.created.length).toBeGreaterThan(0);
    expect([...api.there]).toEqual([]);
    expect(result.leftovers).toEqual([]);
  });

  it.each([
    ['answers 500', "['stamp'].forEach((name) => pm.variables.set(name, 's1'));"],
    [
      'has a script that throws',
      "['stamp'].forEach((name) => pm.variables.set(name, 's1')); if (pm.info.requestName === 'B') throw new Error('no');",
    ],
  ])('is there behind an operation that %s', async (how, source) => {
    const test = "pm.test('answered', () => pm.expect(pm.response.code).to.be.below(400));";
    const items = ['A', 'B', 'C', 'D'].map((name) => request(name, { test }));
    const answer = (text: string): string =>
      withStamp(text, () => json(how === 'answers 500' && partsOf(text).path === '/b' ? 500 : 200, {}));
    const { of } = await ran([stamped(source, items)], { answer });
    for (const name of ['A', 'C', 'D'])
      expect([of(`All / ${name}`), of(`All / ${name}`, 'status/success')], name).toEqual([
        'passed',
        'passed',
      ]);
    expect(of('All / B')).toMatch(/^failed/);
  });

  it('is missing where it is what failed: then what needs it is not judged', async () => {
    const items = [
      request('Log in', {
        test: "['stamp'].forEach((name) => pm.globals.set(name, pm.response.json().stamp));",
      }),
      {
        ...request('Me'),
        request: { ...request('Me').request, header: [{ key: 'X-Stamp', value: '{{stamp}}' }] },
      },
    ];
    const { of } = await ran(items, {
      answer: (text) =>
        partsOf(text).path === '/log-in' ? json(500, {}) : withStamp(text, () => json(200, {})),
    });
    expect(of('Me', 'status/success')).toBe('errored: its setup broke: Log in answered 500');
  });
});
