import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../../src/settings/settings.js';
import { newmanHost } from '../../newman-host.js';
import { item, type ReadServer, readServer, runReading } from './reads.js';

const host = newmanHost();
const JOURNEY = { host, selection: { ...EVERYTHING, rules: ['collection/assertion'] } };
const TEST = "pm.test('200', () => pm.response.to.have.status(200));";

let server: ReadServer;
beforeAll(async () => {
  server = await readServer();
});
beforeEach(() => {
  server.seen.length = 0;
});
afterAll(() => server.close());

/** Each item has variables of its own, `thing` by its name: what one sets is not there for the next. */
const variables = (names: readonly string[], values: Readonly<Record<string, string>>) =>
  [...names.map((name) => [`${name}-v`, 'a1']), ...Object.entries(values)].map(([key, value]) => ({
    key,
    value,
  }));
const set = (name: string, value: string): string =>
  `pm.variables.set('${name}-v', ${JSON.stringify(value)});`;
const header = (name: string, value: string): string =>
  `pm.request.headers.upsert({ key: '${name}', value: '${value}' });`;

const get = (name: string, tail = `/{{${name}-v}}`) => ({ method: 'GET', url: `{{baseUrl}}/${name}${tail}` });
const post = (name: string, raw: string, type = 'application/json') => ({
  method: 'POST',
  url: `{{baseUrl}}/${name}`,
  header: [{ key: 'Content-Type', value: type }],
  body: { mode: 'raw', raw },
});
const form = (name: string, urlencoded: unknown) => ({
  method: 'POST',
  url: `{{baseUrl}}/${name}`,
  body: { mode: 'urlencoded', urlencoded },
});

type Case = readonly [request: unknown, script: string];

/** What is the declared request in one reading, and another one in the reading of some server. */
const ANOTHER: Readonly<Record<string, Case>> = {
  twice: [
    post('twice', '{"action":"find","of":"{{twice-v}}"}'),
    `pm.request.body.raw = '{"action":"delete","action":"find","of":"x"}';`,
  ],
  type: [
    post('type', '{"of":"{{type-v}}"}'),
    header('Content-Type', 'application/x-www-form-urlencoded') + set('type', '&action=delete&x='),
  ],
  query: [get('query', '?page={{query-v}}'), set('query', '1;action=delete')],
  parted: [
    form('parted', [{ key: 'of', value: '{{parted-v}}' }]),
    "pm.request.body.update({ mode: 'raw', raw: 'of=a;action=delete' });",
  ],
  matrix: [get('matrix'), set('matrix', '..;')],
  overlong: [get('overlong'), set('overlong', '..%c0%afwipe')],
  wide: [get('wide'), set('wide', '\uFF0E\uFF0E\uFF0Fwipe')],
  methodValue: [get('methodValue', '?_method={{methodValue-v}}'), set('methodValue', 'DELETE')],
  methodName: [get('methodName', '?{{methodName-v}}=DELETE'), set('methodName', '_method')],
  methodForm: [
    form('methodForm', [{ key: '{{methodForm-v}}', value: 'DELETE' }]),
    set('methodForm', '_method'),
  ],
  methodHeader: [get('methodHeader'), header('X_HTTP_METHOD_OVERRIDE', 'DELETE')],
  urlHeader: [get('urlHeader'), header('X-Original-URL', '/api/wipe')],
  mutation: [
    {
      ...post('mutation', ''),
      body: { mode: 'graphql', graphql: { query: 'query Q { a(x: "{{mutation-v}}") { id } }' } },
    },
    set('mutation', 'x") { id } } mutation M { wipe(a: "'),
  ],
  rawMutation: [
    post('rawMutation', '{"query":"{ a(x: {{rawMutation-v}}) { id } }"}'),
    set('rawMutation', '1) { id } } mutation M { wipe(a: 1'),
  ],
};

describe('A request that some server reads as another one', () => {
  it('is not sent where nothing may be changed', async () => {
    const names = Object.keys(ANOTHER);
    const items = Object.entries(ANOTHER).map(([name, [request, script]]) =>
      item(name, request, [script], [TEST]),
    );
    const result = await runReading(
      { server, items, collection: { variable: variables(names, {}) } },
      JOURNEY,
    );
    expect(server.seen.map(({ method, url, body }) => `${method} ${url} ${body}`)).toEqual([]);
    expect(result.notes.join()).toContain('nothing may be changed in production');
  });
});

/** What is odd, and no other request than the declared one; a script before it does nothing to it. */
const DECLARED: Readonly<Record<string, unknown>> = {
  list: post('list', '{"ids":[{{several}}]}'),
  key: post('key', '{"{{field}}":1}'),
  again: post('again', '{"a":1,"a":2}'),
  graph: post('graph', '{"query":"{ a(x: \\"{{graph-v}}\\") { id } }"}'),
  fields: form('fields', [
    { key: '{{field}}', value: '1' },
    { key: 'zz', value: '{{parts}}' },
    { key: 'aa', value: 'a b' },
  ]),
  noFields: form('noFields', []),
  disabled: form('disabled', [{ key: 'a', value: '1', disabled: true }]),
  text: form('text', 'a=1&b={{text-v}}'),
  none: { ...post('none', ''), body: { mode: 'none' } },
  semicolons: get('semicolons', '/a;v=1/{{parts}}?x=1;y=2&z={{parts}}'),
  lower: { ...get('lower'), header: [{ key: 'X-HTTP-Method-Override', value: 'get' }] },
  same: { ...post('same', ''), body: undefined, header: [{ key: 'X-HTTP-Method-Override', value: 'POST' }] },
  rawForm: post('rawForm', 'a={{rawForm-v}}&b=2', 'application/x-www-form-urlencoded'),
};

describe('A request that is odd, and the declared one', () => {
  it('is sent, be there a script before it or not', async () => {
    const names = Object.keys(DECLARED);
    const items = Object.entries(DECLARED).map(([name, request]) =>
      item(name, request, ["pm.variables.set('unrelated', '1');"], [TEST]),
    );
    const values = { several: '1,2,3', field: 'api_key', parts: 'a;b' };
    const result = await runReading(
      { server, items, collection: { variable: variables(names, values) } },
      JOURNEY,
    );
    expect(result.notes).toEqual([]);
    const arrived = new Set(server.seen.map(({ url }) => url.split(/[/?]/)[2]));
    expect([...arrived].sort()).toEqual([...names].sort());
  });
});
