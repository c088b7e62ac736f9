import { describe, expect, it } from 'vitest';
import { ContractError } from '../../src/contract/errors.js';
import { isObject, type Json, type JsonObject, objectsOf } from '../../src/contract/json.js';
import { proposalOf, proposalText } from '../../src/import/propose/proposal.js';
import { namedEnvironment } from '../../src/import/settle/environments.js';
import { settle } from '../../src/import/settle/settle.js';
import type { EnvironmentExport, ExportedVariable } from '../../src/import/taken.js';
import { item, load, script } from '../contract-loading/workspace.js';

const V21 = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

function collectionOf(items: Json[], more: JsonObject = {}): JsonObject {
  return { info: { name: 'Shop', schema: V21 }, item: items, ...more };
}

function exported(
  name: string,
  values: Readonly<Record<string, string>>,
  more: Partial<EnvironmentExport> = {},
): EnvironmentExport {
  const list = Object.entries(values).map(
    ([key, value]): ExportedVariable => ({ key, value, secret: false, enabled: true }),
  );
  return { name, scope: 'environment', values: list, ...more };
}

const get = (name: string, url: string, more: JsonObject = {}): JsonObject =>
  item(name, more, { method: 'GET', url });

function settingsOf(
  collection: JsonObject,
  exports: readonly EnvironmentExport[] = [],
): Record<string, string> {
  return Object.fromEntries(settle(collection, exports).settings.map(({ name, value }) => [name, value]));
}

