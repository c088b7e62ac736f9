import { describe, expect, it } from 'vitest';
import { ANSWER, ran, request } from '../steering/run-collection.js';

/** Sends requests for `/STATUS/rest` on to `rest`, and answers the others with 200. */
function answer(text: string): string {
  const [, status, rest] = /^\S+ \/(3\d\d)(\/\S*)/.exec(text) ?? [];
  if (status === undefined) return ANSWER;
  const location = rest?.startsWith('/elsewhere') ? 'https://elsewhere.example/x' : rest;
  return `HTTP/1.1 ${status} Moved\r\nLocation: ${location}\r\nSet-Cookie: sid=abc; Path=/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
}

const to = (path: string, more = {}) => ({ url: `{{baseUrl}}${path}`, ...more });
const ARRIVED = "pm.test('arrived', () => pm.response.to.have.status(200));";
const reading = (...names: string[]) => ({
  'collections/contract.yaml': `operations:\n${names.map((name) => `  ${name}: { changes: false }\n`).join('')}`,
});
const RULES = ['collection/*', 'status/success', 'transport/no-redirect', 'environment/*'];

describe('A redirect', () => {
  it('is followed in the journey, in setups, for the valid request and for scripts', async () => {
    const { of, requests, arrived } = await ran(
      [
        request(
          'Log in',
          { test: `${ARRIVED} pm.environment.set('sid', pm.cookies.get('sid'));` },
          to('/302/session', { method: 'POST', body: { mode: 'raw', raw: 'x' } }),
        ),
        request('Account', { test: ARRIVED }, to('/307/account/{{sid}}')),
        request('Ask', {
          test: "pm.sendRequest(pm.variables.replaceIn('{{baseUrl}}/303/asked'), (error, answer) => pm.test('script', () => pm.expect(answer.code).to.eql(200)));",
        }),
      ],
      { answer, rules: RULES },
    );
    expect([of('Log in'), of('Account'), of('Ask')]).toEqual(['passed', 'passed', 'passed']);
    expect(of('Account', 'status/success')).toBe('passed');
    expect(of('Account', 'transport/no-redirect')).toBe('passed');
    expect(arrived).toContain('GET /asked');
    // In the journey, and in each setup.
    const sessions = requests.filter((text) => text.startsWith('GET /session'));
    expect(sessions.length).toBeGreaterThan(1);
    for (const text of sessions) expect(text).toMatch(/^cookie: sid=abc/im);
  });

  it('to another host is found, and nothing goes there', async () => {
    const { of, result } = await ran([request('A', { test: ARRIVED }, to('/302/elsewhere'))], {
      answer,
      rules: RULES,
    });
    expect(of('A', 'transport/no-redirect')).toBe(
      'failed: status 302, and Location leads to https://elsewhere.example',
    );
    expect(of('A')).toMatch(/^skipped: requests to https:\/\/elsewhere\.example are refused/);
    expect(of('A', 'status/success')).toMatch(
      /^skipped: requests to https:\/\/elsewhere\.example are refused/,
    );
    expect(result.problems).toHaveLength(1);
  });

  it('without an end fails the valid request with its last status', async () => {
    const endless = (text: string) => answer(text.replace(/^(\S+) \S+/, '$1 /302/302/again'));
    const { of } = await ran([request('A', { test: ARRIVED })], { answer: endless, rules: RULES });
    expect(of('A', 'status/success')).toMatch(/^failed: status 302/);
    expect(of('A')).toMatch(/^failed: “arrived”/);
  });

  it('is not followed where the collection says so', async () => {
    const { arrived, of } = await ran(
      [
        {
          ...request(
            'A',
            { test: "pm.test('moved', () => pm.response.to.have.status(302));" },
            to('/302/there'),
          ),
          protocolProfileBehavior: { followRedirects: false },
        },
      ],
      { answer, rules: RULES },
    );
    expect(of('A')).toBe('passed');
    expect(arrived).not.toContain('GET /there');
  });

  it('is not followed by a changed request, of which nothing is said then', async () => {
    const { arrived, of } = await ran(
      [request('A', { test: ARRIVED }, to('/307/there', { method: 'POST' }))],
      {
        answer,
        rules: ['request/*', 'status/success'],
      },
    );
    expect(of('A', 'status/success')).toBe('passed');
    const methods = new Set(arrived.map((line) => line.split(' ')[0]));
    expect(methods.size).toBeGreaterThan(1);
    expect(arrived.filter((line) => line.endsWith(' /there') && !line.startsWith('POST'))).toEqual([]);
    expect(of('A', 'request/post-only')).toMatch(/^skipped: the valid request is redirected too/);
  });

  it('leads to no change where nothing may be changed: a GET goes out, a POST does not', async () => {
    const search = { method: 'POST', body: { mode: 'raw', raw: 'x' } };
    const { arrived, of, result } = await ran(
      [
        request('Seen', { test: ARRIVED }, to('/302/seen')),
        request('Search', { test: ARRIVED }, to('/303/found', search)),
        request('Moved', { test: ARRIVED }, to('/307/changed', search)),
      ],
      { answer, rules: RULES, reading: true, files: reading('Seen', 'Search', 'Moved') },
    );
    expect([of('Seen'), of('Search')]).toEqual(['passed', 'passed']);
    expect(arrived).toContain('GET /seen');
    expect(arrived).toContain('GET /found');
    expect(arrived).toContain('POST /307/changed');
    expect(arrived.filter((line) => line.endsWith(' /changed'))).toEqual([]);
    expect(of('Moved')).toMatch(/^skipped: nothing may be changed in production: a redirect makes it a POST/);
    expect(of('Moved', 'status/success')).toMatch(/^skipped: nothing may be changed/);
    expect(result.notes.join('\n')).toContain('a redirect makes it a POST');
  });
});
