import { describe, expect, it } from 'vitest';
import { rawServer, type TestServer } from '../tls-server.js';
import { answerOf, clientOf, closing } from './wire.js';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}';
const HEADED = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n';

const request = ({ origin }: TestServer, method: string, body?: string) => ({
  method,
  origin,
  target: '/a',
  headers: [],
  ...(body !== undefined && { body: Buffer.from(body) }),
});

describe('What goes out and comes in as with Node.js itself', () => {
  it('is a HEAD that leaves the connection open', async () => {
    const server = closing(await rawServer((socket) => socket.write(HEADED)));
    await clientOf(server).send(request(server, 'HEAD'));
    expect(server.requests[0]).toMatch(/^HEAD \/a HTTP\/1\.1\r\n/);
    expect(server.requests[0]).toMatch(/^connection: keep-alive\r$/im);
  });

  it.each(['POST', 'VIEW', 'COPY', 'UNLOCK'])('is a %s that says that it has no body', async (method) => {
    const server = closing(await rawServer((socket) => socket.write(OK)));
    await clientOf(server).send(request(server, method));
    expect(server.requests[0]?.match(/^content-length: .*$/gim)).toEqual(['content-length: 0']);
  });

  it.each(['GET', 'DELETE', 'OPTIONS'])('is a %s that says nothing of a body', async (method) => {
    const server = closing(await rawServer((socket) => socket.write(OK)));
    await clientOf(server).send(request(server, method));
    expect(server.requests[0]).not.toMatch(/content-length/i);
  });

  it.each([
    [
      'before the answer, in one piece with it',
      (write: (text: string) => void) => write(`HTTP/1.1 100 Continue\r\n\r\n${OK}`),
    ],
    [
      'twice, and the answer later',
      (write: (text: string) => void) => {
        write('HTTP/1.1 100 Continue\r\nX-A: 1\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n');
        setTimeout(() => write(OK), 20);
      },
    ],
  ])('is an answer behind a 100 Continue that nobody asked for: %s', async (_how, answer) => {
    const server = closing(await rawServer((socket) => answer((text) => socket.write(text))));
    const client = clientOf(server);
    for (let count = 0; count < 3; count += 1) {
      const { outcome } = await client.send(request(server, 'POST', '{}'));
      expect(answerOf(outcome)).toMatchObject({ status: 200, body: Buffer.from('{}') });
    }
  });
});