describe('Exported environments', () => {
  const hosted = (): JsonObject => collectionOf([get('A', '{{host}}/a')]);

  it('are told apart by their names', () => {
    const exports = [
      exported('Live', { host: 'https://b.shop.com' }),
      exported('Shop staging', { host: 'https://a.shop.com' }),
    ];
    expect(settingsOf(hosted(), exports)).toEqual({
      SANDBOX_BASE_URL: 'https://a.shop.com',
      PRODUCTION_BASE_URL: 'https://b.shop.com',
    });
  });

  it('are told apart by their hosts, where their names say nothing; the last takes the place that is left', () => {
    const exports = [
      exported('One', { host: 'https://shop.com' }),
      exported('Two', { host: 'https://sandbox.shop.com' }),
    ];
    expect(settingsOf(hosted(), exports)).toEqual({
      SANDBOX_BASE_URL: 'https://sandbox.shop.com',
      PRODUCTION_BASE_URL: 'https://shop.com',
    });
  });

  it('are what the command line says', () => {
    expect(namedEnvironment('production=a=b.json')).toEqual({ file: 'a=b.json', as: 'production' });
    expect(namedEnvironment('prod.json')).toEqual({ file: 'prod.json' });
    const exports = [exported('Test', { host: 'https://shop.com' }, { as: 'production' })];
    expect(settingsOf(hosted(), exports)).toEqual({ PRODUCTION_BASE_URL: 'https://shop.com' });
  });

  it('keep of a variable that stands there twice the last that is not turned off, and say so', () => {
    const on = { key: 'host', value: 'https://on.shop.com', secret: false, enabled: true };
    const off = { ...on, value: 'https://off.shop.com', enabled: false };
    const first = { ...on, value: 'https://first.shop.com' };
    for (const values of [
      [first, on, off],
      [off, on],
      [first, on],
    ]) {
      const { settings, notes } = settle(hosted(), [exported('sandbox', {}, { values })]);
      expect(settings).toContainEqual(
        expect.objectContaining({ name: 'SANDBOX_BASE_URL', value: 'https://on.shop.com' }),
      );
      expect(notes).toContainEqual(
        expect.objectContaining({ place: 'host', fact: expect.stringContaining('more than once') }),
      );
    }
  });

  it('that name no file are refused', () => {
    expect(() => namedEnvironment('sandbox=')).toThrow('"sandbox=" names no file');
    expect(() => namedEnvironment('')).toThrow(ContractError);
  });

  it('that are both for one environment are refused', () => {
    const exports = [exported('dev', {}), exported('staging', {})];
    expect(() => settle(hosted(), exports)).toThrow(ContractError);
  });

  it('keep their other variables beside the globals, and lose their secrets to .env', () => {
    const { environments, globals, settings, notes } = settle(
      collectionOf([get('A', '{{host}}/a?k={{apiKey}}&u={{user}}&g={{g}}')]),
      [
        exported('sandbox', { host: 'https://s.shop.com', apiKey: 'abcdefgh-1', user: 'u1' }),
        exported('production', { host: 'https://p.shop.com', apiKey: 'ijklmnop-2', user: 'u2' }),
        exported('Globals', { g: '1', user: 'x' }, { scope: 'globals' }),
      ],
    );
    expect(environments.sandbox?.['values']).toEqual([
      { key: 'apiKey', value: '', type: 'secret', enabled: true },
      { key: 'user', value: 'u1', type: 'default', enabled: true },
    ]);
    expect(globals?.['values']).toEqual([{ key: 'g', value: '1', type: 'default', enabled: true }]);
    expect(settings).toContainEqual({ name: 'SANDBOX_VAR_API_KEY', value: 'abcdefgh-1', secret: true });
    expect(settings).toContainEqual({ name: 'PRODUCTION_VAR_API_KEY', value: 'ijklmnop-2', secret: true });
    expect(JSON.stringify(notes)).not.toMatch(/abcdefgh|ijklmnop/);
  });

  it('do not hide a global by a variable that is turned off', () => {
    const off = { key: 'locker', value: 'old', secret: false, enabled: false };
    const { environments, globals } = settle(collectionOf([get('A', 'https://s.shop.com/a?k={{locker}}')]), [
      { ...exported('sandbox', {}), values: [off] },
      exported('Globals', { locker: 'of the globals' }, { scope: 'globals' }),
    ]);
    expect(JSON.stringify([environments, globals])).toContain('of the globals');
    expect(JSON.stringify(environments)).not.toContain('"old"');
  });

  it('keep numbers and objects as such, for scripts', () => {
    const values = [
      { key: 'retries', value: '3', secret: false, enabled: true, typed: { value: 3 } },
      { key: 'who', value: '{"a":1}', secret: false, enabled: true, typed: { value: { a: 1 } } },
    ];
    const { environments } = settle(collectionOf([get('A', 'https://s.shop.com/a')]), [
      { ...exported('sandbox', {}), values },
    ]);
    expect(environments.sandbox?.['values']).toEqual([
      { key: 'retries', value: 3, type: 'any', enabled: true },
      { key: 'who', value: { a: 1 }, type: 'any', enabled: true },
    ]);
  });
});

describe('A request that is there to be refused', () => {
  it('keeps the wrong token that it has of its own, and the import says so', () => {
    const bearer = (token: string) => ({ type: 'bearer', bearer: [{ key: 'token', value: token }] });
    const refused = item(
      'Refused',
      { event: [script('test', 'pm.response.to.have.status(401);')] },
      { method: 'GET', url: 'https://s.shop.com/a', auth: bearer('') },
    );
    const { collection, notes } = settle(
      collectionOf([get('A', 'https://s.shop.com/a'), get('B', 'https://s.shop.com/b'), refused], {
        auth: bearer('{{token}}'),
      }),
      [],
    );
    expect(JSON.stringify(collection)).toContain(
      '"auth":{"type":"bearer","bearer":[{"key":"token","value":""}]}',
    );
    expect(JSON.stringify(notes)).toContain(
      'its Bearer token stays as it is: the request is there to be refused',
    );
  });
});

