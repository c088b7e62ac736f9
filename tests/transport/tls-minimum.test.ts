import { createServer } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { tlsMinimum } from '../../src/rules/transport/tls-minimum.js';
import { certificate, httpsServer } from '../tls-server.js';
import { closing, judged, lookAt } from './looking.js';

/** At its usual level OpenSSL would not take the old versions. */
const OLD = { ciphers: 'DEFAULT:@SECLEVEL=0' };

async function speaking(options: Pick<SecureContextOptions, 'minVersion' | 'maxVersion' | 'ciphers'>) {
  const made = Object.assign(await certificate(), options);
  const server = closing(await httpsServer((_request, response) => response.end('{}'), made));
  return judged(tlsMinimum, await lookAt(server));
}

const holds = (judgements: Awaited<ReturnType<typeof speaking>>) =>
  Object.fromEntries(Object.entries(judgements).map(([name, judgement]) => [name, judgement.holds]));

describe('TLS', () => {
  it.each([
    ['1.2 and 1.3', {}],
    ['1.3 only', { minVersion: 'TLSv1.3' }],
    ['1.2 only', { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }],
  ] as const)('%s is what the document asks for', async (_name, options) => {
    expect(holds(await speaking(options))).toEqual({
      'TLS 1.0': true,
      'TLS 1.1': true,
      'TLS 1.2 or 1.3': true,
    });
  });

  it.each([
    [
      '1.0 and later',
      { minVersion: 'TLSv1' },
      { 'TLS 1.0': false, 'TLS 1.1': false, 'TLS 1.2 or 1.3': true },
    ],
    [
      '1.1 and later',
      { minVersion: 'TLSv1.1' },
      { 'TLS 1.0': true, 'TLS 1.1': false, 'TLS 1.2 or 1.3': true },
    ],
    [
      '1.0 alone',
      { minVersion: 'TLSv1', maxVersion: 'TLSv1' },
      { 'TLS 1.0': false, 'TLS 1.1': false, 'TLS 1.2 or 1.3': false },
    ],
  ] as const)('%s is found, whatever the local OpenSSL would offer', async (_name, options, expected) => {
    expect(holds(await speaking({ ...OLD, ...options }))).toEqual(expected);
  });

  it('that is accepted at 1.0 is told with what came back', async () => {
    const judgements = await speaking({ ...OLD, minVersion: 'TLSv1' });
    expect(judgements['TLS 1.0']).toMatchObject({
      received: 'a ServerHello with TLS 1.0',
      advice: expect.stringContaining('1.2'),
    });
  });

  it.each([
    ['closes every connection', ''],
    ['answers no TLS', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
  ])('is not spoken by a server that %s', async (_name, bytes) => {
    const plain = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(bytes));
    });
    await new Promise<void>((resolve) => plain.listen(0, 'localhost', resolve));
    closing(plain);
    const address = plain.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const { ca } = await certificate();
    const judgements = judged(tlsMinimum, await lookAt({ origin: `https://localhost:${address.port}`, ca }));
    expect(judgements['TLS 1.2 or 1.3']).toMatchObject({ holds: false });
  });
});
