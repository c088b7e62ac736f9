import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { type CertificateOptions, certificate, httpsServer } from '../tls-server.js';
import { answerOf, clientOf, closing, get, noneOf } from './wire.js';

async function serving(options: CertificateOptions = {}) {
  let requests = 0;
  const server = closing(
    await httpsServer(
      (_request, response) => {
        requests += 1;
        response.end('{}');
      },
      await certificate(options),
    ),
  );
  return { server, requests: () => requests };
}

describe('A certificate', () => {
  it('under an extra CA is trusted', async () => {
    const { server } = await serving();
    expect(answerOf((await clientOf(server).send(get(server.origin))).outcome).status).toBe(200);
  });

  it.each([
    ['that has expired', { from: -3, until: -1 }, /expired/],
    ['of the future', { from: 1, until: 3 }, /not valid yet/],
    ['for another host', { host: 'other.example' }, /another host/],
    ['that signed itself', { selfSigned: true }, /self-signed/],
    ['without its intermediate', { withoutIntermediate: true }, /intermediate/],
  ] as const)('%s is told as what it is, and nothing is sent', async (_title, options, detail) => {
    const { server, requests } = await serving(options);
    const none = noneOf((await clientOf(server).send(get(server.origin))).outcome);
    expect(none.reason).toBe('tls');
    expect(none.detail).toMatch(detail);
    expect(requests()).toBe(0);
  });

  it('of an unknown issuer is refused, with or without another extra CA', async () => {
    const { server, requests } = await serving();
    const other = await certificate({ root: 'Other root' });
    const none = noneOf((await clientOf(server, { extraCa: other.ca }).send(get(server.origin))).outcome);
    expect(none.reason).toBe('tls');
    expect(none.detail).toMatch(/unknown|not trusted/);
    expect(requests()).toBe(0);
  });
});

describe('A server that speaks no TLS', () => {
  it.each([
    ['answers in clear', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ['closes in the handshake', ''],
  ])('%s: a failure of TLS', async (_title, bytes) => {
    const plain = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(bytes));
    });
    await new Promise<void>((resolve) => plain.listen(0, 'localhost', resolve));
    closing({ close: async () => void plain.close() });
    const address = plain.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const origin = `https://localhost:${address.port}`;
    const { server } = await serving();
    const { outcome } = await clientOf(server).send(get(origin));
    expect(noneOf(outcome).reason).toBe('tls');
  });
});
