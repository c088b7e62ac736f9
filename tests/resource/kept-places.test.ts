import { expect, it } from 'vitest';
import type { Header } from '../../src/contract/exchange.js';
import { KeptPlaces } from '../../src/drive/kept-places.js';
import { ran, request } from '../steering/run-collection.js';

const POST = {
  method: 'POST',
  url: '{{baseUrl}}/posts',
  header: [{ key: 'Content-Type', value: 'application/json' }],
};
const create = request(
  'Create a post',
  { test: "pm.collectionVariables.set('postId', pm.response.json().id);" },
  { ...POST, body: { mode: 'raw', raw: '{"title":"First","views":1}' } },
);
const ONE = { url: '{{baseUrl}}/posts/{{postId}}' };

/** Posts that are numbered from 1: the first has as many views as its number. */
function posts() {
  const left = new Set<string>();
  let made = 0;
  const answer = (text: string): string => {
    const [method = '', path = ''] = text.split(' ');
    const id = path.split('/').at(-1) ?? '';
    if (method === 'POST') left.add(String(++made));
    const found = method === 'POST' || id === 'posts' || left.has(id);
    if (method === 'DELETE') left.delete(id);
    const body = found ? `{"title":"First","views":1,"id":${/^\d/.test(id) ? id : made}}` : '{}';
    return `HTTP/1.1 ${found ? 200 : 404} X\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
  };
  return { answer, left, made: () => made };
}

it('What was created is known by its identifier, though another field happened to have the same value', async () => {
  const { answer, left, made } = posts();
  const items = [
    request('List posts', {}, { url: '{{baseUrl}}/posts' }),
    create,
    request('Get a post', {}, ONE),
    request('Delete a post', {}, { ...ONE, method: 'DELETE' }),
  ];
  const rules = ['status/success', 'status/repeatable', 'status/unknown-resource', 'resource/*'];
  const files = { 'collections/contract.yaml': 'operations: { List posts: { changes: false } }' };
  const { result } = await ran(items, { rules, files, answer });
  expect(result.counts.failed).toBe(0);
  expect(result.counts.errored).toBe(0);
  expect(made()).toBeGreaterThan(5);
  expect([...left]).toEqual([]);
});

const shown = (json: unknown, ...headers: Header[]) => ({ body: Buffer.from(JSON.stringify(json)), headers });

it('The place that is named like the variable counts until another answer tells', () => {
  const places = new KeptPlaces();
  places.learn('orderId', '2', shown({ lines: 2, id: 2, total: 2 }));
  expect(places.in(shown({ lines: 5, id: 7, total: 2 }))).toEqual({ orderId: '7' });
  expect(places.mayLearn(['orderId'])).toBe(true);
  places.learn('orderId', '3', shown({ lines: 2, id: 3, total: 2 }));
  expect(places.mayLearn(['orderId'])).toBe(false);

  const unnamed = new KeptPlaces();
  unnamed.learn('slug', 'a', shown({ title: 'a', key: 'a' }));
  unnamed.learn('slug', 'b', shown({ title: 'a', key: 'b' }));
  expect(unnamed.in(shown({ title: 'x', key: 'y' }))).toEqual({ slug: 'y' });
  unnamed.learn('slug', 'nowhere', shown({ title: 'x', key: 'y' }));
  expect(unnamed.in(shown({ title: 'x', key: 'y' }))).toEqual({ slug: 'y' });
});

it('What an answer does not hold, its Location names by the last segment', () => {
  const places = new KeptPlaces();
  const at = (location: string): Header => ['Location', location];
  places.learn('orderId', '2', shown({ id: 2 }, at('/orders/2')));
  expect(places.in(shown([{ title: 'x' }], at('https://example.com/orders/a%20b/?page=1')))).toEqual({
    orderId: 'a b',
  });
  expect(places.in(shown({ id: 7 }, at('/orders/8')))).toEqual({ orderId: '7' });
  expect(places.in(shown({}))).toEqual({});

  const elsewhere = new KeptPlaces();
  elsewhere.learn('orderId', '2', shown({ id: 2 }, at('/queue/9')));
  expect(elsewhere.in(shown({}, at('/queue/10')))).toEqual({});
});
