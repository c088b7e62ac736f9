import { describe, expect, it } from 'vitest';
import { secretScan } from '../../src/cli/secret-scan.js';

const clientId = 'cid/with+"quotes"';
const scan = secretScan({
  environments: [
    {
      name: 'sandbox',
      baseUrl: 'https://x/{CLIENT_ID}',
      clientId,
      bearerToken: 'token-0123456789',
      writes: true,
      embedded: false,
    },
  ],
  timeout: 1,
  retries: 0,
  profile: 'manual',
});

describe('The scan before a report is written', () => {
  it.each([
    ['in clear', clientId],
    ['in an address', encodeURIComponent(clientId)],
    ['inside JSON', JSON.stringify({ id: clientId })],
    ['as Base64', Buffer.from(clientId).toString('base64')],
    ['as Base64 behind one byte', Buffer.from(`x${clientId}!`).toString('base64')],
    ['as Base64 behind two bytes', Buffer.from(`xy${clientId}!`).toString('base64')],
    ['in hexadecimal', Buffer.from(clientId).toString('hex')],
  ])('finds a client id %s', (_, text) => {
    expect(scan(`before ${text} after`)).toBe('SANDBOX_CLIENT_ID');
  });

  it('finds a token, and nothing where nothing is', () => {
    expect(scan('Bearer token-0123456789')).toBe('SANDBOX_BEARER_TOKEN');
    expect(scan('Bearer {{SANDBOX_BEARER_TOKEN}} token-012345678')).toBeUndefined();
  });
});
