import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonObject, objectsOf, own } from '../../../src/contract/json.js';
import { namedRequests } from '../../../src/contract/operations.js';
import { publicCollection } from '../../public-collections.js';
import { itemsOf, object, publicJson, take } from './support.js';

const request = (id: string, more: object = {}) => ({
  id,
  name: id,
  url: `https://shop.example/${id}`,
  method: 'GET',
  ...more,
});
const v1 = (more: object) => ({ id: 'c', name: 'Shop', order: [], folders: [], requests: [], ...more });

/** The only item of a v1 collection with this one request. */
async function converted(more: object): Promise<JsonObject> {
  const { collection } = await take(v1({ order: ['a'], requests: [request('a', more)] }));
  return object(objectsOf(own(collection, 'item'))[0]);
}
const requestOf = async (more: object) => object(own(await converted(more), 'request'));

describe('A v1 collection', () => {
  it('is written in v2.1, which a note says', async () => {
    const { collection, notes } = await take(v1({ description: 'All of it', requests: [request('a')] }));
    expect(own(collection, 'info')).toMatchObject({
      name: 'Shop',
      description: 'All of it',
      _postman_id: 'c',
    });
    expect(JSON.stringify(own(collection, 'info'))).toContain('v2.1.0');
    expect(notes).toMatchObject([{ fate: 'changed', place: 'collection' }]);
  });

  it('gives the same bytes each time, with no id made up', async () => {
    const given = v1({
      requests: [
        {
          name: 'A',
          url: 'https://x',
          responses: [{ name: 'R' }, { name: 'S' }],
          events: [{ listen: 'test', script: { exec: '1' } }],
        },
      ],
      folders: [{ name: 'F' }],
      variables: [{ key: 'v', value: '1' }],
      auth: { type: 'noauth' },
    });
    const [one, two] = [await take(given), await take(given)];
    expect(JSON.stringify(one)).toBe(JSON.stringify(two));
    expect(JSON.stringify(one.collection)).not.toMatch(/[\da-f]{8}-[\da-f]{4}/);
  });

  it('has folders and requests in the order of its lists, folders first', async () => {
    const given = v1({
      order: ['b', 'a'],
      folders_order: ['g', 'f'],
      folders: [
        { id: 'f', name: 'F', order: ['d', 'c'], folders_order: ['h'] },
        { id: 'g', name: 'G', order: [] },
        { id: 'h', name: 'H', order: ['e'], description: 'Inner' },
      ],
      requests: ['a', 'b', 'c', 'd', 'e'].map((id) => request(id)),
    });
    const { collection } = await take(given);
    expect(itemsOf(collection).map((item) => own(item, 'name'))).toEqual([
      'G',
      'F',
      'H',
      'e',
      'd',
      'c',
      'b',
      'a',
    ]);
  });

  it('keeps requests and folders that no list names, that share an id, or that hold one another', async () => {
    const given = v1({
      order: ['a', 'gone'],
      folders: [
        { id: 'f', name: 'F', folders_order: ['g'] },
        { id: 'g', name: 'G', folders_order: ['f'] },
        { name: 'Without an id' },
      ],
      requests: [request('a'), request('a'), request('b', { folder: 'f' }), { url: 'https://x/c' }],
    });
    const { collection, notes } = await take(given);
    expect(namedRequests(collection).map(({ name }) => name)).toEqual(['F / b', 'a', 'a (2)', 'GET /c']);
    expect(itemsOf(collection)).toHaveLength(7);
    expect(notes.map(({ fact }) => fact).join()).toContain('`order` names 1 that the file does not hold');
  });
});

describe('A v1 folder or collection whose auth or variables cannot be converted', () => {
  it.each([
    ['collection', v1({ requests: [request('a')], variables: [null] })],
    ['F', v1({ requests: [request('a')], folders: [{ id: 'f', name: 'F', variables: [null] }] })],
  ])('is a flaw: %s', async (place, given) => {
    const { flaws } = await take(given);
    expect(flaws).toMatchObject([
      { place: `shop.json › ${place}`, fact: expect.stringMatching(/^its auth or its variables cannot/) },
    ]);
  });
});

