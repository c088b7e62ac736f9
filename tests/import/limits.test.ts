import { describe, expect, it } from 'vitest';
import { importContract } from '../../src/import/import.js';
import { limitNotes } from '../../src/import/limits/limits.js';
import { take, v21 } from './collection/support.js';
import { directoryOf, request } from './v3-directory.js';

const URL = 'https://shop.example/x';
const scripted = (exec: string, listen = 'test') => [{ listen, script: { exec: exec.split('\n') } }];

async function notesOf(item: object, more: object = {}) {
  const { collection } = await take(v21([{ name: 'Read', request: URL, ...item }], more));
  return limitNotes(collection).map(({ fate, place, fact }) => `${fate} ${place}: ${fact}`);
}

describe('A script', () => {
  it.each([
    ['pm.vault', "pm.vault.get('key').then(use)", '`pm.vault`'],
    ['pm.require', "const x = pm.require('npm:dayjs@1.11.10');", '`npm:dayjs@1.11.10`'],
    ['a module that is not there', "require('crypto').randomUUID()", '`crypto`'],
    ['pm.execution.runRequest', "pm.execution.runRequest('id')", '`pm.execution.runRequest`'],
    ['pm.datasets', "pm.datasets('x')", '`pm.datasets`'],
    ['pm.mock', 'pm.mock.x()', '`pm.mock`'],
    ['fetch', "fetch('https://shop.example')", 'sends requests by itself'],
    ['globals of later runtimes', 'new URL(pm.request.url)', '`URL`'],
    ['await outside of a function', 'await Promise.resolve(1);', '`await`'],
    ['the result of pm.sendRequest', "pm.sendRequest('https://x').then((r) => r)", '`pm.sendRequest`'],
    [
      'the same, awaited',
      "(async () => { const r = await pm.sendRequest('https://x'); })()",
      '`pm.sendRequest`',
    ],
    ['a syntax error', 'if (', 'no JavaScript'],
    ['a global that nothing sets', "pm.globals.get('host')", 'reads the global `host`'],
  ])('is told for what newman lacks: %s', async (_, script, fact) => {
    const notes = await notesOf({ event: scripted(script) });
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/^lost Read: /);
    expect(notes[0]).toContain(fact);
  });

  it.each([
    [
      'tests, also asynchronous ones',
      "pm.test('a', async () => { await x(); }); pm.test('b', (done) => done());",
    ],
    ['pm.sendRequest with a callback', "pm.sendRequest('https://x', (error, response) => response.json())"],
    [
      'what newman has of the newer calls',
      'pm.execution.setNextRequest(null); pm.visualizer.set("", {}); pm.cookies.jar()',
    ],
    ['modules that are there', "require('lodash'); require('ajv'); require(name)"],
    ['words in texts and comments', "// pm.vault\nconst text = 'await pm.require(1)';"],
    ['a global that it sets', "pm.globals.set('n', 1); pm.globals.get('n')"],
    ['a return at its top', 'if (pm.response.code === 200) return;'],
  ])('is not told for %s', async (_, script) => {
    expect(await notesOf({ event: scripted(script) })).toEqual([]);
  });

  it('is told once, where it stands: at the collection or at a folder', async () => {
    const event = scripted("pm.vault.get('a')");
    const items = [
      {
        name: 'F',
        event,
        item: [
          { name: 'A', request: URL },
          { name: 'B', request: URL },
        ],
      },
    ];
    const { collection } = await take(v21(items, { event }));
    expect(limitNotes(collection).map(({ place }) => place)).toEqual(['collection', 'F']);
  });
});

