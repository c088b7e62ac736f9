import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../../src/settings/settings.js';
import { newmanHost } from '../../newman-host.js';
import { item, type ReadServer, readServer, runReading, type Seen } from './reads.js';

const host = newmanHost();

let server: ReadServer;
let elsewhere: ReadServer;
beforeAll(async () => {
  server = await readServer();
  elsewhere = await readServer();
});
afterAll(() => Promise.all([server.close(), elsewhere.close()]));

/** One operation of each kind of body, with what of its requests a server may see. */
interface Kind {
  readonly request: (name: string) => unknown;
  readonly isDeclared: (seen: Seen, name: string) => boolean;
}

const JSON_HEADER = [{ key: 'Content-Type', value: 'application/json' }];
const parts = (name: string) => ({
  raw: `{{baseUrl}}/${name}/{{thing}}?page={{page}}&all=1`,
  host: ['{{baseUrl}}'],
  path: [name, '{{thing}}'],
  query: [
    { key: 'page', value: '{{page}}' },
    { key: 'all', value: '1' },
  ],
});
const hasDeclaredUrl = ({ url }: Seen, name: string): boolean =>
  new RegExp(`^/api/${name}/[^/?]+\\?page=[^&]*&all=1$`).test(url);
const isSearch = (text: string): boolean => {
  try {
    const { action, ...rest } = JSON.parse(text);
    return action === 'find' && Object.keys(rest).join() === 'of,limit';
  } catch {
    return false;
  }
};

const READ: Kind = {
  request: (name) => ({ method: 'GET', url: parts(name) }),
  isDeclared: (seen, name) => seen.method === 'GET' && hasDeclaredUrl(seen, name) && seen.body === '',
};

const KINDS: readonly Kind[] = [
  READ,
  {
    request: (name) => ({
      method: 'POST',
      header: JSON_HEADER,
      url: parts(name),
      body: { mode: 'raw', raw: '{"action":"find", "of":"{{thing}}" /* any */, "limit":{{limit}}}' },
    }),
    isDeclared: (seen, name) =>
      seen.method === 'POST' &&
      hasDeclaredUrl(seen, name) &&
      // Whether the comment is sent is not the guard's affair.
      isSearch(seen.body.replace('/* any */', '')),
  },
  {
    request: (name) => ({
      method: 'POST',
      url: parts(name),
      body: { mode: 'urlencoded', urlencoded: [{ key: 'of', value: '{{thing}}' }] },
    }),
    isDeclared: (seen, name) =>
      seen.method === 'POST' && hasDeclaredUrl(seen, name) && /^of=[^&=]*$/.test(seen.body),
  },
  {
    request: (name) => ({
      method: 'POST',
      url: parts(name),
      body: {
        mode: 'graphql',
        graphql: { query: 'query Q($a: ID) { thing(a: $a) { id } }', variables: '{"a":"{{thing}}"}' },
      },
    }),
    isDeclared: (seen, name) =>
      seen.method === 'POST' &&
      hasDeclaredUrl(seen, name) &&
      JSON.parse(seen.body).query.startsWith('query Q'),
  },
];

const METHODS = ['DELETE', 'PUT', 'PATCH', 'POST', 'GET', 'PURGE'];
/** Values with which a variable would be more than one segment or one value. */
const VALUES = [
  'a1',
  'a1/delete',
  '../delete',
  '..',
  '..%2fdelete',
  'a1?action=delete',
  'a1#',
  'a1","action":"delete","x":"',
  '1,"action":"delete"',
  '{"action":"delete"}',
  '',
];