describe('A base URL', () => {
  it('ends before what not all of its requests share, and other hosts are listed', () => {
    const { collection, hosts, settings } = settle(
      collectionOf([
        get('A', 'https://api.shop.com/v1/a'),
        get('B', 'https://api.shop.com/v2/b'),
        get('C', 'https://auth.shop.com/token'),
      ]),
      [],
    );
    expect(settings[0]?.value).toBe('https://api.shop.com');
    expect(JSON.stringify(collection)).toContain('{{baseUrl}}/v2/b');
    expect(JSON.stringify(collection)).toContain('https://auth.shop.com/token');
    expect(hosts).toEqual(['auth.shop.com']);
  });

  it('is cut where some requests lie outside of what its variable says, and the variable keeps its meaning', () => {
    const { collection, settings } = settle(
      collectionOf(
        [get('A', '{{api}}/a'), get('B', 'https://shop.com/login'), get('C', 'https://x.io?to={{api}}')],
        {
          variable: [{ key: 'api', value: 'https://shop.com/v1' }],
        },
      ),
      [],
    );
    expect(settings[0]?.value).toBe('https://shop.com');
    expect(collection['variable']).toEqual([{ key: 'api', value: '{{baseUrl}}/v1', type: 'string' }]);
  });

  it('rewrites requests of examples as well, and says each kind of change once', () => {
    const response = [
      { name: 'ok', code: 200, originalRequest: { method: 'GET', url: 'https://shop.com/a' } },
    ];
    const { collection, notes } = settle(
      collectionOf(
        Array.from({ length: 9 }, (_, index) => get(`A${index}`, 'https://shop.com/a', { response })),
      ),
      [],
    );
    expect(JSON.stringify(collection)).not.toContain('shop.com');
    const changed = notes.filter(({ fate }) => fate === 'changed');
    expect(changed).toEqual([
      {
        fate: 'changed',
        fact: 'the base URL https://shop.com became {{baseUrl}} (9 times)',
        place: 'A0, A1, A2 and 6 more',
      },
    ]);
  });

  it('without a value keeps what the requests add to it, up to the client id', () => {
    const plain = settle(collectionOf([get('A', '{{baseUrl}}/v1/a'), get('B', '{{baseUrl}}/v1/b')]), []);
    expect(JSON.stringify(plain.collection)).toContain('{{baseUrl}}/v1/a');
    const withId = settle(
      collectionOf([get('A', '{{host}}/w/{{client_id}}/v1/a'), get('B', '{{host}}/w/{{client_id}}/v1/b')]),
      [],
    );
    expect(JSON.stringify(withId.collection)).toContain('{{baseUrl}}/v1/a');
    expect(withId.notes).toContainEqual(
      expect.objectContaining({ fact: 'the base URL {{host}}/w/{CLIENT_ID} has no value' }),
    );
  });

  it('in clear is kept, and said', () => {
    const { settings, notes } = settle(collectionOf([get('A', 'localhost:3000/a')]), []);
    expect(settings).toEqual([{ name: 'SANDBOX_BASE_URL', value: 'http://localhost:3000', secret: false }]);
    expect(notes.some(({ fact }) => fact.includes('for sandbox on localhost alone'))).toBe(true);
  });
});

