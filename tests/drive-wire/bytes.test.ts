import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Certificate, certificate, httpsServer, rawServer } from '../tls-server.js';
import { answerOf, clientOf, closing, get } from './wire.js';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}';
const echo = async () => closing(await rawServer((socket) => socket.write(OK)));

/** Header lines without those of the framing. */
const linesOf = (request = ''): string[] =>
  (request.split('\r\n\r\n')[0] ?? '')
    .split('\r\n')
    .slice(1)
    .filter((line) => !/^(host|connection|content-length):/i.test(line));

describe('A request on the wire', () => {
  it('has the given headers in their case and order, repeats included, and no others', async () => {
    const server = await echo();
    const headers = [
      ['X-One', '1'],
      ['x-two', 'a, b'],
      ['X-ONE', '2'],
      ['Content-Type', 'application/json; charset=UTF-8'],
      ['X-Empty', ''],
      ['X-Latin', 'caf\xe9'],
    ] as const;
    await clientOf(server).send({ ...get(server.origin), method: 'POST', headers, body: Buffer.from('{}') });
    expect(linesOf(server.requests[0])).toEqual(headers.map(([name, value]) => `${name}: ${value}`));
  });

  it('has the method and the target as given, however odd', async () => {
    const server = await echo();
    const target = '/a/../b//%2f%zz/{id}?x=1&x=%00&y=a+b|c';
    await clientOf(server).send({ ...get(server.origin, target), method: 'PURGE' });
    expect(server.requests[0]).toMatch(/^PURGE /);
    expect(server.requests[0]?.split(' ')[1]).toBe(target);
  });

  it('has the body byte for byte, and its length', async () => {
    const server = await echo();
    const body = Buffer.from([0, 1, 255, 13, 10, 13, 10, 128]);
    await clientOf(server).send({ ...get(server.origin), method: 'POST', body });
    const [head = '', ...rest] = server.requests[0]?.split('\r\n\r\n') ?? [];
    expect(Buffer.from(rest.join('\r\n\r\n'), 'latin1')).toEqual(body);
    expect(head).toMatch(/^content-length: 8$/im);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'GET'])('by %s may have a body', async (method) => {
    const server = await echo();
    await clientOf(server).send({ ...get(server.origin), method, body: Buffer.from('{"a":1}') });
    expect(server.requests[0]).toMatch(/\r\n\r\n\{"a":1\}$/);
  });

  it('has the Host that was given, and the server name of its origin', async () => {
    const server = await echo();
    await clientOf(server).send(get(server.origin, '/', [['Host', 'other.example']]));
    expect(server.requests[0]).toMatch(/^host: other\.example$/im);
  });

  it('that cannot be written is refused, and nothing of it is sent', async () => {
    const server = await echo();
    const client = clientOf(server);
    const { outcome } = await client.send(get(server.origin, '/', [['X-Bad', 'a\r\nX-Injected: 1']]));
    expect(outcome).toMatchObject({ kind: 'none', reason: 'guard' });
    expect(server.requests).toEqual([]);
  });
});

describe('An answer', () => {
  it('is told with its status line, its headers in case, order and repeats, and its body', async () => {
    const head = 'HTTP/1.1 207 Very Odd\r\nX-B: 1\r\nset-cookie: a=1\r\nSet-Cookie: b=2\r\nX-L: caf\xe9\r\n';
    const server = closing(
      await rawServer((socket) => socket.write(`${head}Content-Length: 3\r\n\r\nabc`, 'latin1')),
    );
    const { outcome, duration } = await clientOf(server).send(get(server.origin));
    expect(answerOf(outcome)).toEqual({
      kind: 'answer',
      status: 207,
      statusText: 'Very Odd',
      headers: [
        ['X-B', '1'],
        ['set-cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
        ['X-L', 'caf\xe9'],
        ['Content-Length', '3'],
      ],
      body: Buffer.from('abc'),
      size: 3,
    });
    expect(duration).toBeGreaterThan(0);
  });

  it('with a redirect is not followed', async () => {
    const server = closing(
      await rawServer((socket) =>
        socket.write('HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n'),
      ),
    );
    const { outcome } = await clientOf(server).send(get(server.origin));
    expect(answerOf(outcome).status).toBe(302);
    expect(server.requests).toHaveLength(1);
  });

  it('comes after early hints, which are none', async () => {
    const server = closing(
      await rawServer((socket) => socket.write(`HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${OK}`)),
    );
    const { outcome } = await clientOf(server).send(get(server.origin));
    expect(answerOf(outcome)).toMatchObject({ status: 200, headers: [['Content-Length', '2']] });
  });

  it('without a length ends where the connection does', async () => {
    const server = closing(await rawServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nwhole')));
    const answer = answerOf((await clientOf(server).send(get(server.origin))).outcome);
    expect(answer.body.toString()).toBe('whole');
    expect(answer.defect).toBeUndefined();
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
  ] as const)('in %s is decoded, its size is that on the wire', async (encoding, encode) => {
    const sent = encode(Buffer.from('{"some":"text"}'));
    const server = closing(
      await httpsServer((_request, response) =>
        response.writeHead(200, { 'Content-Encoding': encoding }).end(sent),
      ),
    );
    const answer = answerOf((await clientOf(server).send(get(server.origin))).outcome);
    expect(answer.body.toString()).toBe('{"some":"text"}');
    expect(answer.size).toBe(sent.length);
  });
});

describe('Connections', () => {
  it('are reused one request after another, and there are several at once', async () => {
    const made: Certificate = await certificate();
    let waiting: (() => void)[] = [];
    const server = closing(
      await httpsServer((request, response) => {
        if (request.url === '/now') return response.end('{}');
        waiting.push(() => response.end('{}'));
        if (waiting.length === 5) {
          for (const release of waiting) release();
          waiting = [];
        }
        return response;
      }, made),
    );
    const client = clientOf(server);
    for (let count = 0; count < 20; count++) await client.send(get(server.origin, '/now'));
    // A connection rests for a turn of the event loop after each answer, so two take turns.
    expect(server.connections()).toBeLessThanOrEqual(2);
    // None of these is answered before all five have arrived.
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => client.send(get(server.origin, '/wait'))),
    );
    expect(outcomes.map(({ outcome }) => answerOf(outcome).status)).toEqual([200, 200, 200, 200, 200]);
    expect(server.connections()).toBeGreaterThanOrEqual(5);
  });
});
