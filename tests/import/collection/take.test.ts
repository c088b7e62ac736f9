import { describe, expect, it } from 'vitest';
import { ContractError } from '../../../src/contract/errors.js';
import { namedRequests } from '../../../src/contract/operations.js';
import type { TakenCollection } from '../../../src/import/taken.js';
import { publicCollection } from '../../public-collections.js';
import { publicJson, take, V21, v21 } from './support.js';

const Q = { name: 'Read', request: { method: 'GET', url: 'https://shop.example/x' } };
const facts = ({ notes }: TakenCollection) => notes.map(({ fact }) => fact);

async function refusal(given: unknown, place?: string): Promise<ContractError> {
  const error = await take(given, place).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ContractError)) throw new Error(`it was not refused: ${String(error)}`);
  return error;
}

describe('A v2.1 collection', () => {
  it('stays as it is, with keys that nobody knows, in their order', async () => {
    const given = v21(
      [
        {
          zebra: 1,
          name: ' / odd. 🙂',
          id: 'x',
          request: { url: { raw: '{{a}}/b' }, header: [], ' ': [] },
        },
        {
          name: 'Folder',
          description: { content: 'Text' },
          item: [{ ...Q, response: [{ code: 200 }] }],
          auth: null,
        },
        { name: 'Plain', request: 'https://shop.example/plain' },
      ],
      { 'x-own': { deep: [null, true] }, variable: [{ key: 'a', value: 1 }] },
    );
    const { collection, notes, flaws } = await take(given);
    expect(JSON.stringify(collection)).toBe(JSON.stringify(given));
    expect({ notes, flaws }).toEqual({ notes: [], flaws: [] });
  });

  it('may be wrapped as the Postman API does', async () => {
    expect((await take({ collection: v21([Q]) })).collection).toEqual(v21([Q]));
  });

  it('may be YAML, whose aliases may not explode', async () => {
    const yaml = `info: {name: Shop, schema: ${V21}}\nitem:\n  - name: Read\n    request: https://shop.example/\n`;
    expect((await take(yaml, 'shop.yaml')).collection).toMatchObject({ item: [{ name: 'Read' }] });
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[index]}`)}]`)
      .join('\n')}\n`;
    expect(await refusal(bomb, 'shop.yaml')).toMatchObject({
      code: 'COLLECTION_NOT_JSON',
      place: 'shop.yaml',
    });
  });

  it('may hold keys of the kind `__proto__`, which do no harm', async () => {
    const text = `{"__proto__":{"polluted":1},"info":{"schema":"${V21}"},"item":[{"__proto__":{"polluted":1},"constructor":1,"name":"Read","request":"https://shop.example/"}]}`;
    const { collection } = await take(text);
    expect(JSON.stringify(collection)).toBe(text);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(namedRequests(collection)).toHaveLength(1);
  });

  it('tells each key that stands twice, at its place', async () => {
    const text = `{"info":{"schema":"${V21}"},\n "item":[{"name":"A","name":"B","request":"https://shop.example/"}]}`;
    const { collection, notes } = await take(text);
    expect(notes).toMatchObject([{ fate: 'lost', place: 'shop.json:2:22' }]);
    expect(notes[0]?.fact).toContain('the last one counts');
    expect(collection).toMatchObject({ item: [{ name: 'B' }] });
  });
});

describe('What is no valid part of a collection, and can be understood,', () => {
  it.each<[string, unknown, unknown, string]>([
    ['a null among items', [null, Q], [Q], 'null'],
    ['an item as an object', Q, [Q], 'written as a list'],
    ['items as a map', { a: Q, b: Q }, [Q, Q], 'written as a list'],
    [
      'a map of headers',
      [{ name: 'A', request: { url: 'https://x', header: { A: 'b' } } }],
      [{ name: 'A', request: { url: 'https://x', header: [{ key: 'A', value: 'b' }] } }],
      '`header` was an object',
    ],
    [
      'headers as one text',
      [{ name: 'A', request: { url: 'https://x', header: 'A: b:c \r\nno header\nD:' } }],
      [
        {
          name: 'A',
          request: {
            url: 'https://x',
            header: [
              { key: 'A', value: 'b:c' },
              { key: 'D', value: '' },
            ],
          },
        },
      ],
      '`header` was a text',
    ],
    [
      'a body of no mode',
      [{ name: 'A', request: { url: 'https://x', body: { mode: 'none' } } }],
      [{ name: 'A', request: { url: 'https://x' } }],
      'its body has no mode',
    ],
    [
      'one event',
      [{ ...Q, event: { listen: 'test', script: { exec: ['1'] } } }],
      [{ ...Q, event: [{ listen: 'test', script: { exec: ['1'] } }] }],
      '`event` was an object',
    ],
    [
      'a map of variables',
      [{ ...Q, variable: { a: 'b' } }],
      [{ ...Q, variable: [{ key: 'a', value: 'b' }] }],
      '`variable` was an object',
    ],
  ])('is written as it should be: %s', async (_, item, expected, fact) => {
    const taken = await take(v21(item));
    expect(taken.collection).toEqual(v21(expected));
    expect(facts(taken).join()).toContain(fact);
    expect(taken.flaws).toEqual([]);
  });

  it('is kept and told: neither request nor items, both', async () => {
    const taken = await take(
      v21([
        Q,
        { request: 'https://x' },
        { name: 'No URL', request: {} },
        { name: 'Nothing' },
        { ...Q, item: [] },
      ]),
    );
    expect(taken.notes.map(({ place, fate }) => [place, fate])).toEqual([
      ['Nothing', 'lost'],
      ['Read', 'lost'],
    ]);
    expect(taken.collection).toMatchObject({ item: [{}, {}, {}, { name: 'Nothing' }, { item: [] }] });
  });
});

describe('A key that is nearly one of the format', () => {
  const typos = async (item: Readonly<Record<string, unknown>>, more = {}) =>
    (await take(v21([{ ...Q, ...item }], more))).notes.map(({ fate, place, fact, fix }) => [
      fate,
      place,
      fact,
      fix,
    ]);

  it.each<[string, Record<string, unknown>, string, string]>([
    ['headers', { request: { ...Q.request, headers: [{ key: 'A', value: 'b' }] } }, 'a request', 'header'],
    ['responses', { responses: [{ code: 200 }] }, 'an item', 'response'],
    ['events', { events: [{ listen: 'test' }] }, 'an item', 'event'],
    ['Body', { request: { ...Q.request, Body: { mode: 'raw' } } }, 'a request', 'body'],
    ['urlencodded', { request: { ...Q.request, body: { urlencodded: [1] } } }, 'a body', 'urlencoded'],
    ['querys', { request: { url: { raw: 'https://x', querys: [{ key: 'a' }] } } }, 'a URL', 'query'],
    ['execs', { event: [{ listen: 'test', script: { execs: ['x'] } }] }, 'a script', 'exec'],
    ['headers', { response: [{ code: 200, headers: [{ key: 'A' }] }] }, 'a saved answer', 'header'],
  ])('is named, with the one that is meant: %s of %j', async (key, item, of, meant) => {
    expect(await typos(item)).toEqual([
      ['lost', 'Read', `the key "${key}" of ${of} has no meaning`, `Did you mean "${meant}"`],
    ]);
  });

  it('is named of the collection too, and neither where it holds nothing nor where it is another word', async () => {
    expect((await typos({}, { variables: [{ key: 'a' }] })).map(([fate, place]) => [fate, place])).toEqual([
      ['lost', 'collection'],
    ]);
    const harmless = { events: [], responses: null, uid: '1', id: '2', order: 1, owner: 'o', fork: { a: 1 } };
    expect(await typos({ ...harmless, request: { ...Q.request, ...harmless, headers: {} } })).toEqual([]);
  });
});

describe('What cannot be read', () => {
  it.each<[string, unknown]>([
    ['a number among items', 5],
    ['a list among items', [Q]],
    ['a request that is a number', { name: 'A', request: 5 }],
    ['a URL that is a list', { name: 'A', request: { url: ['https://x'] } }],
    ['events that are a text', { ...Q, event: 'pm.test()' }],
    ['auth that is a text', { ...Q, request: { url: 'https://x', auth: 'basic' } }],
    ['items of a folder that are a text', { name: 'Folder', item: 'x' }],
  ])('is a flaw with its place and what to do: %s', async (_, item) => {
    const taken = await take(v21([Q, { name: 'Folder', item: [item] }]));
    expect(taken.flaws).toHaveLength(1);
    expect(taken.flaws[0]).toMatchObject({ code: 'COLLECTION_UNREADABLE' });
    expect(taken.flaws[0]?.place).toMatch(/^shop\.json › Folder/);
    expect(namedRequests(taken.collection)[0]?.name).toBe('Read');
  });

  it('is refused with line and column where the JSON is cut off', async () => {
    const text = JSON.stringify(v21([Q]), null, 2);
    expect(await refusal(text.slice(0, -20))).toMatchObject({ code: 'COLLECTION_NOT_JSON' });
    expect((await refusal(text.slice(0, -20))).place).toMatch(/^shop\.json:\d+:\d+$/);
  });

  it.each<[string, unknown, string, string]>([
    ['a package.json', { name: 'x', version: '1.0.0' }, 'a package.json', ''],
    ['OpenAPI', { openapi: '3.1.0', paths: {} }, 'an OpenAPI 3.1.0 document', '--spec'],
    ['OpenAPI in YAML', 'openapi: 3.0.3\npaths: {}\n', 'an OpenAPI 3.0.3 document', '--spec'],
    ['Swagger', { swagger: '2.0', paths: {} }, 'a Swagger 2.0 document', '--spec'],
    ['an environment', { name: 'Dev', values: [] }, 'a Postman environment', '--environment'],
    [
      'a wrapped environment',
      { environment: { name: 'Dev', values: [] } },
      'a Postman environment',
      '--environment',
    ],
    [
      'globals',
      { values: [], _postman_variable_scope: 'globals' },
      'a Postman globals export',
      '--environment',
    ],
    ['a data dump', { version: 1, collections: [] }, 'a Postman data dump', ''],
    ['HAR', { log: { entries: [] } }, 'an HTTP archive (HAR)', ''],
    ['Insomnia 4', { _type: 'export', resources: [] }, 'an Insomnia export', ''],
    ['Insomnia 5', 'type: collection.insomnia.rest/5.0\nname: x\n', 'an Insomnia export', ''],
    ['Thunder Client', { clientName: 'Thunder Client', requests: [] }, 'a Thunder Client export', ''],
    ['Hoppscotch', { v: 2, name: 'x', folders: [], requests: [] }, 'a Hoppscotch export', ''],
    ['Bruno', { version: '1', name: 'x', items: [] }, 'a Bruno export', ''],
    ['results', { problems: [], cases: [], planned: 0 }, 'the results of a contract run', ''],
    ['a list', [], 'a list', ''],
    ['a lone text', '"x"', 'a lone string', ''],
    [
      'a v3 file',
      '$kind: http-request\nurl: https://x\n',
      'a file (http-request) of a Postman collection v3',
      'directory',
    ],
  ])('is refused by its name: %s', async (_, given, is, fix) => {
    const error = await refusal(given, typeof given === 'string' ? 'x.yaml' : 'x.json');
    expect(error).toMatchObject({
      code: 'COLLECTION_NOT_A_COLLECTION',
      fact: `this is ${is}, no Postman collection`,
    });
    expect(error.fix).toContain(fix);
  });

  it.each([
    ['nothing at all', ' \n', 'the file is empty'],
    ['a web page', '<!doctype html><title>Sign in</title>', 'this is HTML or XML, not JSON'],
  ])('is refused: %s', async (_, text, fact) => {
    expect(await refusal(text)).toMatchObject({ code: 'COLLECTION_NOT_JSON', fact });
  });

  it('is refused where there is no request in it', async () => {
    expect(await refusal(v21([{ name: 'Empty', item: [] }]))).toMatchObject({ code: 'COLLECTION_EMPTY' });
  });
});

describe('A large collection', () => {
  it('may have folders 50 deep', async () => {
    let item: unknown = Q;
    for (let depth = 50; depth > 0; depth--) item = { name: `F${depth}`, item: [item] };
    const { collection } = await take(v21([item]));
    expect(namedRequests(collection)[0]?.folders).toHaveLength(50);
  });

  it.each([10_000, 30_000])('is refused in words where its folders are %i deep', async (depth) => {
    const text = `${'{"item":['.repeat(depth)}{"request":"https://x"}${']}'.repeat(depth)}`;
    expect(await refusal(text)).toMatchObject({ code: 'COLLECTION_UNREADABLE', place: 'shop.json' });
    expect(await refusal(text.slice(0, -5))).toMatchObject({ code: 'COLLECTION_NOT_JSON' });
    expect(await refusal(`${'{"collection":'.repeat(depth)}1${'}'.repeat(depth)}`)).toBeInstanceOf(
      ContractError,
    );
  });

  it('may have 10,000 requests', async () => {
    const items = Array.from({ length: 10_000 }, (_, index) => ({ ...Q, name: `Request ${index % 7}` }));
    const { collection } = await take(v21(items));
    expect(new Set(namedRequests(collection).map(({ name }) => name)).size).toBe(10_000);
  });
});

describe.skipIf(publicCollection('k6-echo-v20.json') === undefined)(
  'A public collection (in ../shared/collections, skipped where that folder is absent)',
  () => {
    it.each(['adyen-transfers-v4', 'codegen-php-guzzle', 'edfi-change-queries', 'realworld-conduit'])(
      'in v2.1 stays as it is: %s',
      async (name) => {
        const given = publicJson(`${name}.json`);
        const { collection, flaws } = await take(given?.text ?? '');
        expect(JSON.stringify(collection)).toBe(JSON.stringify(given?.json));
        expect(flaws).toEqual([]);
      },
    );

    it('in v2.0 keeps all but the form of its auth and its schema', async () => {
      const given = publicJson('k6-echo-v20.json');
      const { collection, flaws } = await take(given?.text ?? '');
      const formless = (value: unknown) =>
        JSON.stringify(value, (key, inner) => (/^(auth|schema)$/.test(key) ? undefined : inner));
      expect(formless(collection)).toBe(formless(given?.json));
      expect(JSON.stringify(collection)).toContain(
        '"basic":[{"key":"username","value":"postman","type":"string"}',
      );
      expect(flaws).toEqual([]);
    });
  },
);
