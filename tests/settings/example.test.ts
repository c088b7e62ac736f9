import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';

const text = readFileSync(path.resolve(import.meta.dirname, '../../.env.example'), 'utf8');

describe('.env.example', () => {
  it.each([
    ...['SANDBOX', 'PRODUCTION'].flatMap((name) =>
      ['BASE_URL', 'CLIENT_ID', 'BEARER_TOKEN'].map((setting) => `${name}_${setting}`),
    ),
    'EXTRA_CA_CERTS',
    'HTTPS_PROXY',
    'NO_PROXY',
    'POSTMAN_API_KEY',
  ])('lists %s', (name) => {
    expect(text).toMatch(new RegExp(`^(# )?${name}=`, 'm'));
  });

  it('gives no value to a credential: a copy that was not filled in is told so', () => {
    expect(Object.values(parse(text)).join('')).toBe('');
  });
});