/** Everything that scripts are offered to change a request or to send one. */
function statements(here: string, there: string): fc.Arbitrary<string> {
  const method = fc.constantFrom(...METHODS);
  const value = fc.constantFrom(...VALUES).map((text) => JSON.stringify(text));
  const url = fc
    .constantFrom(`${here}/api/wipe`, `${there}/api/wipe`, `${here}/wipe?all=1`)
    .map((text) => `'${text}'`);
  const scope = fc.constantFrom('environment', 'collectionVariables', 'globals', 'variables');
  const variable = fc.constantFrom('thing', 'page', 'limit', 'baseUrl', 'clientId');
  return fc.oneof(
    method.map((name) => `pm.request.method = '${name}';`),
    method.map((name) => `pm.request.update({ url: pm.request.url.toString(), method: '${name}' });`),
    fc.tuple(url, method).map(([to, name]) => `pm.request.update({ url: ${to}, method: '${name}' });`),
    url.map((to) => `pm.request.url = ${to};`),
    url.map((to) => `pm.request.url.update(${to});`),
    fc.constant("pm.request.url.path.push('delete');"),
    fc.constant("pm.request.url.path = ['wipe'];"),
    value.map((text) => `pm.request.url.path[1] = ${text};`),
    fc.constant("pm.request.url.addQueryParams([{ key: '_method', value: 'DELETE' }]);"),
    fc.constant("pm.request.url.removeQueryParams('all');"),
    value.map((text) => `pm.request.url.query.upsert({ key: 'all', value: ${text} });`),
    fc.constant(
      `pm.request.url.host = ['${new URL(there).hostname}']; pm.request.url.port = '${new URL(there).port}';`,
    ),
    fc
      .constantFrom('X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override')
      .map((name) => `pm.request.headers.upsert({ key: '${name}', value: 'DELETE' });`),
    fc.constant(`pm.request.headers.upsert({ key: 'Host', value: '${new URL(there).host}' });`),
    value.map((text) => `pm.request.body.raw = ${text};`),
    fc.constant(`pm.request.body.update({ mode: 'raw', raw: '{"action":"delete"}' });`),
    fc.constant(
      "pm.request.body.update({ mode: 'urlencoded', urlencoded: [{ key: 'action', value: 'delete' }] });",
    ),
    fc.constant("pm.request.body.update({ mode: 'graphql', graphql: { query: 'mutation M { wipe }' } });"),
    fc.constant('pm.request.body = undefined;'),
    fc.tuple(scope, variable, value).map(([of, name, text]) => `pm.${of}.set('${name}', ${text});`),
    url.map((to) => `pm.environment.set('baseUrl', ${to});`),
    fc.tuple(url, method).map(([to, name]) => `pm.sendRequest({ url: ${to}, method: '${name}' }, () => {});`),
    fc
      .tuple(url, method, fc.boolean())
      .map(
        ([to, name, tunnel]) =>
          `pm.sendRequest({ url: ${to}, method: '${name}', proxy: { host: 'localhost', port: ${new URL(there).port}, tunnel: ${tunnel} } }, () => {});`,
      ),
    url.map((to) => `pm.sendRequest(${to}, () => {});`),
    url.map((to) => `setTimeout(() => pm.sendRequest({ url: ${to}, method: 'DELETE' }, () => {}), 5);`),
    fc.constant("pm.cookies.jar().set(pm.request.url.toString(), '_method', 'DELETE', () => {});"),
    fc.constant(
      "pm.request.auth = { type: 'apikey', apikey: [{ key: 'key', value: '_method' }, { key: 'value', value: 'DELETE' }, { key: 'in', value: 'query' }] };",
    ),
    fc.constant("request.method = 'DELETE'; request.url = 'x';"),
    fc.constant("postman.setEnvironmentVariable('baseUrl', 'https://example.invalid');"),
  );
}

/** Who has a test is part of the journey. */
const TEST = "pm.test('200', () => pm.response.to.have.status(200));";

const kindOf = (at: number): Kind => KINDS[at % KINDS.length] ?? READ;

/** Operations with scripts that were made up, half of them behind the request: what those set is there for the next. */
function madeUp(count: number, seed: number) {
  const some = fc.array(statements(server.origin, elsewhere.origin), { minLength: 1, maxLength: 3 });
  return fc.sample(some, { numRuns: count, seed }).map((script, at) => {
    const name = `op${at}`;
    const lines = script.map((line) => `try { ${line} } catch (error) {}`);
    const behind = at % 2 === 1;
    return item(name, kindOf(at).request(name), behind ? [] : lines, [...(behind ? lines : []), TEST]);
  });
}

const collection = {
  variable: [
    { key: 'thing', value: 'a1' },
    { key: 'page', value: '1' },
    { key: 'limit', value: '5' },
  ],
};

const only = (...rules: string[]) => ({ host, selection: { ...EVERYTHING, rules } });

describe('Whatever scripts do to requests, or send themselves', () => {
  it('a production that may only be read sees what the collection declares, and nothing else', async () => {
    const plain = KINDS.map((kind, at) => item(`plain${at}`, kind.request(`plain${at}`), [], [TEST]));
    const items = [...plain, ...madeUp(60, 4711)];
    const result = await runReading({ server, items, collection }, only('collection/assertion'));
    const strange = server.seen.filter((seen) => {
      const [, , name = ''] = seen.url.split(/[/?]/);
      const at = /^(?:op|plain)(\d+)$/.exec(name)?.[1];
      return at === undefined || isOverridden(seen) || !kindOf(Number(at)).isDeclared(seen, name);
    });
    expect(strange).toEqual([]);
    expect(elsewhere.connections()).toBe(0);
    for (const { name } of plain) {
      const arrived = server.seen.filter(({ url }) => url.startsWith(`/api/${name}/a1`));
      expect(arrived.length).toBeGreaterThan(0);
    }
    expect(result.problems).toEqual([]);
    expect(result.notes.join('\n')).toContain('nothing may be changed in production');
  });

  it('no probe that is made of such a request changes anything either', async () => {
    server.seen.length = 0;
    const items = madeUp(12, 815);
    await runReading({ server, items, collection }, only('request/*', 'authentication/*', 'status/*'));
    const changing = server.seen.filter(
      (seen) => !['GET', 'POST'].includes(seen.method) || isOverridden(seen) || seen.url.includes('wipe'),
    );
    expect(changing).toEqual([]);
    expect(elsewhere.connections()).toBe(0);
    expect(server.seen.length).toBeGreaterThan(20);
  });
});

const isOverridden = ({ headers }: Seen): boolean =>
  Object.keys(headers).some((name) => /method/.test(name)) || !`${headers['host']}`.startsWith('localhost');
