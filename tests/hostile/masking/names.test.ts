import { describe, expect, it } from 'vitest';
import { isSecretName, secretKind } from '../../../src/contract/secret-names.js';
import { changeShapes } from '../../../src/masking/secret-shapes.js';
import { Secrets } from '../../../src/masking/secrets.js';
import { answer, requestOf } from '../../drive-wire/exchanges.js';

describe('A name is', () => {
  it.each([
    'connect.sid',
    'PHPSESSID',
    'JSESSIONID',
    'sid',
    'userSid',
    'user_sid',
    'user-sid',
    'sessionId',
    'session',
  ])('a session’s: %s', (name) => {
    expect(secretKind(name)).toBe('session');
  });

  it.each([
    'Authorization',
    'x-api-key',
    'apiKey',
    'client_secret',
    'set-cookie',
    'X-Auth-Token',
    'password',
  ])('a credential’s: %s', (name) => {
    expect(secretKind(name)).toBe('credential');
  });

  it.each([
    'businessId',
    'processId',
    'addressId',
    'ssid',
    'SSID',
    'assessmentId',
    'possession',
    'obsessive',
    'token_type',
    'next_page_token',
    'sessionCount',
    'Postman-Token',
  ])('no secret’s: %s', (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});

const part = (text: string): string => Buffer.from(text).toString('base64url');
const SIGNED = `${part('{"alg":"HS256"}')}.${part('{"sub":"wilhelmina"}')}.${part('a-signature-of-it')}`;
const ENCRYPTED = [
  part('{"alg":"dir","enc":"A256GCM"}'),
  '',
  part('an-iv-of-12-b'),
  part('the-cipher-text'),
  part('tag-of-16-bytes'),
];

describe('By its shape', () => {
  it.each([
    ['of three parts', SIGNED],
    ['of five parts', ENCRYPTED.join('.')],
    ['of five parts, with a key', ENCRYPTED.with(1, part('a-key-that-is-wrapped')).join('.')],
  ])('a token %s is a secret, whole, in any field and header', (_, token) => {
    expect(changeShapes(`a ${token} b`, () => '***')).toBe('a *** b');
    for (const [request, outcome] of [
      [requestOf(), answer(JSON.stringify({ anything: token }))],
      [requestOf({ headers: [['X-Anything', token]] }), answer()],
      [requestOf({ target: `/a?b=${token}` }), answer()],
    ] as const) {
      const secrets = new Secrets();
      secrets.learn(request, outcome);
      expect(secrets.show(secrets.hide(`a ${token} b`))).toBe('a {{signed-1}} b');
    }
  });

  it('a cursor of JSON in Base64, and a host, are none', () => {
    for (const text of [part('{"after":17,"of":"customers"}'), 'eyJhbGci.example.com'])
      expect(changeShapes(text, () => '***')).toBe(text);
  });

  it.each([
    ['https://us@r:p@ss1word@sandbox.example.com/a', 'https://us@r:***@sandbox.example.com/a'],
    ['https://ada:pw4711x@sandbox.example.com/c', 'https://ada:***@sandbox.example.com/c'],
    [
      'https://ada@example.org:pw4711x@sandbox.example.com/d',
      'https://ada@example.org:***@sandbox.example.com/d',
    ],
    ['https://sandbox.example.com:8080/a?b=c@d', 'https://sandbox.example.com:8080/a?b=c@d'],
    ['https://sandbox.example.com:8080/a@b', 'https://sandbox.example.com:8080/a@b'],
  ])('the password of %s ends at the last @', (url, expected) => {
    expect(changeShapes(url, () => '***')).toBe(expected);
  });
});
