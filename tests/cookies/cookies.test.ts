import { describe, expect, it } from 'vitest';
import { ran, request } from '../steering/run-collection.js';

const reply = (status: number, body: object, ...headers: string[]): string =>
  [
    `HTTP/1.1 ${status} Status`,
    'Content-Type: application/json',
    `Content-Length: ${JSON.stringify(body).length}`,
    'Connection: close',
    ...headers,
    '',
    JSON.stringify(body),
  ].join('\r\n');

const pathOf = (text: string): string => text.split(' ')[1] ?? '';
const cookieOf = (text: string): string | undefined => /^cookie: (.*)\r$/im.exec(text)?.[1];

/** The suite logs in once to see who is there, then in the journey. Each log-in gives a session of its own; its account is shown to that session alone, or to whoever has the token. */
function api() {
  let sessions = 0;
  return (text: string): string => {
    if (pathOf(text) === '/log-in') {
      sessions += 1;
      return reply(200, { id: `s${sessions}` }, `Set-Cookie: sid=s${sessions}; Path=/; HttpOnly`);
    }
    const [, id = 's\\d+'] = /^\/account\/(\w+)/.exec(pathOf(text)) ?? [];
    const session = new RegExp(`\\bsid=${id}\\b`).test(cookieOf(text) ?? '');
    return session || /^authorization: Bearer good-token\r$/im.test(text) ? reply(200, {}) : reply(401, {});
  };
}

const RULES = ['collection/*', 'status/success'];
const OK = "pm.test('ok', () => pm.response.to.have.status(200));";
const logIn = (more = '') => request('Log in', { test: OK + more });

describe('Cookies that answers set', () => {
  it('are those that the journey had, for the units behind it', async () => {
    const { of, requests } = await ran(
      [
        request('Before', { test: OK }, { url: '{{baseUrl}}/before' }),
        logIn(),
        request('Account', { test: OK }),
      ],
      {
        rules: RULES,
        answer: api(),
      },
    );
    expect([of('Account'), of('Account', 'status/success')]).toEqual(['passed', 'passed']);
    const account = requests.filter((text) => pathOf(text) === '/account');
    expect(account.map(cookieOf).slice(-1)).toEqual(['sid=s2']);
    expect(requests.filter((text) => pathOf(text) === '/before').map(cookieOf)).toEqual(
      requests.filter((text) => pathOf(text) === '/before').map(() => undefined),
    );
  });

  it('are those of its setup, where a unit has one', async () => {
    const { of, requests } = await ran(
      [
        logIn("pm.collectionVariables.set('id', pm.response.json().id);"),
        request('Account', { test: OK }, { url: '{{baseUrl}}/account/{{id}}' }),
      ],
      { rules: [...RULES, 'response/*'], answer: api() },
    );
    expect([of('Account'), of('Account', 'status/success')]).toEqual(['passed', 'passed']);
    const seen = requests.filter((text) => /^\/account\/s\d/.test(pathOf(text)));
    expect(new Set(seen.map(pathOf)).size).toBeGreaterThan(1);
    for (const text of seen) expect(cookieOf(text)).toBe(`sid=${pathOf(text).slice('/account/'.length)}`);
  });

  it('do not log a request in whose credentials are left out; those of the collection stay', async () => {
    const header = [
      { key: 'Cookie', value: 'theme=dark' },
      { key: 'Authorization', value: 'Bearer good-token' },
    ];
    const { of, requests } = await ran([logIn(), request('Account', { test: OK }, { header })], {
      rules: [...RULES, 'authentication/bearer-*'],
      answer: api(),
    });
    expect(of('Account', 'authentication/bearer-missing')).toBe('passed');
    expect(of('Account', 'status/success')).toBe('passed');
    const account = requests.filter((text) => pathOf(text) === '/account');
    const [probes, valid] = [false, true].map((good) =>
      account.filter((text) => /^authorization: Bearer good-token\r$/im.test(text) === good).map(cookieOf),
    );
    expect(new Set(probes)).toEqual(new Set(['theme=dark']));
    expect(new Set(valid)).toContain('theme=dark; sid=s2');
  });

  it('are not sent where the collection does without', async () => {
    const { requests } = await ran(
      [logIn(), { ...request('Account', { test: OK }), protocolProfileBehavior: { disableCookies: true } }],
      { rules: RULES, answer: api() },
    );
    const account = requests.filter((text) => pathOf(text) === '/account');
    expect(account.length).toBeGreaterThan(1);
    expect(account.map(cookieOf)).toEqual(account.map(() => undefined));
  });
});
