import { createSecureServer, createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { clientOf, closing, get, noneOf } from '../../drive-wire/wire.js';
import { certificate, rawServer } from '../../tls-server.js';

async function listening(server: Http2Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  closing({ close: () => new Promise<void>((resolve) => server.close(() => resolve())) });
  return (server.address() as AddressInfo).port;
}

it('A server that only speaks HTTP/2 is told in words', async () => {
  const made = await certificate();
  const port = await listening(createSecureServer({ key: made.key, cert: made.cert, allowHTTP1: false }));
  const server = { ca: made.ca, origin: `https://localhost:${port}` };
  const none = noneOf((await clientOf(server).send(get(server.origin))).outcome);
  expect(none.detail).toMatch(/only speaks HTTP\/2/);
});

it('A server that answers HTTP/1.1 with frames of HTTP/2 is told in words', async () => {
  const server = closing(
    await rawServer((socket) => socket.write(Buffer.from([0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100]))),
  );
  const none = noneOf((await clientOf(server).send(get(server.origin))).outcome);
  expect(none.detail).toMatch(/only speaks HTTP\/2/);
});

it('A server that only speaks HTTP/2 in clear is told in words', async () => {
  const port = await listening(createServer());
  const made = await certificate();
  const server = { ca: made.ca, origin: `http://localhost:${port}` };
  const none = noneOf((await clientOf(server).send(get(server.origin))).outcome);
  expect(none.detail).toMatch(/only speaks HTTP\/2/);
});
