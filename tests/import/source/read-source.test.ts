import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ContractError } from '../../../src/contract/errors.js';
import { readSource } from '../../../src/import/source/read-source.js';
import type { SourceOptions } from '../../../src/import/source/source.js';

const KEY = 'PMAK-of-a-test-0123456789';
const UID = '12345-11111111-2222-3333-4444-555555555555';
const COLLECTION = '{"info":{"name":"Shop"},"item":[]}';

let cwd = '';
const servers: Server[] = [];

beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'source-'));
  writeFileSync(path.join(cwd, 'shop.json'), `\uFEFF${COLLECTION}`);
});
afterAll(() => rmSync(cwd, { recursive: true }));
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${port(server)}`;
}

function port(server: Server): number {
  const address = server.address();
  const isBound = (value: typeof address): value is AddressInfo =>
    typeof value === 'object' && value !== null;
  if (!isBound(address)) throw new Error('the server has no port');
  return address.port;
}

const read = (named: string, options: Partial<SourceOptions> = {}) =>
  readSource(named, { cwd, env: {}, ...options });

async function refusal(named: string, options: Partial<SourceOptions> = {}): Promise<ContractError> {
  const error = await read(named, options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ContractError)) throw new Error(`${named} was not refused: ${String(error)}`);
  return error;
}

describe('What lies on the disk', () => {
  it('is read as text, without its byte order mark', async () => {
    expect(await read('shop.json')).toEqual({ kind: 'text', text: COLLECTION, place: 'shop.json' });
  });

  it('is read where PowerShell wrote it as UTF-16', async () => {
    writeFileSync(path.join(cwd, 'wide.json'), Buffer.from(`\uFEFF${COLLECTION}`, 'utf16le'));
    expect(await read('wide.json')).toMatchObject({ text: COLLECTION });
  });

  it('is handed on where it is a directory', async () => {
    expect(await read('.')).toEqual({ kind: 'directory', directory: cwd, place: '.' });
  });

  it('is refused where it is no UTF-8, since characters would be lost', async () => {
    writeFileSync(path.join(cwd, 'latin.json'), Buffer.from('{"name":"Caf\xe9"}', 'latin1'));
    expect(await refusal('latin.json')).toMatchObject({ code: 'SOURCE_UNREADABLE', fix: 'Save it as UTF-8' });
  });

  it('is refused where it is an archive', async () => {
    writeFileSync(path.join(cwd, 'export.zip'), Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe]));
    expect((await refusal('export.zip')).fact).toContain('archive');
  });

  it('is refused where it is larger than is read', async () => {
    expect((await refusal('shop.json', { cap: 10 })).fact).toContain('0.0 MB');
  });
});

describe('A name that leads to nothing', () => {
  it('is refused with the file that is meant', async () => {
    expect(await refusal('shpo.json')).toMatchObject({
      code: 'SOURCE_UNKNOWN',
      place: 'shpo.json',
      fix: 'Did you mean shop.json',
    });
  });

  it('is refused where it is a URL of another scheme', async () => {
    expect((await refusal('ftp://user:secret@host/x.json')).message).not.toContain('secret');
  });

  it('is refused where it begins as a URL and is none', async () => {
    expect(await refusal('http://user:secret@/?token=secret')).toMatchObject({ code: 'SOURCE_UNKNOWN' });
    expect((await refusal('http://user:secret@/?token=secret')).message).not.toContain('secret');
  });
});

describe('A URL', () => {
  it('is fetched, its redirects followed, and its query is told to nobody', async () => {
    const base = await serve((request, response) => {
      if (request.url === '/old?token=t0p') response.writeHead(302, { location: '/new' }).end();
      else response.end(COLLECTION);
    });
    expect(await read(`${base}/old?token=t0p`)).toEqual({
      kind: 'text',
      text: COLLECTION,
      place: `${base}/old`,
    });
  });

  it('may hold a name and a password, which go into a header', async () => {
    const base = await serve((request, response) => response.end(`"${request.headers.authorization}"`));
    const source = await read(base.replace('//', '//me:p%40ss@'));
    expect(source).toMatchObject({ text: `"Basic ${Buffer.from('me:p@ss').toString('base64')}"` });
    expect(source.place).not.toContain('ss@');
  });

  it.each([401, 403, 404, 500])('that is answered with %i is refused', async (status) => {
    const base = await serve((_, response) => response.writeHead(status).end(COLLECTION));
    expect(await refusal(`${base}/x.json`)).toMatchObject({
      code: 'SOURCE_UNREADABLE',
      place: `${base}/x.json`,
      fact: `the server answered ${status}`,
    });
  });

  it.each([
    [404, 'Check the address'],
    [429, 'Try again later, or download the file and name it'],
    [503, 'Try again later, or download the file and name it'],
  ])('that is answered with %i is refused with what helps', async (status, fix) => {
    const base = await serve((_, response) => response.writeHead(status).end());
    expect(await refusal(base)).toMatchObject({ fix });
  });

  it('is refused where its redirects never end', async () => {
    const base = await serve((_, response) => response.writeHead(302, { location: '/' }).end());
    expect((await refusal(base)).fact).toBe('it redirects more often than is followed');
  });

  it('is refused where nobody answers', async () => {
    const base = await serve(() => {});
    servers.pop()?.close();
    expect((await refusal(`${base}/x.json`)).fact).toBe('it cannot be fetched (ECONNREFUSED)');
  });

  it('is refused where the answer never ends', async () => {
    const base = await serve((_, response) => {
      response.write('{');
    });
    expect((await refusal(base, { timeout: 200 })).fact).toBe('no whole answer came in time');
    servers.at(-1)?.closeAllConnections();
  });

  it('is refused where the answer is larger than is read', async () => {
    const base = await serve((_, response) => response.end('x'.repeat(5000)));
    expect((await refusal(base, { cap: 1000 })).fact).toContain('larger');
  });

  it('is fetched by way of the proxy that the environment names', async () => {
    const asked: string[] = [];
    const proxy = await serve((_, response) => response.end());
    servers.at(-1)?.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    await refusal('http://shop.invalid/x.json', { env: { HTTP_PROXY: proxy } });
    expect(asked).toEqual(['shop.invalid:80']);
  });

  it('is refused where the proxy is no address, which may hold a password', async () => {
    const error = await refusal('http://shop.invalid/', { env: { HTTP_PROXY: 'http://:secret@' } });
    expect(error.code).toBe('SETTING_INVALID');
    expect(error.message).not.toContain('secret');
  });
});

describe('A collection of the Postman API', () => {
  const postman = (): Promise<string> =>
    serve((request, response) => {
      if (request.headers['x-api-key'] !== KEY) {
        response.writeHead(401).end('{"error":{"name":"AuthenticationError"}}');
      } else if (request.url === `/collections/${UID}`) response.end(`{"collection":${COLLECTION}}`);
      else if (request.url?.includes('99999-')) response.writeHead(302, { location: '/elsewhere' }).end();
      else response.writeHead(404).end('{"error":{"name":"instanceNotFoundError"}}');
    });

  it('is read with the key, as the API wraps it', async () => {
    const source = await read(UID, { env: { POSTMAN_API_KEY: KEY }, postmanApi: await postman() });
    expect(source).toEqual({
      kind: 'text',
      text: `{"collection":${COLLECTION}}`,
      place: `Postman collection ${UID}`,
    });
  });

  it('is refused where the key cannot be sent, and the key is not told', async () => {
    const error = await refusal(UID, { env: { POSTMAN_API_KEY: `${KEY}\nX: 1` } });
    expect(error).toMatchObject({ code: 'SETTING_INVALID', place: 'POSTMAN_API_KEY' });
    expect(error.message).not.toContain(KEY);
  });

  it('is refused where there is no key', async () => {
    expect(await refusal(UID)).toMatchObject({ code: 'SETTING_MISSING', place: 'POSTMAN_API_KEY' });
  });

  it.each([
    ['the key is wrong', UID, 'PMAK-wrong-key', 'Postman refuses the key (401)'],
    [
      'there is no such collection',
      UID.replace('1111', '2222'),
      KEY,
      'Postman has no such collection for this key (404)',
    ],
    ['the API sends the key elsewhere', UID.replace('12345-', '99999-'), KEY, 'Postman answered 302'],
  ])('is refused where %s, and no error holds the key', async (_, uid, key, fact) => {
    const error = await refusal(uid, { env: { POSTMAN_API_KEY: key }, postmanApi: await postman() });
    expect(error).toMatchObject({ code: 'SOURCE_UNREADABLE', fact });
    expect(JSON.stringify(error) + error.message + error.stack).not.toContain(key);
  });
});