describe('Secrets', () => {
  it('in saved answers, comments and descriptions are masked', () => {
    const token = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';
    const response = [
      {
        name: 'ok',
        code: 200,
        header: [{ key: 'Set-Cookie', value: 'sid=aVeryLong5ession; Path=/' }],
        body: '{"access_token": "abc123def456", "token_type": "Bearer", "next_token": "page2"}',
      },
    ];
    const { collection } = settle(
      collectionOf([get('A', 'https://shop.com/a', { response, event: [script('test', `// ${token}`)] })], {
        info: { name: 'Shop', schema: V21, description: `curl -H "Authorization: Bearer ${token}"` },
      }),
      [],
    );
    const text = JSON.stringify(collection);
    expect(text).not.toMatch(/ghp_|aVeryLong5ession|abc123def456/);
    expect(text).toContain('page2');
    expect(text).toContain('sid=***; Path=/');
  });

  it.each(['<token>', 'your-api-key', '{{x}}', '', '***', 'password', 'INVALID_TOKEN', 'xxxxxxxx'])(
    'are not what only holds a place: %s',
    (value) => {
      const raw = JSON.stringify({ password: value, api_key: value });
      const source = collectionOf([item('A', {}, { url: 'https://shop.com/a', body: { mode: 'raw', raw } })]);
      expect(settingsOf(source)).toEqual({ SANDBOX_BASE_URL: 'https://shop.com' });
    },
  );

  it.each([
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlMTIz',
    'sk_live_abcdefghij12',
    'pk_test_abcdefghij12',
    'whsec_abcdefghijklmnop12',
    ...['p', 'o', 'u', 's', 'r'].map((kind) => `gh${kind}_abcdefghijklmnopqrst12`),
    'github_pat_abcdefghijklmnopqrst12',
    'glpat-abcdefghijklmnop12',
    'xoxb-1234567890-abc',
    'AKIAABCDEFGHIJKLMNOP',
    'ASIAABCDEFGHIJKLMNOP',
    `AIza${'a1'.repeat(17)}b`,
    'ya29.abcdefghijklmnopqrst12',
    'SG.abcdefghijklmnop.abcdefghijklmnop',
    `PMAK-${'a1'.repeat(12)}-${'a1'.repeat(12)}`,
    `npm_${'a1'.repeat(16)}`,
    ...['at', 'ca', 'pa', 'ss'].map((kind) => `shp${kind}_${'a1'.repeat(12)}`),
    `sk-proj-${'a1'.repeat(12)}`,
    `hf_${'a1'.repeat(12)}`,
    'Bearer abcdefghijklmnop12',
    'BASIC dXNlcjpwYXNzd29yZA==',
    'https://user:pa55word@shop.com',
  ])('are known by their shape wherever they stand: %s', (secret) => {
    const description = `Use ${secret} here`;
    const { collection } = settle(collectionOf([get('A', 'https://shop.com/a', { description })]), []);
    const text = JSON.stringify(collection);
    expect(text).toContain('***');
    expect(text).not.toContain(secret);
  });
});

describe('A settled collection', () => {
  it('loads, and its secrets are asked for in the settings', async () => {
    const settled = settle(
      collectionOf([get('A', 'https://shop.com/a')], {
        auth: {
          type: 'apikey',
          apikey: [
            { key: 'key', value: 'X-Key' },
            { key: 'value', value: 'abc-12345678' },
          ],
        },
      }),
      [],
    );
    const { secrets } = await load({
      'collections/shop.json': settled.collection,
      'collections/contract.yaml': proposalText(proposalOf([], [], [], settled.secrets)),
    });
    expect(secrets).toEqual([{ name: 'xKey', setting: 'VAR_X_KEY', needed: ['sandbox', 'production'] }]);
    expect(settled.settings).toContainEqual({
      name: 'SANDBOX_VAR_X_KEY',
      value: 'abc-12345678',
      secret: true,
    });
  });

  it('is the same when it is settled again', () => {
    const once = settle(
      collectionOf([get('A', '{{host}}/v1/{{client_id}}/a?api_key=abc-12345678')], {
        variable: [{ key: 'host', value: 'https://shop.com' }],
      }),
      [],
    ).collection;
    expect(settle(once, []).collection).toEqual(once);
  });
});

describe('The base URL of a collection that has one', () => {
  const settled = (path: string, more: JsonObject = {}) =>
    settle(
      collectionOf([get('A', `{{baseUrl}}${path}/a`), get('B', `{{baseUrl}}${path}/b`, more)], {
        variable: [{ key: 'baseUrl', value: 'https://shop.example' }],
      }),
      [],
    );
  const changesIn = ({ notes }: ReturnType<typeof settle>): string[] =>
    notes.filter(({ fate }) => fate === 'changed').map(({ fact }) => fact);

  it('takes up what all paths begin with, and that is said', () => {
    expect(changesIn(settled('/api/v2'))).toEqual([
      'the start of the path, /api/v2, became a part of {{baseUrl}} (2 times)',
    ]);
  });

  it('stays as it is where nothing is to be taken up, or a script writes addresses with it', () => {
    const event = script('test', 'pm.sendRequest(pm.variables.get("baseUrl") + "/api/v2/c", f)');
    expect(changesIn(settled(''))).toEqual([]);
    expect(changesIn(settled('/api/v2', { event: [event] }))).toEqual([]);
  });
});

