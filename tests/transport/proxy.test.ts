import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { certificate as certificateRule } from '../../src/rules/transport/certificate.js';
import { plaintextRefused } from '../../src/rules/transport/plaintext-refused.js';
import { tlsMinimum } from '../../src/rules/transport/tls-minimum.js';
import { httpsServer } from '../tls-server.js';
import { closing, judged, lookAt } from './looking.js';

/** A proxy that makes tunnels, or refuses to. */
async function proxy(refuses = false): Promise<{ readonly port: number; readonly asked: string[] }> {
  const asked: string[] = [];
  const server: Server = createServer();
  server.on('connect', (request, client) => {
    asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`);
    client.on('error', () => undefined);
    if (refuses) return void client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const [host = '', port] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  closing({ close: () => [server.closeAllConnections(), server.close()] });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, asked };
}

const all = [tlsMinimum, certificateRule, plaintextRefused];

describe('A proxy', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is asked for a tunnel for each connection, and the server behind it is judged', async () => {
    const { port, asked } = await proxy();
    vi.stubEnv('HTTPS_PROXY', `http://user:word@localhost:${port}`);
    const server = closing(await httpsServer((_request, response) => response.end('{}')));
    const seen = await lookAt(server);
    for (const rule of all)
      for (const { holds } of Object.values(judged(rule, seen))) expect(holds).toBe(true);
    expect(new Set(asked)).toEqual(
      new Set([`localhost:${server.port} Basic ${Buffer.from('user:word').toString('base64')}`]),
    );
  });

  it('that refuses tunnels leaves everything unchecked, with that reason', async () => {
    const { port } = await proxy(true);
    vi.stubEnv('HTTPS_PROXY', `http://localhost:${port}`);
    const server = closing(await httpsServer((_request, response) => response.end('{}')));
    const seen = await lookAt(server);
    for (const rule of all) {
      for (const judgement of Object.values(judged(rule, seen))) {
        expect(judgement).toMatchObject({
          holds: 'nothing',
          reason: expect.stringMatching(/^not checked here: the proxy answered 403/),
        });
      }
    }
    expect(server.connections()).toBe(0);
  });

  it('is passed by for the hosts of NO_PROXY', async () => {
    const { port, asked } = await proxy();
    vi.stubEnv('HTTPS_PROXY', `http://localhost:${port}`);
    vi.stubEnv('NO_PROXY', 'example.com,localhost');
    const server = closing(await httpsServer((_request, response) => response.end('{}')));
    expect(judged(tlsMinimum, await lookAt(server))['TLS 1.2 or 1.3']).toMatchObject({ holds: true });
    expect(asked).toEqual([]);
  });
});
