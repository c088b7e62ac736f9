import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import { plaintextRefused } from '../../src/rules/transport/plaintext-refused.js';
import { httpsServer } from '../tls-server.js';
import { closing, judged, lookAt, mixedServer } from './looking.js';

const api: RequestListener = (_request, response) => {
  response.writeHead(401, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error_code: 'unknown_client', error_type: 'auth' }));
};
const answering = (status: number, headers: Record<string, string>, body: string): Server =>
  createHttpServer((_request, response) => {
    response.writeHead(status, headers);
    response.end(body);
  });
const saying = (bytes: string | Buffer): Server =>
  createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(bytes));
  });

const JSON_TYPE = { 'content-type': 'application/json' };

async function judgement(clear: Server) {
  return judged(plaintextRefused, await lookAt(await mixedServer(clear, api)))[''];
}

describe('HTTP in clear', () => {
  it('is refused by a server that speaks TLS only', async () => {
    const server = closing(await httpsServer(api));
    expect(judged(plaintextRefused, await lookAt(server))['']).toMatchObject({ holds: true });
  });

  it.each([
    [
      'that the plain request came to an HTTPS port',
      answering(400, { 'content-type': 'text/html' }, '<h1>400</h1>'),
    ],
    [
      'with a refusal that is not the one over TLS',
      answering(403, JSON_TYPE, '{"error_code":"https_only","error_type":"x"}'),
    ],
    ['that nothing is there', answering(404, {}, '')],
    ['with a TLS alert', saying(Buffer.from([21, 3, 3, 0, 2, 2, 70]))],
    ['by closing', saying('')],
  ] as const)('is refused where it is answered %s', async (_name, clear) => {
    expect(await judgement(clear)).toMatchObject({ holds: true });
  });

  it('may be sent on to https, which is a remark', async () => {
    const clear = answering(301, { location: 'https://localhost/billers' }, '');
    expect(await judgement(clear)).toMatchObject({
      holds: true,
      notes: [expect.stringMatching(/answered 301 in clear, and sent on to https/)],
    });
  });

  it.each([
    ['200', answering(200, JSON_TYPE, '{"books":[]}'), /answered 200 in clear/],
    ['what it answers over TLS', createHttpServer(api), /"unknown_client", as it does over TLS/],
    [
      'a redirect that stays in clear',
      answering(302, { location: '/elsewhere' }, ''),
      /another address in clear/,
    ],
  ] as const)('is served where it is answered %s', async (_name, clear, received) => {
    expect(await judgement(clear)).toMatchObject({ holds: false, received: expect.stringMatching(received) });
  });

  it('carries no credential: a made-up client_id, and no token', async () => {
    const arrived: string[] = [];
    const server = createHttpServer((request, response) => {
      arrived.push(request.url ?? '', JSON.stringify(request.headers));
      response.end('{}');
    });
    await judgement(server);
    expect(arrived[0]).toBe('/billers/mark-of-clientId/books:find');
    expect(arrived.join(' ')).not.toMatch(/real-client-id|authorization/i);
  });
});
