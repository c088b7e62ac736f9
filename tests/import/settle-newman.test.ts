import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { settle } from '../../src/import/settle/settle.js';
import type { EnvironmentExport } from '../../src/import/taken.js';
import { echoServer, filledIn } from './echo.js';

const server = echoServer();
const V21 = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.c2lnbmF0dXJlLW9mLWl0';

function collectionOf(item: Json[], more: JsonObject = {}): JsonObject {
  return { info: { name: 'Shop', schema: V21 }, item, ...more };
}

function request(name: string, url: Json, more: JsonObject = {}, item: JsonObject = {}): JsonObject {
  return { name, request: { method: 'POST', url, ...more }, ...item };
}

const script = (listen: string, ...exec: string[]): JsonObject => ({
  listen,
  script: { type: 'text/javascript', exec },
});
const json = (raw: string): JsonObject => ({
  header: [{ key: 'Content-Type', value: 'application/json' }],
  body: { mode: 'raw', raw, options: { raw: { language: 'json' } } },
});

function environment(name: string, values: Readonly<Record<string, string>>): EnvironmentExport {
  return {
    name,
    scope: 'environment',
    values: Object.entries(values).map(([key, value]) => ({ key, value, secret: false, enabled: true })),
  };
}

/** Runs a collection before and after it is settled. */
async function bothWays(collection: JsonObject, values: Readonly<Record<string, string>> = {}) {
  const exports = Object.keys(values).length > 0 ? [environment('sandbox', values)] : [];
  const settled = settle(structuredClone(collection), exports);
  const before = await server.sentBy(collection, values);
  const after = await server.sentBy(settled.collection, filledIn(settled, 'sandbox'));
  return { before, after, settled };
}