describe('A request', () => {
  it.each<[string, object, string]>([
    [
      'a secret of the vault',
      { request: `${URL}?key={{vault:api-key}}` },
      'lost Read: it uses the secret `api-key`',
    ],
    ['another protocol', { request: 'wss://shop.example/live' }, 'lost Read: it is no HTTP request (wss)'],
    [
      'a file by an absolute path',
      {
        request: {
          url: URL,
          body: { mode: 'formdata', formdata: [{ key: 'f', type: 'file', src: ['/home/me/x.png'] }] },
        },
      },
      'lost Read: it sends the file `x.png` by an absolute path',
    ],
    [
      'a file by a path of Windows',
      { request: { url: URL, body: { mode: 'file', file: { src: 'C:\\Users\\me\\x.bin' } } } },
      'lost Read: it sends the file `x.bin` by an absolute path',
    ],
    [
      'a file beside it',
      { request: { url: URL, body: { mode: 'file', file: { src: 'x.bin' } } } },
      'advice Read: it sends the file `x.bin`',
    ],
    [
      'no file at all',
      { request: { url: URL, body: { mode: 'file', file: {} } } },
      'advice Read: it sends a file, and no',
    ],
    [
      'verification turned off',
      { protocolProfileBehavior: { strictSSL: false } },
      'lost Read: its setting `strictSSL` is not followed',
    ],
    [
      'a client certificate',
      { request: { url: URL, certificate: { name: 'x' } } },
      'lost Read: its own `certificate` is not used',
    ],
    [
      'OAuth 2 without a token',
      { request: { url: URL, auth: { type: 'oauth2', oauth2: [{ key: 'grant_type', value: 'x' }] } } },
      'lost Read: its OAuth 2 token',
    ],
  ])('is told for %s', async (_, item, note) => {
    const notes = await notesOf(item);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain(note);
  });

  it('keeps what is turned off, which one note counts', async () => {
    const off = { key: 'a', value: '1', disabled: true };
    const notes = await notesOf({
      event: [{ listen: 'test', disabled: true, script: { exec: ['1'] } }],
      request: {
        url: { raw: URL, query: [off, off] },
        header: [off, { ...off, disabled: false }],
        body: { mode: 'raw', raw: 'x', disabled: true },
      },
    });
    expect(notes).toEqual([
      'advice collection: turned off in Postman, and kept so: 1 script, 1 header, 2 query parameters, 1 body',
    ]);
  });

  it('may have a body in GraphQL, which is HTTP', async () => {
    expect(
      await notesOf({ request: { url: URL, body: { mode: 'graphql', graphql: { query: '{ a }' } } } }),
    ).toEqual([]);
  });
});

describe('What folders and requests lack', () => {
  it('is told: a name, a URL, a value for a path variable', async () => {
    const variable = [{ key: 'a', value: '1' }, { key: 'c', value: '' }, { key: 'd' }];
    const filled = { raw: `${URL}/:a/:b/:c/:d`, path: ['x', ':a', ':b', ':c', ':d'], variable };
    const items = [
      { name: ' ', item: [{ name: '', request: URL }] },
      { name: 'No URL', request: { url: { raw: '' } } },
      { name: 'Path', request: { url: { ...filled, protocol: 'https', host: ['shop', 'example'] } } },
    ];
    const { collection } = await take(v21(items));
    expect(limitNotes(collection).map(({ place, fact }) => `${place}: ${fact}`)).toEqual([
      'unnamed: it has no name',
      'unnamed / GET /x: it has no name',
      'No URL: it has no URL, so it cannot be sent as it is',
      'Path: the path has :b, and nothing fills it in',
      'Path: the path has :c, and nothing fills it in',
      'Path: the path has :d, and nothing fills it in',
    ]);
  });

  it('is told where folders have variables in vain, and counted where parts of them are turned off', async () => {
    const event = [{ listen: 'test', disabled: true, script: { exec: ['1'] } }];
    const folder = { name: 'F', event, variable: [{ key: 'a', value: '1' }], item: [] };
    const { collection } = await take(v21([{ name: 'A', request: URL }, folder]));
    expect(limitNotes(collection).map(({ place, fact }) => `${place}: ${fact}`)).toEqual([
      'collection: turned off in Postman, and kept so: 1 script',
      'F: the folder has variables, which neither Postman nor newman fills in',
    ]);
  });
});

describe('A collection v3', () => {
  it('is told the same', async () => {
    const script = "scripts: [{ type: afterResponse, code: 'pm.vault.get(1)' }]";
    const workspace = await directoryOf({
      'shop/R.request.yaml': request(script),
      'shop/No URL.request.yaml': request("url: ''"),
      'shop/F/.resources/definition.yaml': '$kind: collection\nvariables: { a: b }\n',
      'shop/F/Path.request.yaml': request('name: ""', "url: 'https://shop.example/:id'"),
    });
    const { notes } = await importContract({
      workspace,
      source: 'shop',
      dryRun: true,
      fetching: { env: {} },
    });
    expect(notes).toContainEqual(
      expect.objectContaining({ fate: 'lost', place: 'R', fact: expect.stringContaining('`pm.vault`') }),
    );
    const told = notes.filter(({ fate }) => fate === 'advice').map(({ place, fact }) => `${place}: ${fact}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'No URL: it has no URL, so it cannot be sent as it is',
        'F: the folder has variables, which neither Postman nor newman fills in',
        'F / GET /:id: it has no name',
        'F / GET /:id: the path has :id, and nothing fills it in',
      ]),
    );
  });
});
