import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchReferenceApi } from '../../src/reference-api/launch.js';
import { type ReferenceApi, startReferenceApi } from '../../src/reference-api/start.js';
import { Client } from './client.js';

let api: ReferenceApi;
beforeAll(async () => {
  api = await startReferenceApi();
});
afterAll(() => api.close());

const portOf = (of: ReferenceApi): number => Number(new URL(of.environments.sandbox.baseUrl).port);

function handshake(options: ConnectionOptions): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: 'localhost', servername: 'localhost', port: portOf(api), ...options });
    socket.once('secureConnect', () => resolve(socket));
    socket.once('error', reject);
  });
}

describe('The connection', () => {
  it.each(['TLSv1', 'TLSv1.1'] as const)('is refused with %s', async (version) => {
    // At its usual level OpenSSL would not even offer these versions.
    const old = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' };
    await expect(handshake({ ca: api.ca, ...old })).rejects.toMatchObject({
      code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    });
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('is taken with %s', async (version) => {
    const socket = await handshake({ ca: api.ca, minVersion: version, maxVersion: version });
    expect(socket.getProtocol()).toBe(version);
    socket.destroy();
  });

  it('verifies with the root alone: the server sends its leaf and the intermediate', async () => {
    const socket = await handshake({ ca: api.ca });
    const leaf = socket.getPeerCertificate(true);
    socket.destroy();
    expect(leaf.subject.CN).toBe('localhost');
    expect(leaf.subjectaltname).toContain('IP Address:127.0.0.1');
    expect(leaf.issuerCertificate.subject.CN).toBe('Reference API intermediate');
    expect(leaf.issuerCertificate.issuerCertificate.subject.CN).toBe('Reference API root');
  });

  it('does not verify without the root', async () => {
    await expect(handshake({})).rejects.toThrow(/certificate/);
  });

  it('does not verify with the root of another start', async () => {
    const other = await startReferenceApi();
    await other.close();
    await expect(handshake({ ca: other.ca })).rejects.toThrow();
  });
});

describe('The API', () => {
  it('has other credentials for each environment and each start', async () => {
    const other = await startReferenceApi();
    await other.close();
    const places = [api, other].flatMap(({ environments }) => [
      environments.sandbox,
      environments.production,
    ]);
    expect(new Set(places.map(({ clientId }) => clientId)).size).toBe(4);
    expect(new Set(places.map(({ bearerToken }) => bearerToken)).size).toBe(4);
    for (const { baseUrl, clientId, bearerToken } of places) {
      expect(baseUrl).toMatch(/^https:\/\/localhost:\d+\/billers\/\{CLIENT_ID\}$/);
      expect(clientId).toMatch(/^cid_(sandbox|production)_[0-9a-f]{24}$/);
      expect(bearerToken).toMatch(/^[0-9a-f]{40}$/);
    }
  });

  it('listens on the port that it is given, and starts nothing where that is taken', async () => {
    const first = await startReferenceApi();
    const port = portOf(first);
    await first.close();
    const second = await startReferenceApi({ ports: { sandbox: port } });
    expect(portOf(second)).toBe(port);
    await expect(startReferenceApi({ ports: { production: port } })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    await second.close();
  });

  it('serves from a thread of its own too', async () => {
    const launched = await launchReferenceApi();
    const client = new Client(launched);
    expect(await client.send('/models/list')).toMatchObject({ status: 200, json: { total: 2 } });
    client.close();
    await launched.close();
  });
});