describe('A v1 request', () => {
  it('keeps its two scripts, and those of `events` that run at another time', async () => {
    const item = await converted({
      preRequestScript: 'a();\nb();',
      tests: '',
      events: [{ listen: 'test', script: { exec: 'c();' } }],
    });
    expect(own(item, 'event')).toMatchObject([
      { listen: 'prerequest', script: { exec: ['a();', 'b();'] } },
      { listen: 'test', script: { exec: ['c();'] } },
    ]);
  });

  it('keeps a script turned off that `events` turns off, though it stands as a text as well', async () => {
    const item = await converted({
      preRequestScript: 'a();',
      tests: 'b();\nc();',
      events: [
        { listen: 'prerequest', script: { exec: ['a();'] } },
        { listen: 'test', script: { exec: ['b();', 'c();'] }, disabled: true },
      ],
    });
    expect(own(item, 'event')).toEqual([
      { listen: 'prerequest', script: { type: 'text/javascript', exec: ['a();'] } },
      { listen: 'test', script: { type: 'text/javascript', exec: ['b();', 'c();'] }, disabled: true },
    ]);
  });

  it('has two scripts of one kind: the older is kept, and a note says so', async () => {
    const given = request('a', {
      tests: 'old();',
      events: [{ listen: 'test', script: { exec: ['new();'] } }],
    });
    const { notes } = await take(v1({ requests: [given] }));
    expect(notes).toMatchObject([{}, { fate: 'lost', place: 'a' }]);
  });

  it('keeps headers from text and list, those that are off, and values with colons', async () => {
    const headers = 'Accept: text/html\r\nReferer:http://x/y\n//X-Off: 1\nX-Folded: a\n b\n';
    const headerData = [
      { key: 'Accept', value: 'text/html', description: 'what comes' },
      { value: 'no key', enabled: false },
    ];
    expect(own(await requestOf({ headers, headerData }), 'header')).toEqual([
      { key: 'Accept', value: 'text/html', description: 'what comes' },
      { key: '', value: 'no key', disabled: true },
      { key: 'Referer', value: 'http://x/y' },
      { key: 'X-Off', value: '1', disabled: true },
      { key: 'X-Folded', value: 'a b' },
    ]);
  });

  it.each([
    ['raw', { dataMode: 'raw', rawModeData: '{"a":1}' }, { mode: 'raw', raw: '{"a":1}' }],
    ['raw, as a list', { dataMode: 'raw', rawModeData: ['x'] }, { mode: 'raw', raw: 'x' }],
    [
      'urlencoded',
      { dataMode: 'urlencoded', data: [{ key: 'a', value: '1', enabled: false }, { value: 'no key' }] },
      {
        mode: 'urlencoded',
        urlencoded: [
          { key: 'a', value: '1', disabled: true },
          { key: '', value: 'no key' },
        ],
      },
    ],
    [
      'a form with a file',
      { dataMode: 'params', data: [{ key: 'f', type: 'file', value: 'x.png' }] },
      { mode: 'formdata', formdata: [{ key: 'f', type: 'file', src: 'x.png' }] },
    ],
    ['a file', { dataMode: 'binary', rawModeData: 'x.bin' }, { mode: 'file', file: { src: 'x.bin' } }],
    [
      'turned off',
      { dataMode: 'raw', rawModeData: 'x', dataDisabled: true },
      { mode: 'raw', raw: 'x', disabled: true },
    ],
    [
      'with a language',
      { dataMode: 'raw', rawModeData: '{}', dataOptions: { raw: { language: 'json' } } },
      { mode: 'raw', raw: '{}', options: { raw: { language: 'json' } } },
    ],
    [
      'GraphQL',
      { dataMode: 'graphql', graphqlModeData: { query: '{ a }' } },
      { mode: 'graphql', graphql: { query: '{ a }' } },
    ],
  ])('keeps its body: %s', async (_, given, body) => {
    expect(own(await requestOf(given), 'body')).toEqual(body);
  });

  it.each<[string, object, unknown]>([
    [
      'a helper whose attributes are a text',
      { currentHelper: 'basicAuth', helperAttributes: '{"username":"me","password":"pw"}' },
      [
        { key: 'username', value: 'me', type: 'string' },
        { key: 'password', value: 'pw', type: 'string' },
        { key: 'saveHelperData', type: 'any' },
        { key: 'showPassword', value: false, type: 'boolean' },
      ],
    ],
    [
      'auth beside a helper that is null',
      { auth: { type: 'basic', basic: [{ key: 'username', value: 'me' }] }, currentHelper: null },
      [{ key: 'username', value: 'me' }],
    ],
  ])('keeps its auth: %s', async (_, given, basic) => {
    expect(own(await requestOf(given), 'auth')).toEqual({ type: 'basic', basic });
  });

  it('tells that it loses auth that cannot be read', async () => {
    const given = request('a', { currentHelper: 'basicAuth', helperAttributes: '{broken' });
    expect((await take(v1({ requests: [given] }))).notes).toMatchObject([{}, { fate: 'lost', place: 'a' }]);
  });

  it('keeps path variables, query parameters and its description', async () => {
    const converted = await requestOf({
      url: 'https://shop.example/:id?a=1',
      pathVariables: { id: '5' },
      queryParams: [null, { key: 'a', value: '1', description: 'first', enabled: true }],
      description: 'Reads',
    });
    expect(converted).toMatchObject({
      description: 'Reads',
      url: {
        path: [':id'],
        variable: [{ key: 'id', value: '5' }],
        query: [{ key: 'a', description: 'first' }],
      },
    });
  });

  it('keeps its examples in their order, those without an id too, with the requests that they answer', async () => {
    const item = await converted({
      responses_order: ['y'],
      responses: [
        { name: 'X', responseCode: { code: 404, name: 'Not Found' }, text: '{}', request: 'a' },
        {
          id: 'y',
          name: 'Y',
          responseCode: { code: 200 },
          requestObject: '{"url":"https://shop.example/y","headers":"A: b"}',
        },
        { name: 'Z', responseCode: { code: 201 }, cookies: [{ name: 'c', value: '1', expirationDate: 0 }] },
      ],
    });
    expect(own(item, 'response')).toMatchObject([
      { id: 'y', code: 200, originalRequest: { header: [{ key: 'A', value: 'b' }] } },
      { name: 'X', code: 404, status: 'Not Found', body: '{}', originalRequest: { method: 'GET' } },
      { name: 'Z', code: 201, cookie: [{ key: 'c', expires: 'Thu, 01 Jan 1970 00:00:00 GMT' }] },
    ]);
  });
});

