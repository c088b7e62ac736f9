import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WireClient } from '../../src/drive/wire/client.js';
import { certificate, httpsServer, rawServer } from '../tls-server.js';
import { answerOf, clientOf, closing, get, noneOf } from './wire.js';

interface Asked {
  readonly target: string | undefined;
  readonly authorization: string | undefined;
}

/** A proxy that makes tunnels, or refuses to with a status. */
async function proxy(refusal?: string): Promise<{ readonly port: number; readonly asked: Asked[] }> {
  const asked: Asked[] = [];
  const server: Server = createServer();
  server.on('connect', (request, client) => {
    asked.push({ target: request.url, authorization: request.headers['proxy-authorization'] });
    client.on('error', () => undefined);
    if (refusal !== undefined) return void client.end(`HTTP/1.1 ${refusal}\r\n\r\n`);
    const [host = '', port] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  closing({
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, asked };
}

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}';

describe('A proxy', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each(['HTTPS_PROXY', 'https_proxy'])('named by %s is asked for a tunnel', async (name) => {
    const { port, asked } = await proxy();
    vi.stubEnv(name, `http://user:pass%40word@localhost:${port}`);
    const server = closing(await rawServer((socket) => socket.write(OK)));
    const { outcome } = await clientOf(server).send(get(server.origin));
    expect(answerOf(outcome).status).toBe(200);
    const authorization = `Basic ${Buffer.from('user:pass@word').toString('base64')}`;
    expect(asked).toEqual([{ target: `localhost:${server.port}`, authorization }]);
  });

  it('leaves the request as it is, repeated headers included', async () => {
    const { port } = await proxy();
    vi.stubEnv('HTTPS_PROXY', `localhost:${port}`);
    const server = closing(await rawServer((socket) => socket.write(OK)));
    const headers = [
      ['X-One', '1'],
      ['7', 'number'],
      ['X-One', '2'],
    ] as const;
    await clientOf(server).send(get(server.origin, '/', headers));
    const lines = server.requests[0]?.split('\r\n').filter((line) => /^(X-One|7):/.test(line));
    expect(lines).toEqual(['X-One: 1', '7: number', 'X-One: 2']);
    expect(server.requests[0]).not.toMatch(/proxy/i);
  });

  it('is passed by for the hosts of NO_PROXY', async () => {
    const { port, asked } = await proxy();
    vi.stubEnv('HTTPS_PROXY', `http://localhost:${port}`);
    vi.stubEnv('NO_PROXY', 'example.com,localhost');
    const server = closing(await rawServer((socket) => socket.write(OK)));
    expect(answerOf((await clientOf(server).send(get(server.origin))).outcome).status).toBe(200);
    expect(asked).toEqual([]);
  });

  it('that refuses is told as what refused', async () => {
    const { port } = await proxy('407 Proxy Authentication Required');
    vi.stubEnv('HTTPS_PROXY', `http://localhost:${port}`);
    const server = closing(await rawServer((socket) => socket.write(OK)));
    const none = noneOf((await clientOf(server).send(get(server.origin))).outcome);
    expect(none).toMatchObject({ reason: 'refused', detail: expect.stringContaining('proxy answered 407') });
    expect(server.connections()).toBe(0);
  });

  it('does not get round the checking of certificates', async () => {
    const { port } = await proxy();
    vi.stubEnv('HTTPS_PROXY', `http://localhost:${port}`);
    let requests = 0;
    const server = closing(
      await httpsServer(
        () => {
          requests += 1;
        },
        await certificate({ host: 'other.example' }),
      ),
    );
    const none = noneOf((await clientOf(server).send(get(server.origin))).outcome);
    expect(none).toMatchObject({ reason: 'tls', detail: expect.stringContaining('another host') });
    expect(requests).toBe(0);
  });

  it('whose address is none is a wrong setting, told without its value', () => {
    vi.stubEnv('HTTPS_PROXY', 'ftp://user:secret@proxy');
    const make = () => new WireClient({ timeout: 1, cap: 1 });
    expect(make).toThrow(expect.objectContaining({ code: 'SETTING_INVALID', place: 'HTTPS_PROXY' }));
    expect(make).not.toThrow(/secret/);
  });
});
