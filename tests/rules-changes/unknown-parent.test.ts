import { expect, it } from 'vitest';
import type { Json } from '../../src/contract/json.js';
import { json, partsOf } from '../cleanup/articles.js';
import { ran, request } from '../steering/run-collection.js';

const create = request(
  'Create article',
  { test: "pm.globals.set('slug', pm.response.json().slug);" },
  { method: 'POST', url: '{{baseUrl}}/articles', body: { mode: 'raw', raw: '{"title":"t"}' } },
);
const saved = (code: number, body: Json): Json => ({ name: `${code}`, code, body: JSON.stringify(body) });
const list = (...response: Json[]) => ({
  ...request('List comments', {}, { url: '{{baseUrl}}/articles/{{slug}}/comments' }),
  response: [saved(200, [{ text: 'x' }]), ...response],
});

/** How an API that knows its articles, and lists no comments of any other, is judged. */
const judged = async (items: readonly unknown[], ofUnknown: Json = []) => {
  let made = 0;
  const answer = (text: string): string => {
    const { method, path } = partsOf(text);
    if (method === 'POST') return json(201, { slug: `article-${++made}` });
    const known = /\/article-(\d+)\//.exec(path)?.[1] ?? '0';
    return json(200, Number(known) > 0 && Number(known) <= made ? [{ text: 'x' }] : ofUnknown);
  };
  return (await ran(items, { rules: ['status/unknown-resource'], answer })).of(
    'List comments',
    'status/unknown-resource',
  );
};

it('What belongs to an unknown thing may be an empty list, where its own answers show no error for it', async () => {
  expect(await judged([create, list()])).toMatch(/^skipped: .* may be an empty list/);
  expect(await judged([create, list(saved(404, {}))])).toBe('failed: status 200');
  expect(await judged([create, list()], [{ text: 'of somebody' }])).toBe('failed: status 200');
});
