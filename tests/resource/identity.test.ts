import { expect, it } from 'vitest';
import { json, partsOf } from '../cleanup/articles.js';
import { ran, request } from '../steering/run-collection.js';

const ITEMS = [
  request(
    'Add a key',
    { test: "pm.globals.set('key', pm.response.json().id);" },
    { method: 'POST', url: '{{baseUrl}}/keys', body: { mode: 'raw', raw: '{"use":"t"}' } },
  ),
  request('Get a key', {}, { url: '{{baseUrl}}/keys/{{key}}' }),
  request('Delete a key', {}, { url: '{{baseUrl}}/keys/{{key}}', method: 'DELETE' }),
];

/** Keys that have an id, and the text of the key beside it. */
const judged = async (answered: (asked: string) => string) => {
  let made = 0;
  const answer = (text: string): string => {
    const { method, path } = partsOf(text);
    if (method === 'POST') return json(201, { id: `id-${++made}`, key: `text-${made}` });
    const id = answered(path.split('/').at(-1) ?? '');
    return json(200, method === 'GET' ? { key: id.replace('id', 'text'), id } : {});
  };
  return (await ran(ITEMS, { rules: ['resource/identity'], answer })).of('Get a key', 'resource/identity');
};

it('What was asked for is known by its id, though a variable is called like another field', async () => {
  expect(await judged((asked) => asked)).toBe('passed');
  expect(await judged(() => 'id-1000')).toMatch(/^failed: \$\.key/);
});
