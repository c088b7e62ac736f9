import type { TLSSocket } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { rawServer } from '../tls-server.js';
import { answerOf, clientOf, closing, get, noneOf } from './wire.js';

const answering = async (answer: (socket: TLSSocket) => void) => closing(await rawServer(answer));
const HEAD = 'HTTP/1.1 200 OK\r\nX-Kept: yes\r\n';

async function answerTo(answer: (socket: TLSSocket) => void, cap = 1_000_000) {
  const server = await answering(answer);
  return answerOf((await clientOf(server, { cap, timeout: 2_000 }).send(get(server.origin))).outcome);
}

describe('A body that is not whole', () => {
  it.each([
    ['cut before its Content-Length', `${HEAD}Content-Length: 100\r\n\r\nabc`, 'cut'],
    ['cut in its chunks', `${HEAD}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n9\r\nde`, 'cut'],
    ['cut, and closed as announced', `${HEAD}Connection: close\r\nContent-Length: 100\r\n\r\nabc`, 'cut'],
    [
      'cut in its chunks, and closed as announced',
      `${HEAD}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`,
      'cut',
    ],
    ['in chunks that are none', `${HEAD}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n`, 'malformed'],
  ] as const)('%s is told with status, headers and what came', async (_title, bytes, kind) => {
    const answer = await answerTo((socket) => socket.end(bytes));
    expect(answer).toMatchObject({ status: 200, defect: { kind } });
    expect(answer.headers).toContainEqual(['X-Kept', 'yes']);
    expect(answer.body.toString()).toMatch(/^abc/);
  });

  it('since the connection was reset is cut', async () => {
    const answer = await answerTo((socket) =>
      socket.write(`${HEAD}Content-Length: 100\r\n\r\nabc`, () => setTimeout(() => socket.destroy(), 20)),
    );
    expect(answer.defect?.kind).toBe('cut');
  });

  it('is not waited for longer than the whole answer may take, however steadily it drips', async () => {
    let drips = 0;
    const server = await answering((socket) => {
      socket.write(`${HEAD}Content-Length: 1000\r\n\r\n`);
      const dripping = setInterval(() => {
        drips += 1;
        socket.write('x');
      }, 20);
      socket.on('close', () => clearInterval(dripping));
    });
    const { outcome } = await clientOf(server, { timeout: 300 }).send(get(server.origin));
    expect(answerOf(outcome).defect?.kind).toBe('timeout');
    expect(drips).toBeGreaterThan(0);
  });

  it('over the cap is dropped with its connection', async () => {
    let closed: () => void;
    const closing = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const answer = await answerTo((socket) => {
      socket.on('close', () => closed());
      socket.write(`${HEAD}Content-Length: 1000000000\r\n\r\n`);
      socket.write(Buffer.alloc(200_000));
    }, 10_000);
    expect(answer.defect?.kind).toBe('over-cap');
    expect(answer.body.length).toBeLessThanOrEqual(10_000);
    await closing;
  });

  it.each([
    ['that unfolds to more than the cap', gzipSync(Buffer.alloc(5_000_000)), 'gzip', 'over-cap'],
    ['that is not encoded as it says', Buffer.from('{"plain":true}'), 'gzip', 'encoding'],
    ['in an encoding nobody knows', Buffer.from('{}'), 'pack200', 'encoding'],
  ] as const)('%s is not kept', async (_title, body, encoding, kind) => {
    const answer = await answerTo((socket) => {
      socket.write(`${HEAD}Content-Encoding: ${encoding}\r\nContent-Length: ${body.length}\r\n\r\n`);
      socket.write(body);
    });
    expect(answer).toMatchObject({ status: 200, size: body.length, defect: { kind } });
    expect(answer.body).toHaveLength(0);
  });

  it('is not kept where it is compressed: nothing could be hidden in it', async () => {
    const body = gzipSync('{"token":"abc"}').subarray(0, 20);
    const answer = await answerTo((socket) => {
      socket.write(`${HEAD}Content-Encoding: gzip\r\nContent-Length: 100\r\n\r\n`);
      socket.end(body);
    });
    expect(answer.defect?.kind).toBe('cut');
    expect(answer.body).toHaveLength(0);
  });
});

describe('No answer', () => {
  it.each([
    ['a status line that is none', 'HTTP/1.1 abc OK\r\n\r\n', 'protocol'],
    ['another protocol', 'SSH-2.0-OpenSSH_9.0\r\n', 'protocol'],
    [
      'a control character in a header',
      'HTTP/1.1 200 OK\r\nX-A: a\x00b\r\nContent-Length: 0\r\n\r\n',
      'protocol',
    ],
    ['headers without end', `HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(100_000)}\r\n\r\n`, 'protocol'],
    [
      'two lengths that differ',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      'protocol',
    ],
    ['an interim answer and no other', 'HTTP/1.1 100 Continue\r\n\r\n', 'closed'],
    ['a close', '', 'closed'],
  ] as const)('comes with %s', async (_title, bytes, reason) => {
    const server = await answering((socket) => socket.end(bytes));
    const none = noneOf((await clientOf(server, { timeout: 2_000 }).send(get(server.origin))).outcome);
    expect(none.reason).toBe(reason);
    expect(none.detail).toMatch(/^[^\n]{10,300}$/);
  });

  it('comes from a server that is silent', async () => {
    const server = await answering(() => undefined);
    const { outcome } = await clientOf(server, { timeout: 200 }).send(get(server.origin));
    expect(noneOf(outcome).reason).toBe('timeout');
  });

  it('comes from a port where nobody listens', async () => {
    const server = await answering(() => undefined);
    await server.close();
    const { outcome } = await clientOf(server).send(get(server.origin));
    expect(noneOf(outcome)).toMatchObject({ reason: 'refused', code: 'ECONNREFUSED' });
  });

  it('comes from a host name that does not exist', async () => {
    const server = await answering(() => undefined);
    const origin = 'https://does-not-exist.invalid';
    const { outcome } = await clientOf(server).send(get(origin));
    expect(noneOf(outcome).reason).toBe('dns');
  });

  it('is waited for no longer where the run is stopped, before or meanwhile', async () => {
    const stop = new AbortController();
    const server = await answering(() => stop.abort());
    const client = clientOf(server);
    expect(noneOf((await client.send(get(server.origin), stop.signal)).outcome).reason).toBe('aborted');
    expect(noneOf((await client.send(get(server.origin), stop.signal)).outcome).reason).toBe('aborted');
    expect(server.requests).toHaveLength(1);
  });

  it('is what remains of requests under way where the client is closed', async () => {
    let arrived = (): void => undefined;
    const arriving = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const server = await answering(() => arrived());
    const client = clientOf(server);
    const sending = client.send(get(server.origin));
    await arriving;
    await client.close();
    expect(noneOf((await sending).outcome).reason).toBe('aborted');
    expect(noneOf((await client.send(get(server.origin))).outcome).reason).toBe('aborted');
  });
});
