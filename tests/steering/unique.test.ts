import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { json, partsOf } from '../cleanup/articles.js';
import { ran, request } from './run-collection.js';

interface Item {
  readonly name: string;
}
const collection: { item: Item[] } = JSON.parse(readFileSync('tests/fixtures/apis/unique.json', 'utf8'));
const EMAIL = 'ann@example.com';

const files = (said: string, values: Record<string, string> = { EMAIL }): Record<string, string> => ({
  'collections/contract.yaml': `operations:\n  ${said}\n`,
  'collections/sandbox.postman_environment.json': JSON.stringify({
    name: 'sandbox',
    values: Object.entries(values).map(([key, value]) => ({ key, value })),
  }),
});

/** Users, each address once; who has signed up can log in. */
function users() {
  const emails: string[] = [];
  const answer = (text: string): string => {
    const { path, body } = partsOf(text);
    const { email } = JSON.parse(body || '{}');
    if (path === '/login') return json(emails.includes(email) ? 200 : 401, {});
    if (emails.includes(email)) return json(422, { error: `${email} is taken` });
    emails.push(email);
    return json(201, { user: { email } });
  };
  return { emails, answer };
}

const body = (raw: string) => ({ method: 'POST', body: { mode: 'raw', raw } });
const SIGN_UP = request('Create', {}, { ...body('{"email":"{{EMAIL}}"}'), url: '{{baseUrl}}/users' });
const LOGIN = request(
  'Login',
  { test: "pm.test('in', () => pm.response.to.have.status(200));" },
  body('{"email":"{{EMAIL}}"}'),
);

describe('unique', () => {
  it('gives a variable a fresh value wherever the body is sent', async () => {
    const api = users();
    const { of } = await ran(collection.item, {
      rules: ['status/success', 'resource/*', 'collection/*'],
      files: files('Create: { unique: [email] }'),
      answer: api.answer,
    });
    expect(of('Create', 'status/success')).toBe('passed');
    expect(api.emails.length).toBeGreaterThan(2);
    expect(new Set(api.emails).size).toBe(api.emails.length);
    for (const email of api.emails) expect(email).toMatch(/^ann-[0-9a-f]+@example\.com$/);
  });

  it('gives those that read the variable the value that was created with it', async () => {
    const api = users();
    const { of } = await ran([SIGN_UP, LOGIN], {
      files: files('Create: { unique: [email] }'),
      answer: api.answer,
    });
    expect([of('Login'), of('Login', 'status/success'), of('Create', 'status/success')]).toEqual([
      'passed',
      'passed',
      'passed',
    ]);
  });

  it.each([
    ['a part of a text', '{"email":"{{NAME}}@example.com"}', { NAME: 'ann' }, /^ann[0-9a-f]+@example\.com$/],
    ['a number without quotes', '{"email":{{NUMBER}}}', { NUMBER: '12345' }, /^\d{5}$/],
  ])('takes a variable that is %s', async (_, raw, values, shape) => {
    const api = users();
    const item = request('Create', {}, { ...body(raw), url: '{{baseUrl}}/users' });
    const { of } = await ran([item], {
      files: files('Create: { unique: [email] }', values),
      answer: api.answer,
    });
    expect(of('Create', 'status/success')).toBe('passed');
    for (const email of api.emails) expect(String(email)).toMatch(shape);
  });

  it.each([
    ['{"email":"{{clientId}}"}', 'email', /"email" is made of \{\{clientId\}\}/],
    ['{"email":"a@example.com"}', 'mail', /"mail" is no field of its request.*Did you mean "email"\?/],
    ['{"email":{"at":"x"}}', 'email', /"email" is neither a text nor a number/],
    ['email=x', 'email', /"email" cannot be made unique: the body of its request is no JSON/],
  ])('is an error where it cannot hold: %s', async (raw, place, message) => {
    const item = request('Create', {}, { ...body(raw), url: '{{baseUrl}}/users' });
    const running = ran([item], { files: files(`Create: { unique: [${place}] }`), answer: users().answer });
    await expect(running).rejects.toThrow(message);
  });
});