describe('A user name with an @', () => {
  it.each([
    ['https://us@r:p@ss1word@s.shop.com/a', 'us@r', 'p@ss1word'],
    ['https://ada@example.org:pw4711x@s.shop.com/a', 'ada@example.org', 'pw4711x'],
  ])('ends before the host, at the last one: %s', (url, username, password) => {
    const { collection } = settle(collectionOf([get('A', url)]), []);
    const text = JSON.stringify(collection);
    expect(text).toContain(`"value":${JSON.stringify(username)}`);
    expect(text).not.toContain('@s.shop');
    expect(settingsOf(collectionOf([get('A', url)]))['SANDBOX_BASE_URL']).toBe('https://s.shop.com');
    expect(text.includes(password)).toBe(false);
  });
});

describe('A script that looks at the URL before it is sent', () => {
  const told = (listen: 'prerequest' | 'test', source: string, url = '{{host}}/a') => {
    const variable = [
      { key: 'host', value: 'https://shop.example' },
      { key: 'baseUrl', value: 'https://shop.example' },
    ];
    const items = [get('A', url, { event: [script(listen, source)] }), get('B', url)];
    const { notes } = settle(collectionOf(items, { variable }), []);
    return notes
      .filter(({ fact }) => fact.includes('looks at its URL'))
      .map(({ fate, place }) => [fate, place]);
  };

  it('is named, since the text that it sees is written otherwise', () => {
    for (const source of [
      'if (pm.request.url.toString().startsWith("{{host}}")) a();',
      'sign(request.url)',
      'const { url } = pm.request;',
      'JSON.stringify(pm.request)',
    ])
      expect(told('prerequest', source), source).toEqual([['advice', 'A']]);
  });

  it('is not where it sees what is sent, looks at something else, or nothing was written otherwise', () => {
    expect(told('test', 'pm.request.url.toString()')).toEqual([]);
    expect(told('prerequest', 'pm.request.headers.add({}); // pm.request.url')).toEqual([]);
    expect(told('prerequest', 'pm.request.url.toString()', '{{baseUrl}}/a')).toEqual([]);
  });
});

describe('A script that looks at a part of the request before it is sent', () => {
  const told = (source: string, more: JsonObject, holder: JsonObject = {}) => {
    const request = { method: 'POST', url: '{{baseUrl}}/a', ...more };
    const items = [item('A', { event: [script('prerequest', source)] }, request)];
    const variable = [
      { key: 'baseUrl', value: 'https://shop.example' },
      { key: 'client_id', value: 'cid_12345' },
      { key: 'token', value: 'tok_1234567890abcdef' },
    ];
    const { notes } = settle(structuredClone(collectionOf(items, { variable, ...holder })), []);
    return notes.filter(({ fact }) => fact.includes('looks at its')).map(({ fact }) => fact.split(',')[0]);
  };
  const header = [{ key: 'X-Client-Id', value: '{{client_id}}' }];
  const body = { mode: 'raw', raw: '{"client": "{{client_id}}"}' };
  const auth = { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}' }] };

  it('is named, since the client id or the token is called otherwise there, or has become a variable', () => {
    const seen = (part: string) => [`a script before the request looks at its ${part}`];
    expect(told('sign(pm.request.headers.get("X-Client-Id"))', { header })).toEqual(seen('headers'));
    expect(told('sign(pm.request.body.raw)', { body })).toEqual(seen('body'));
    expect(told('if (request.data.includes("{{client_id}}")) f();', { body })).toEqual(seen('body'));
    expect(told('check(pm.request.auth)', { auth })).toEqual(seen('auth'));
    expect(told('check(pm.request.auth)', {}, { auth })).toEqual(seen('auth'));
    const literal = [{ key: 'X-Client-Id', value: 'cid_12345' }];
    expect(told('sign(pm.request.headers.toObject())', { header: literal })).toEqual(seen('headers'));
    expect(told('sign(JSON.stringify(pm.request))', { header, body }).length).toBe(2);
  });

  it('is not where that part stays as it is, or the script only writes it', () => {
    expect(told('sign(pm.request.body.raw)', { header })).toEqual([]);
    expect(told('pm.request.headers.upsert({ key: "X-A", value: "b" })', { header })).toEqual([]);
    expect(told('pm.request.body.raw = "{}"; pm.request.body.update("{}")', { body })).toEqual([]);
    expect(told('sign(pm.request.body.raw)', { body: { mode: 'raw', raw: '{{other}}' } })).toEqual([]);
  });
});

