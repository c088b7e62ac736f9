import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING, type Settings } from '../../../src/settings/settings.js';
import { newmanHost } from '../../newman-host.js';
import { item, type ReadServer, readServer, runReading } from './reads.js';

const host = newmanHost();
const JOURNEY = { host, selection: { ...EVERYTHING, rules: ['collection/assertion'] } };
const TEST = "pm.test('200', () => pm.response.to.have.status(200));";

let server: ReadServer;
let elsewhere: ReadServer;
beforeAll(async () => {
  server = await readServer();
  elsewhere = await readServer();
});
afterAll(() => Promise.all([server.close(), elsewhere.close()]));

const writing = (settings: Settings): Settings => ({
  ...settings,
  environments: settings.environments.map((environment) => ({ ...environment, writes: true })),
});
const read = (before: readonly string[], request: object = {}) =>
  item('Read', { method: 'GET', url: '{{baseUrl}}/read', ...request }, before, [TEST]);

describe('Where everything may be changed', () => {
  it('scripts change requests as in Postman', async () => {
    server.seen.length = 0;
    const changed = read(["pm.request.method = 'DELETE'; pm.request.url.path.push('all');"]);
    const result = await runReading({ server, items: [changed], settings: writing }, JOURNEY);
    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toContain('DELETE /api/read/all');
    expect(result.notes).toEqual([]);
  });

  it.each([
    ['the URL', (port: number) => `pm.request.url = 'https://localhost:${port}/read';`],
    ['the base URL', (port: number) => `pm.environment.set('baseUrl', 'https://localhost:${port}');`],
    [
      'a Host header',
      (port: number) => `pm.request.headers.upsert({ key: 'Host', value: 'localhost:${port}' });`,
    ],
    ['a request of its own', (port: number) => `pm.sendRequest('https://localhost:${port}/read', () => {});`],
  ])('no script reaches a host that is not listed by %s, and the run tells of it', async (_name, script) => {
    server.seen.length = 0;
    const result = await runReading(
      { server, items: [read([script(elsewhere.port)])], settings: writing },
      JOURNEY,
    );
    expect(elsewhere.connections()).toBe(0);
    expect(server.seen.filter(({ headers }) => headers['host'] !== `localhost:${server.port}`)).toEqual([]);
    expect(result.notes.join('\n')).toContain(`localhost:${elsewhere.port}`);
  });

  it('the other environment is reached by no script, though contract.yaml lists its host', async () => {
    const straying = read([`pm.sendRequest('https://localhost:${elsewhere.port}/read', () => {});`]);
    const config = `hosts: ["localhost:${elsewhere.port}"]\n`;
    const unchosen = {
      name: 'sandbox' as const,
      baseUrl: elsewhere.origin,
      clientId: 'other-0815',
      writes: false,
    };
    const settings = (given: Settings): Settings => ({ ...writing(given), unchosen });
    await runReading({ server, items: [straying], config, settings }, JOURNEY);
    expect(elsewhere.connections()).toBe(0);
  });
});

describe('A host that is refused to a script', () => {
  it('is told with what depends on it', async () => {
    const source = [
      `pm.sendRequest('https://lib.example.net/forge.js', (error, answer) => { if (!error) pm.environment.set('digest', answer.text()); });`,
    ];
    const needing = item('Use', {
      method: 'GET',
      header: [{ key: 'Digest', value: '{{digest}}' }],
      url: '{{baseUrl}}/use',
    });
    const result = await runReading({ server, items: [read(source), needing] }, JOURNEY);
    const [note] = result.notes;
    expect(note).toContain('https://lib.example.net');
    expect(note).toContain('Read');
    expect(note).toMatch(/\{\{digest\}\}.*Use needs/);
  });
});

describe('A proxy that a request names', () => {
  const proxied = { host: 'localhost', tunnel: true };

  it('gets no connection, and the request goes the usual way', async () => {
    server.seen.length = 0;
    const proxy = JSON.stringify({ ...proxied, port: elsewhere.port });
    const items = [
      item(
        'Own',
        {
          method: 'GET',
          url: '{{baseUrl}}/own',
          proxy: { ...proxied, port: elsewhere.port, match: '*://*/*' },
        },
        [],
        [TEST],
      ),
      read([
        `pm.sendRequest({ url: '${server.origin}/api/sent', method: 'GET', proxy: ${proxy} }, () => {});`,
      ]),
    ];
    const config = 'readingRequests: ["GET /api/sent"]\n';
    const result = await runReading({ server, items, config }, JOURNEY);
    expect(elsewhere.connections()).toBe(0);
    expect(server.seen.map(({ url }) => url)).toEqual(expect.arrayContaining(['/api/own', '/api/sent']));
    expect(result.notes.join('\n')).toContain('Read: a request names a proxy, which is left out');
  });
});

describe('A request that a script changes, and that readingRequests lists', () => {
  it('leaves as it is, and so do the probes that are made of it', async () => {
    server.seen.length = 0;
    const traced = read(["pm.request.url.addQueryParams('trace=' + Date.now());"]);
    const refused = await runReading({ server, items: [traced] }, JOURNEY);
    expect(refused.notes.join()).toContain('its query has other parameters than in the collection');
    expect(server.seen.filter(({ url }) => url.includes('trace='))).toEqual([]);
    const config = 'readingRequests: ["GET */read"]\n';
    const selection = { ...EVERYTHING, rules: ['collection/assertion', 'status/unknown-endpoint'] };
    const result = await runReading({ server, items: [traced], config }, { host, selection });
    expect(result.notes).toEqual([]);
    expect(server.seen.filter(({ url }) => /\/read\?trace=/.test(url)).length).toBeGreaterThan(1);
    expect(server.seen.filter(({ url }) => /no-such-endpoint.*trace=/.test(url))).toHaveLength(1);
  });
});

describe('The name of an environment', () => {
  it('is what scripts get, so that their own guards hold', async () => {
    server.seen.length = 0;
    const guarded = read(['if (/prod/i.test(pm.environment.name)) pm.execution.skipRequest();']);
    await runReading({ server, items: [guarded] }, JOURNEY);
    expect(server.seen.filter(({ url }) => url.endsWith('/read'))).toEqual([]);
    const files = {
      'collections/production.postman_environment.json': JSON.stringify({ name: 'Shop (live)', values: [] }),
    };
    const named = read(["if (pm.environment.name !== 'Shop (live)') pm.execution.skipRequest();"]);
    await runReading({ server, items: [named], files }, JOURNEY);
    expect(server.seen.filter(({ url }) => url.endsWith('/read'))).toHaveLength(1);
  });
});

describe('A method override that the collection itself declares', () => {
  it('is sent where it only reads', async () => {
    server.seen.length = 0;
    const header = [{ key: 'X-HTTP-Method-Override', value: 'GET' }];
    await runReading({ server, items: [read([], { header })] }, JOURNEY);
    expect(server.seen.length).toBeGreaterThan(0);
    expect(server.seen.map(({ headers }) => headers['x-http-method-override'])).not.toContain(undefined);
  });
});
