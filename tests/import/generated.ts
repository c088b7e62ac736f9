import fc from 'fast-check';
import type { JsonObject } from '../../src/contract/json.js';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom(
    ...[
      '',
      ' a ',
      '2020-01-01',
      'yes',
      '010',
      '1e3',
      'null',
      '~',
      'a\nb',
      '# c',
      ': d',
      '{{v}}',
      '👩‍👩',
      "'",
      '"',
    ],
  ),
);
const key = fc.constantFrom('a', 'B-c', '10', '2', 'größe', '{{v}}', 'constructor');
const off = fc.boolean().map((disabled) => (disabled ? { disabled } : {}));
const pair = fc.tuple(key, text, off).map(([key, value, off]): JsonObject => ({ key, value, ...off }));
const pairs = fc.array(pair, { maxLength: 4 });

const plain = fc.constantFrom('x', '1', 'a%20b', '{{v}}');
const query = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom('a', '10', '2', 'b[]'), plain).map(([key, value]) => ({ key, value })),
    fc.constantFrom<JsonObject>(
      { key: null, value: null },
      { key: 'flag', value: null },
      { key: 'e', value: '' },
    ),
  ),
  { minLength: 1, maxLength: 4 },
);
const url = fc
  .tuple(fc.constantFrom('{{baseUrl}}', 'https://api.example.com'), fc.option(query), plain)
  .map(([head, query, id]): JsonObject => {
    const written = query?.map(({ key, value }) => `${key ?? ''}${value === null ? '' : `=${value}`}`);
    const host = head.startsWith('{{')
      ? { host: [head] }
      : { protocol: 'https', host: ['api', 'example', 'com'] };
    return {
      raw: `${head}/things/:id/all${written ? `?${written.join('&')}` : ''}`,
      ...host,
      path: ['things', ':id', 'all'],
      ...(query && { query }),
      variable: [{ key: 'id', value: id }],
    };
  });

const file = fc.constantFrom<JsonObject>(
  { src: 'a.png' },
  { src: ['a', 'b'] },
  { src: [] },
  { src: null },
  {},
);
const body = fc.oneof(
  fc.record({
    mode: fc.constant('raw'),
    raw: text,
    options: fc.constantFrom('json', 'xml', 'text').map((language) => ({ raw: { language } })),
  }),
  fc.record({ mode: fc.constant('urlencoded'), urlencoded: pairs }),
  fc.record({
    mode: fc.constant('formdata'),
    formdata: fc.array(
      fc.oneof(
        pair.map((part) => ({ ...part, type: 'text' })),
        fc.tuple(key, file).map(([key, src]) => ({ key, type: 'file', ...src })),
      ),
      { maxLength: 4 },
    ),
  }),
  fc.record({
    mode: fc.constant('file'),
    file: fc.constantFrom<JsonObject>({}, { src: 'a.png' }, { src: null }),
  }),
);

const auth = fc.oneof(
  fc.constant({ type: 'noauth' }),
  text.map((value) => ({ type: 'bearer', bearer: [{ key: 'token', value, type: 'string' }] })),
  fc.tuple(text, fc.constantFrom('header', 'query')).map(([value, where]) => ({
    type: 'apikey',
    apikey: [
      { key: 'key', value: 'X-Key', type: 'string' },
      { key: 'value', value, type: 'string' },
      { key: 'in', value: where, type: 'string' },
    ],
  })),
);
const script = fc
  .tuple(
    fc.constantFrom('test', 'prerequest'),
    fc.array(fc.constantFrom('', 'let a = 1;', '// b', "pm.test('c: d')")),
  )
  .map(([listen, exec]) => ({ listen, script: { type: 'text/javascript', exec: ['/* */', ...exec] } }));

const example = fc.tuple(text, fc.constantFrom(200, 204, 404)).map(
  ([body, code], at = 0): JsonObject => ({
    name: `example ${at}`,
    status: 'OK',
    code,
    _postman_previewlanguage: 'text',
    header: [{ key: 'Content-Type', value: 'text/plain' }],
    cookie: [],
    body,
  }),
);
const request = fc.record({
  name: fc
    .oneof(text, fc.constantFrom('a/b', 'A/B', 'a-b', 'Get: it?'))
    .map((name) => name.replaceAll('\n', ' ')),
  request: fc.record(
    { method: fc.constantFrom('POST', 'PUT', 'patch'), url, header: pairs, body, auth },
    { requiredKeys: ['method', 'url', 'header'] },
  ),
  event: fc.array(script, { maxLength: 2 }),
  response: fc.array(example, { maxLength: 1 }),
});

const holder = { auth, event: fc.array(script, { maxLength: 1 }) };
const folder = fc.record(
  { name: fc.constantFrom('Folder', 'folder', 'F/1'), item: fc.array(request, { maxLength: 4 }), ...holder },
  { requiredKeys: ['name', 'item'] },
);

/** Collections v2.1 of what v3 has a place for, in all the ways that v2.1 has to write it. */
export const generated = fc.record(
  {
    info: fc.constant({
      name: 'Generated',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    }),
    item: fc
      .tuple(fc.array(fc.oneof(request, folder), { maxLength: 8 }), request)
      .map(([items, last]) => [...items, last]),
    variable: fc.array(pair, { maxLength: 3 }),
    ...holder,
  },
  { requiredKeys: ['info', 'item'] },
);