const text = fc.string({ maxLength: 8 });
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const anyRequest = fc.record(
  {
    id,
    name: text,
    url: text,
    method: fc.constantFrom('GET', 'POST'),
    folder: id,
    tests: text,
    preRequestScript: text,
    description: text,
    headerData: fc.array(fc.record({ key: text, value: text })),
    responses: fc.array(fc.record({ id, name: text, text }, { requiredKeys: [] })),
    responses_order: fc.array(id),
  },
  { requiredKeys: [] },
);
const anyFolder = fc.record(
  { id, name: text, order: fc.array(id), folders_order: fc.array(id), folder: id },
  { requiredKeys: [] },
);
const anyCollection = fc.record(
  {
    name: text,
    order: fc.array(id),
    folders_order: fc.array(id),
    folders: fc.array(anyFolder, { maxLength: 6 }),
    requests: fc.array(anyRequest, { minLength: 1, maxLength: 8 }),
  },
  { requiredKeys: ['requests'] },
);

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
const filled = (texts: readonly (string | undefined)[]) => texts.filter(Boolean).length;

describe('Every v1 collection', () => {
  it('keeps the number of its requests, folders, scripts, headers, examples and descriptions', async () => {
    await fc.assert(
      fc.asyncProperty(anyCollection, async (given) => {
        const { collection, flaws } = await take(given);
        const items = itemsOf(collection);
        const requests = items.filter((item) => own(item, 'request') !== undefined);
        const inRequests = (key: string) => requests.map((item) => object(own(item, 'request'))[key]);
        expect(flaws).toEqual([]);
        expect({
          requests: requests.length,
          folders: items.length - requests.length,
          scripts: sum(requests.map((item) => objectsOf(own(item, 'event')).length)),
          headers: sum(inRequests('header').map((list) => objectsOf(list).length)),
          examples: sum(requests.map((item) => objectsOf(own(item, 'response')).length)),
          descriptions: inRequests('description').filter(Boolean).length,
        }).toEqual({
          requests: given.requests.length,
          folders: given.folders?.length ?? 0,
          scripts: filled(given.requests.flatMap(({ tests, preRequestScript }) => [tests, preRequestScript])),
          headers: sum(given.requests.map(({ headerData }) => headerData?.length ?? 0)),
          examples: sum(given.requests.map(({ responses }) => responses?.length ?? 0)),
          descriptions: filled(given.requests.map(({ description }) => description)),
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe.skipIf(publicCollection('transformer-v1-github.json') === undefined)(
  'A public v1 collection (in ../shared/collections, skipped where that folder is absent)',
  () => {
    it('keeps every request with its script, header and description', async () => {
      const given = publicJson('transformer-v1-github.json')?.json ?? {};
      const { collection, flaws } = await take(JSON.stringify(given));
      const before = objectsOf(own(given, 'requests'));
      const after = itemsOf(collection).filter((item) => own(item, 'request') !== undefined);
      const texts = (list: readonly JsonObject[], key: string) =>
        list.map((each) => own(each, key)).filter(Boolean);
      expect(flaws).toEqual([]);
      expect(after).toHaveLength(before.length);
      expect(new Set(texts(after, 'name'))).toEqual(new Set(texts(before, 'name')));
      expect(after.flatMap((item) => objectsOf(own(item, 'event')))).toHaveLength(
        texts(before, 'preRequestScript').length + texts(before, 'tests').length,
      );
      expect(
        texts(
          after.map((item) => object(own(item, 'request'))),
          'description',
        ),
      ).toHaveLength(texts(before, 'description').length);
    });
  },
);
