import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ran, request } from './run-collection.js';

const reply = (status: number): string =>
  `HTTP/1.1 ${status} Status\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`;

const bodyOf = (text: string): string => text.slice(text.indexOf('\r\n\r\n') + 4);
const headerOf = (text: string, name: string): string =>
  new RegExp(`^${name}: (.*)\\r$`, 'im').exec(text)?.[1] ?? '';
const lineOf = (text: string): string => text.split(' HTTP/1.1')[0] ?? '';
const hmac = (text: string): string => createHmac('sha256', 'k3y').update(text).digest('hex');

function isThing(body: string): boolean {
  try {
    const thing: unknown = JSON.parse(body);
    return typeof thing === 'object' && thing !== null && 'n' in thing && typeof thing.n === 'number';
  } catch {
    return false;
  }
}

/** An API that looks at the signature first, and at the body then. */
const api =
  (signed: (text: string) => string, takes: (body: string) => boolean = isThing) =>
  (text: string): string => {
    const given = headerOf(text, 'x-sig') || (/[?&]sig=(\w+)/.exec(lineOf(text))?.[1] ?? '');
    if (given !== hmac(signed(text))) return reply(401);
    return takes(bodyOf(text)) ? reply(200) : reply(400);
  };

const BODY = { mode: 'raw', raw: '{"n": 1, "name": "a"}', options: { raw: { language: 'json' } } };
const HEADER = [
  { key: 'Content-Type', value: 'application/json' },
  { key: 'X-Sig', value: '{{sig}}' },
];
const make = (prerequest: string, more = {}) =>
  request('Make', { prerequest }, { method: 'POST', header: HEADER, body: BODY, ...more });
const SIGN = "pm.environment.set('sig', CryptoJS.HmacSHA256(TEXT, 'k3y').toString());";
const signing = (text: string): string => SIGN.replace('TEXT', () => text);
const RULES = ['status/success', 'request/body-malformed', 'request/post-only'];
const MALFORMED = 'request/body-malformed';

describe('A request that a script signs', () => {
  it('is signed again for each change of its body', async () => {
    const { of, requests } = await ran([make(signing('pm.variables.replaceIn(pm.request.body.raw)'))], {
      rules: RULES,
      answer: api(bodyOf),
    });
    expect([of('Make', 'status/success'), of('Make', MALFORMED)]).toEqual(['passed', 'passed']);
    const changed = requests.filter((text) => lineOf(text).startsWith('POST') && !isThing(bodyOf(text)));
    expect(changed.length).toBeGreaterThan(1);
    for (const text of changed) expect(headerOf(text, 'x-sig')).toBe(hmac(bodyOf(text)));
  });

  it('is found at fault where a changed body is taken, as without a signature', async () => {
    const { of } = await ran([make(signing('pm.request.body.raw'))], {
      rules: RULES,
      answer: api(bodyOf, () => true),
    });
    expect(of('Make', MALFORMED)).toBe('failed: status 200');
  });

  it('is signed with its method and URL, whichever way the script adds the header', async () => {
    const script = `const { method, url, body } = pm.request;
      const text = method + ' ' + url.getPathWithQuery() + '\\n' + (body ? body.toString() : '');
      pm.request.headers.upsert({ key: 'X-Sig', value: CryptoJS.HmacSHA256(text, 'k3y').toString() });`;
    const { of, requests } = await ran([make(script, { header: HEADER.slice(0, 1) })], {
      rules: RULES,
      answer: api((text) => `${lineOf(text)}\n${bodyOf(text)}`),
    });
    expect([of('Make', 'status/success'), of('Make', MALFORMED)]).toEqual(['passed', 'passed']);
    const others = requests.filter((text) => headerOf(text, 'x-sig') && !lineOf(text).startsWith('POST'));
    expect(others.length).toBeGreaterThan(0);
    for (const text of others) expect(headerOf(text, 'x-sig')).toBe(hmac(`${lineOf(text)}\n${bodyOf(text)}`));
  });

  it('is not changed where the script signs a body of its own, with that reason', async () => {
    const body = signing(`'{"n":1,"name":"a"}'`);
    const script = `pm.variables.set('n', 1); pm.variables.set('name', 'a'); ${body}`;
    const raw = '{"n":{{n}},"name":"{{name}}"}';
    const { of } = await ran([make(script, { body: { ...BODY, raw } })], {
      rules: RULES,
      answer: api(bodyOf),
    });
    expect(of('Make', 'status/success')).toBe('passed');
    expect(of('Make', MALFORMED)).toMatch(/^skipped: .*signs a body of its own/);
  });

  it('is not changed where the signature stands in the URL', async () => {
    const url = '{{baseUrl}}/make?sig={{sig}}';
    const { of } = await ran([make(signing('pm.request.body.raw'), { url, header: HEADER.slice(0, 1) })], {
      rules: RULES,
      answer: api(bodyOf),
    });
    expect(of('Make', 'status/success')).toBe('passed');
    expect(of('Make', MALFORMED)).toMatch(/^skipped: .*a part of the URL/);
  });

  it('is not changed in a way in which the script fails, with what it said', async () => {
    const script = signing('JSON.stringify(JSON.parse(pm.request.body.raw))');
    const { of } = await ran([make(script)], {
      rules: RULES,
      answer: api((text) => (isThing(bodyOf(text)) ? JSON.stringify(JSON.parse(bodyOf(text))) : 'none')),
    });
    expect(of('Make', 'status/success')).toBe('passed');
    expect(of('Make', MALFORMED)).toMatch(/^skipped: .*cannot sign such a request: /);
  });

  it('is changed as any other where its script signs nothing of it', async () => {
    const { of } = await ran([make(signing("'today'"))], { rules: RULES, answer: api(() => 'today') });
    expect([of('Make', 'status/success'), of('Make', MALFORMED)]).toEqual(['passed', 'passed']);
  });
});
