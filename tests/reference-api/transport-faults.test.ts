import { request } from 'node:http';
import { connect, type SecureVersion, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from '../../src/reference-api/faults/index.js';
import { type ReferenceApi, startReferenceApi } from '../../src/reference-api/start.js';

let api: ReferenceApi;
beforeAll(async () => {
  api = await startReferenceApi();
});
afterAll(() => api.close());

async function portWith(names: readonly string[]): Promise<number> {
  const { sandbox } = await api.become({ faults: names });
  return Number(new URL(sandbox.baseUrl.replace('{CLIENT_ID}', 'x')).port);
}

/** The version that a handshake agrees on, or why it fails; verified by the root certificate. */
function handshake(port: number, version?: SecureVersion): Promise<string> {
  const versions = version && { minVersion: version, maxVersion: version, ciphers: 'DEFAULT:@SECLEVEL=0' };
  return new Promise((resolve) => {
    const socket: TLSSocket = connect({ host: 'localhost', port, ca: api.ca, ...versions }, () => {
      resolve(socket.getProtocol() ?? '');
      socket.destroy();
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

/** The status of a request without TLS, or why there is none. */
function plainly(port: number): Promise<number | string> {
  return new Promise((resolve) => {
    const sending = request({ host: 'localhost', port, method: 'POST', path: '/billers/x/models/list' });
    sending.once('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sending.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    sending.end('{}');
  });
}

const faultsOf = (rule: string): string[] =>
  faults.filter((fault) => fault.rule === rule).map(({ name }) => `${name}@sandbox`);

describe('The correct API', () => {
  it('speaks TLS 1.2 and 1.3, no older one, and nothing without TLS', async () => {
    const port = await portWith([]);
    expect(await handshake(port, 'TLSv1.2')).toBe('TLSv1.2');
    expect(await handshake(port, 'TLSv1.3')).toBe('TLSv1.3');
    expect(await handshake(port, 'TLSv1')).toMatch(/^E/);
    expect(await handshake(port, 'TLSv1.1')).toMatch(/^E/);
    expect(await plainly(port)).toMatch(/^(E|HPE)/);
  });
});

describe('A fault of TLS', () => {
  it.each(faultsOf('transport/tls-minimum'))('%s speaks an older version', async (name) => {
    const port = await portWith([name]);
    expect(await handshake(port, 'TLSv1.1')).toBe('TLSv1.1');
    expect(await handshake(port)).toMatch(/^TLSv1\.[23]$/);
  });

  it.each(faultsOf('transport/plaintext-refused'))('%s answers without TLS, and with it', async (name) => {
    const port = await portWith([name]);
    expect(await plainly(port)).toEqual(expect.any(Number));
    expect(await handshake(port)).toBe('TLSv1.3');
  });
});

describe('A fault of the certificate', () => {
  it.each([
    ['certificate-expired', 'CERT_HAS_EXPIRED'],
    ['certificate-not-yet-valid', 'CERT_NOT_YET_VALID'],
    ['certificate-of-another-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['certificate-of-unknown-issuer', 'UNABLE_TO_GET_ISSUER_CERT'],
    ['certificate-self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['intermediate-missing', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['intermediate-expired', 'CERT_HAS_EXPIRED'],
  ])('%s: a client says %s', async (name, code) => {
    expect(await handshake(await portWith([`${name}@sandbox`]))).toContain(code);
  });

  it('has a test above', () => expect(faultsOf('transport/certificate')).toHaveLength(7));
});
