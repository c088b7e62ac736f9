import { describe, expect, it } from 'vitest';
import { Secrets } from '../../src/masking/secrets.js';
import { answer, requestOf } from './exchanges.js';

const TOKEN = 'tk9-Zr41xQmT7';

function leaks(request = requestOf(), outcome = answer(), text = TOKEN): boolean {
  const secrets = new Secrets();
  secrets.learn(request, outcome);
  return secrets.leak(text) !== undefined;
}

describe('A secret is learned from', () => {
  it.each([
    ['Authorization', `Bearer ${TOKEN}`],
    ['authorization', TOKEN],
    ['Proxy-Authorization', `Basic ${Buffer.from(`user:${TOKEN}`).toString('base64')}`],
    ['Authorization', `Digest username="a", realm="b c", response="${TOKEN}"`],
    ['X-Api-Key', TOKEN],
    ['apikey', TOKEN],
    ['X-Auth-Token', TOKEN],
    ['Cookie', `theme=dark; sid=${TOKEN}; x=1`],
  ])('the request header %s', (name, value) => {
    expect(leaks(requestOf({ headers: [[name, value]] }))).toBe(true);
  });

  it('a cookie that is set, without its attributes', () => {
    const set = answer('', [['Set-Cookie', `sid=${TOKEN}; Path=/some-path1; HttpOnly`]]);
    expect(leaks(requestOf(), set)).toBe(true);
    expect(leaks(requestOf(), set, '/some-path1')).toBe(false);
  });

  it.each([
    'token',
    'access_token',
    'refreshToken',
    'client_secret',
    'password',
    'api_key',
    'apiKey',
    'authorization',
  ])('the field %s of a JSON body, sent or received', (key) => {
    const body = JSON.stringify({ data: [{ [key]: TOKEN }] });
    expect(leaks(requestOf({ body }))).toBe(true);
    expect(leaks(requestOf(), answer(body))).toBe(true);
  });

  it('a field that is escaped', () => {
    const body = '{"token":"abc\\/def\\u002b123456"}';
    expect(leaks(requestOf(), answer(body), 'abc/def+123456')).toBe(true);
  });

  it('a form, and a query', () => {
    expect(leaks(requestOf({ body: `grant_type=x&client_secret=${TOKEN}` }))).toBe(true);
    expect(leaks(requestOf({ target: `/a?page=1&api_key=${TOKEN}` }))).toBe(true);
  });
});

describe('No secret is', () => {
  it.each([
    'token_type',
    'tokenType',
    'token_id',
    'tokenId',
    'next_page_token',
    'nextPageToken',
    'token_expires_at',
    'token_status',
    'token_url',
    'id',
    'email',
  ])('the field %s', (key) => {
    expect(leaks(requestOf(), answer(JSON.stringify({ [key]: TOKEN })))).toBe(false);
  });

  it.each(['INVALID_TOKEN', 'is_required', 'Bearer token is wrong', 'must not be blank'])(
    'what an answer says of one: %s',
    (text) => {
      expect(leaks(requestOf(), answer(JSON.stringify({ errors: { token: text } })), text)).toBe(false);
    },
  );

  it("newman's own mark against caches, another one with each request", () => {
    expect(leaks(requestOf({ headers: [['Postman-Token', TOKEN]] }))).toBe(false);
  });

  it.each(['undefined', 'password', 'not-a-token', 'aaaaaaaaaaaaaaaaaaaa', 'short1'])(
    'filling: %s',
    (text) => {
      const request = requestOf({
        headers: [['Authorization', `Bearer ${text}`]],
        body: `{"token":"${text}"}`,
      });
      expect(leaks(request, answer(), text)).toBe(false);
    },
  );
});

describe('Learned secrets', () => {
  it('are numbered, each once', () => {
    const secrets = new Secrets();
    const bodies = ['{"token":"first-0001"}', '{"token":"first-0001"}', '{"token":"second-002"}'];
    for (const body of bodies) secrets.learn(requestOf(), answer(body));
    expect(secrets.leak('first-0001')).toBe('{{token-1}}');
    expect(secrets.leak('second-002')).toBe('{{token-2}}');
  });
});