describe('A user name and a password in a URL', () => {
  const told = (more: JsonObject) => {
    const request = { method: 'GET', url: 'https://ada:pa55@shop.example/a', ...more };
    const { collection, notes } = settle(collectionOf([item('A', {}, request)]), []);
    expect(JSON.stringify(collection)).not.toContain('pa55');
    return notes.filter(({ fact }) => fact.includes('in the URL')).map(({ fate }) => fate);
  };

  it('become Basic auth, or are told to be left out where another Authorization is sent', () => {
    expect(told({})).toEqual(['changed']);
    const header = { key: 'authorization', value: 'Bearer {{t}}' };
    expect(told({ header: [header] })).toEqual(['lost']);
    expect(told({ header: [{ ...header, disabled: true }] })).toEqual(['changed']);
    expect(told({ auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{t}}' }] } })).toEqual(['lost']);
  });
});

describe('A base URL that ends with a slash', () => {
  it('is told where the paths begin with one', () => {
    const factsOf = (value: string) =>
      settle(
        collectionOf([get('A', '{{host}}/a'), get('B', '{{host}}/b/')], {
          variable: [{ key: 'host', value }],
        }),
        [],
      )
        .notes.filter(({ fact }) => fact.includes('two slashes'))
        .map(({ place }) => place);
    expect(factsOf('https://shop.example/')).toEqual(['A, B']);
    expect(factsOf('https://shop.example')).toEqual([]);
    expect(factsOf('/')).toEqual([]);
  });

  const settledWith = (value: string, urls: readonly string[]) => {
    const source = 'pm.sendRequest(pm.variables.get("host") + "login", f)';
    const items = urls.map((url) => get('A', url, { event: [script('prerequest', source)] }));
    const { collection, settings } = settle(collectionOf(items, { variable: [{ key: 'host', value }] }), []);
    const sent = objectsOf(collection['item']).map(({ request }) => isObject(request) && request['url']);
    const [variable] = objectsOf(collection['variable']);
    return { sent, base: settings[0]?.value, host: variable?.['value'] };
  };

  it('keeps it for scripts, and loses none in requests', () => {
    expect(settledWith('https://shop.example/v1/', ['{{host}}a', '{{host}}b/c', '{{host}}/d'])).toEqual({
      sent: ['{{baseUrl}}/a', '{{baseUrl}}/b/c', '{{baseUrl}}//d'],
      base: 'https://shop.example/v1',
      host: '{{baseUrl}}/',
    });
    expect(settledWith('https://shop.example//', ['{{host}}/a', '{{host}}/b'])).toEqual({
      sent: ['{{baseUrl}}///a', '{{baseUrl}}///b'],
      base: 'https://shop.example',
      host: '{{baseUrl}}//',
    });
  });

  it('is no more than that where it has no host yet', () => {
    for (const value of ['/', ''])
      expect(settledWith(value, ['{{host}}/a', '{{host}}/b']), value).toEqual({
        sent: ['{{baseUrl}}/a', '{{baseUrl}}/b'],
        base: '',
        host: '{{baseUrl}}',
      });
    expect(settledWith('', ['{{host}}a', '{{host}}b/c']).sent).toEqual(['{{baseUrl}}/a', '{{baseUrl}}/b/c']);
  });

  it('is told where one environment has it and the other has not', () => {
    const differing = (one: string, two: string) =>
      settle(collectionOf([get('A', '{{host}}/a'), get('B', '{{host}}/b')]), [
        exported('sandbox', { host: one }),
        exported('production', { host: two }),
      ]).notes.filter(({ fact }) => fact.includes('ends with a slash in one'));
    expect(differing('https://a.example/', 'https://b.example')).toHaveLength(1);
    expect(differing('https://a.example/', 'https://b.example/')).toEqual([]);
  });
});

describe('The hosts that requests go to beside the base URL', () => {
  const beside = (url: string) =>
    settle(
      collectionOf([get('A', 'https://shop.example/a'), get('B', 'https://shop.example/b'), get('C', url)]),
      [],
    );

  it.each([
    ['https://Files.shop.example:8443/c', ['files.shop.example:8443']],
    ['https:///c', []],
    ['https://{{files}}/c', []],
  ])('of %s are those that contract.yaml takes', (url, hosts) => {
    expect(beside(url).hosts).toEqual(hosts);
  });

  it('are told, and so is a request that names none', () => {
    const facts = beside('https:///c').notes.map(({ place, fact }) => [place, fact]);
    expect(facts).toContainEqual(['C', 'the address of the request names no host']);
  });
});

describe('Places that notes name', () => {
  it('are folders by their whole path and operations by their final names, those without a name too', () => {
    const auth = { type: 'basic', basic: [{ key: 'password', value: 'hunter2!9x' }] };
    const event = [script('test', "const password = 'hunter2!9y';")];
    const inner = get('', 'https://a.shop.com/x', { event });
    const { notes } = settle(collectionOf([{ name: 'F', item: [{ name: ' ', auth, item: [inner] }] }]), []);
    const places = new Map(notes.map(({ fact, place }) => [fact, place]));
    expect(places.get('a secret of the auth moved to .env')).toBe('F / unnamed');
    expect(places.get('a secret that stood in a script moved to .env')).toBe('F / unnamed / GET /x');
  });
});

describe('A token of a variable whose name a script makes up', () => {
  const taken = (source: string) => {
    const header = [{ key: 'Authorization', value: 'Bearer {{AccessToken_17}}' }];
    const event = [script('prerequest', source)];
    const request = item('A', { event }, { method: 'GET', url: 'https://a.shop.com/x', header });
    const variable = [{ key: 'AccessToken_17', value: 'an-old-token-4711' }];
    return settle(collectionOf([request], { variable }), []).settings.map(({ name }) => name);
  };

  it('stays where the script may set it, though it has a value: that one may be old', () => {
    const made = ['const name = `AccessToken_${id}`; pm.environment.set(name, token);'];
    made.push('pm.variables.set("AccessToken_" + id, token);');
    for (const source of made) expect(taken(source), source).not.toContain('SANDBOX_BEARER_TOKEN');
  });

  it('is taken where what the script makes up begins otherwise, or is only read', () => {
    for (const source of [
      'pm.environment.set("page_" + id, 1);',
      'pm.environment.get("AccessToken_" + id);',
      'pm.environment.get("AccessToken_17"); pm.environment.set("page_" + id, 1);',
    ])
      expect(taken(source), source).toContain('SANDBOX_BEARER_TOKEN');
  });
});

describe('A script that is turned off', () => {
  it('sets no token, so the token of the requests is taken as it would be without the script', () => {
    const event = [
      { ...script('test', "pm.environment.set('token', pm.response.json().token);"), disabled: true },
    ];
    const header = [{ key: 'Authorization', value: 'Bearer {{token}}' }];
    const request = item('A', { event }, { method: 'GET', url: 'https://a.shop.com/x', header });
    const { collection, settings, notes } = settle(collectionOf([request]), []);
    expect(JSON.stringify(collection)).toContain('Bearer {{bearerToken}}');
    expect(settings.map(({ name }) => name)).toContain('SANDBOX_BEARER_TOKEN');
    expect(notes.map(({ fact }) => fact).join()).not.toContain('a script of the collection sets it');
  });
});