describe('A settled collection sends the same requests', () => {
  it('with full hosts in its URLs, as text and as objects', async () => {
    const origin = server.origin();
    const { before, after, settled } = await bothWays(
      collectionOf([
        request('A', `${origin}/v1/things?q=1&r={{x}}`),
        request('B', {
          raw: `${origin}/v1/things/:id?a=b#c`,
          protocol: 'http',
          host: ['127', '0', '0', '1'],
          port: String(server.port()),
          path: ['v1', 'things', ':id'],
          query: [{ key: 'a', value: 'b' }],
          hash: 'c',
          variable: [{ key: 'id', value: '7' }],
        }),
        { name: 'C', request: `${origin}/v1/plain` },
        request('D', `${origin}/v1//odd/`),
      ]),
    );
    expect(after).toEqual(before);
    expect(before).toHaveLength(4);
    expect(JSON.stringify(settled.collection)).not.toContain('127');
    expect(settled.settings).toContainEqual({
      name: 'SANDBOX_BASE_URL',
      value: `${origin}/v1`,
      secret: false,
    });
  });

  it('with nested variables, several for one host, a client id in the path and scripts that read them', async () => {
    const { before, after, settled } = await bothWays(
      collectionOf(
        [
          request('A', { raw: '{{root}}/things', host: ['{{root}}'], path: ['things'] }),
          request('B', '{{protocol}}://{{host}}:{{port}}/billers/{{client_id}}/others'),
          request(
            'C',
            '{{root}}/scripted',
            {},
            {
              event: [
                script(
                  'prerequest',
                  "pm.request.headers.add({ key: 'X-Root', value: pm.environment.get('root') });",
                  "pm.request.headers.add({ key: 'X-Id', value: pm.variables.get('client_id') });",
                ),
              ],
            },
          ),
        ],
        { variable: [{ key: 'protocol', value: 'http' }] },
      ),
      {
        host: '127.0.0.1',
        port: String(server.port()),
        client_id: 'cid_12345',
        root: '{{protocol}}://{{host}}:{{port}}/billers/{{client_id}}',
      },
    );
    expect(after).toEqual(before);
    expect(before.map(({ path }) => path)).toEqual([
      '/billers/cid_12345/things',
      '/billers/cid_12345/others',
      '/billers/cid_12345/scripted',
    ]);
    expect(settled.settings).toContainEqual({
      name: 'SANDBOX_BASE_URL',
      value: `${server.origin()}/billers/{CLIENT_ID}`,
      secret: false,
    });
    expect(settled.settings).toContainEqual({ name: 'SANDBOX_CLIENT_ID', value: 'cid_12345', secret: true });
  });

  it('with tokens, keys and passwords as literals, and holds none of them', async () => {
    const origin = server.origin();
    const basic = Buffer.from('shop:Sup3r-s3cret').toString('base64');
    const { before, after, settled } = await bothWays(
      collectionOf(
        [
          request('A', `${origin}/a`, json('{"password": "hunter22", "n": 1}')),
          request('B', `${origin}/b?api_key=k3y-1234567890`, {
            auth: { type: 'noauth' },
            header: [{ key: 'x-api-key', value: 'k3y-1234567890' }],
          }),
          request('C', `${origin}/c`, {
            auth: { type: 'noauth' },
            header: [{ key: 'Authorization', value: `Basic ${basic}` }],
          }),
          request('D', `${origin}/d`, {
            auth: {
              type: 'basic',
              basic: [
                { key: 'username', value: 'me' },
                { key: 'password', value: 'pa55w0rd!' },
              ],
            },
          }),
          request(
            'E',
            `${origin}/e`,
            {},
            {
              event: [
                script(
                  'prerequest',
                  'const apiSecret = "s3cr3t-of-script";',
                  `const body = '{"client_secret":"very-s3cret-1"}';`,
                  "pm.request.headers.add({ key: 'X-Signed', value: apiSecret + body });",
                  `pm.request.headers.add({ key: 'X-Token', value: \`t ${JWT}\` });`,
                ),
              ],
            },
          ),
          request('F', `${origin}/f`, {
            body: { mode: 'urlencoded', urlencoded: [{ key: 'client_secret', value: 'very-s3cret-1' }] },
          }),
        ],
        {
          auth: { type: 'bearer', bearer: [{ key: 'token', value: JWT }] },
          variable: [{ key: 'unused', value: 'ghp_abcdefghijklmnopqrstuvwxyz0123456789' }],
        },
      ),
    );
    expect(after).toEqual(before);
    expect(before).toHaveLength(6);
    const written = JSON.stringify([settled.collection, settled.environments, settled.notes]);
    const values = [
      JWT,
      basic,
      'hunter22',
      'k3y-1234567890',
      'pa55w0rd!',
      's3cr3t-of-script',
      'very-s3cret-1',
      'ghp_abc',
    ];
    expect(values.filter((value) => written.includes(value))).toEqual([]);
    expect(settled.settings).toContainEqual({ name: 'SANDBOX_BEARER_TOKEN', value: JWT, secret: true });
    expect(settled.settings.filter(({ value }) => value === 'k3y-1234567890')).toHaveLength(1);
    expect(settled.settings.filter(({ value }) => value === 'very-s3cret-1')).toHaveLength(1);
  });

  it('with a user name and a password in the URL or in the variable of the host', async () => {
    const { before, after, settled } = await bothWays(
      collectionOf(
        [
          request('A', `http://me:pa55w0rd@127.0.0.1:${server.port()}/a`),
          request('B', '{{root}}/b'),
          request('C', '{{root}}/c', { header: [{ key: 'Authorization', value: 'Other x' }] }),
        ],
        { variable: [{ key: 'root', value: `http://me:pa55w0rd@127.0.0.1:${server.port()}` }] },
      ),
    );
    expect(after).toEqual(before);
    expect(before[0]?.headers['authorization']).toMatch(/^Basic /);
    expect(JSON.stringify([settled.collection, settled.notes])).not.toContain('pa55w0rd');
    expect(settled.settings.map(({ name }) => name)).toEqual([
      'SANDBOX_BASE_URL',
      'SANDBOX_VAR_BASIC_PASSWORD',
    ]);
  });

  it('with a token that a script takes from an answer, even under a name of the suite', async () => {
    const login = [
      script('test', "pm.collectionVariables.set('bearerToken', pm.response.json().access_token);"),
    ];
    const { before, after, settled } = await bothWays(
      collectionOf(
        [
          request('Login', '{{base_url}}/login', { auth: { type: 'noauth' } }, { event: login }),
          request('A', '{{base_url}}/a'),
        ],
        {
          auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{bearerToken}}' }] },
          variable: [
            { key: 'base_url', value: server.origin() },
            { key: 'bearerToken', value: '' },
          ],
        },
      ),
    );
    expect(after).toEqual(before);
    expect(after[1]?.headers['authorization']).toBe('Bearer issued-1');
    expect(settled.settings.map(({ name }) => name)).toEqual(['SANDBOX_BASE_URL']);
    expect(settled.notes.some(({ fact }) => fact.includes('a script of the collection sets it'))).toBe(true);
  });

  it('where its own variable baseUrl means another host than most requests share', async () => {
    const { before, after, settled } = await bothWays(
      collectionOf(
        [
          request('A', '{{api}}/a'),
          request('B', '{{api}}/b'),
          request(
            'C',
            '{{baseUrl}}/c',
            {},
            {
              event: [
                script(
                  'prerequest',
                  "pm.request.headers.add({ key: 'X-Base', value: pm.variables.get('baseUrl') });",
                ),
              ],
            },
          ),
        ],
        {
          variable: [
            { key: 'api', value: server.origin() },
            { key: 'baseUrl', value: `http://localhost:${server.port()}` },
          ],
        },
      ),
    );
    expect(after).toEqual(before);
    expect(settled.hosts).toEqual([`localhost:${server.port()}`]);
  });
});
