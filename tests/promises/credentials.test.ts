import { describe, expect, it } from 'vitest';
import { type How, ran, request } from '../steering/run-collection.js';

const reply = (status: number): string =>
  `HTTP/1.1 ${status} X\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`;
const headerOf = (text: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)\\r$`, 'im').exec(text)?.[1];
const targetOf = (text: string): string => text.split(' ')[1] ?? '';

const KEY = 'k-8f3a91c2d4';
const BASIC = `Basic ${Buffer.from('ada:pa55-w0rd-9').toString('base64')}`;
const apikey = (where: 'header' | 'query') => ({
  auth: {
    type: 'apikey',
    apikey: [
      { key: 'key', value: where === 'header' ? 'X-API-Key' : 'key' },
      { key: 'value', value: KEY },
      { key: 'in', value: where },
    ],
  },
});
const basic = {
  auth: {
    type: 'basic',
    basic: [
      { key: 'username', value: 'ada' },
      { key: 'password', value: 'pa55-w0rd-9' },
    ],
  },
};
const header = (key: string, value: string) => ({ header: [{ key, value }] });

/** Credentials by what carries them: how a request has them, and whether a server finds them right. */
const SCHEMES: readonly [string, string, Record<string, never> | object, (text: string) => boolean][] = [
  ['an API key in a header', 'X-API-Key', apikey('header'), (text) => headerOf(text, 'x-api-key') === KEY],
  ['an API key in the query', '?key', apikey('query'), (text) => targetOf(text).endsWith(`?key=${KEY}`)],
  [
    'a header by hand',
    'X-Access-Token',
    header('X-Access-Token', KEY),
    (text) => headerOf(text, 'x-access-token') === KEY,
  ],
  [
    'a token of another scheme',
    'Authorization: Token',
    header('Authorization', `Token ${KEY}`),
    (text) => headerOf(text, 'authorization') === `Token ${KEY}`,
  ],
  [
    'a token without a scheme',
    'Authorization',
    header('Authorization', KEY),
    (text) => headerOf(text, 'authorization') === KEY,
  ],
  ['Basic', 'Authorization: Basic', basic, (text) => headerOf(text, 'authorization') === BASIC],
  [
    'a cookie by hand',
    'cookie session',
    header('Cookie', `theme=dark; session=${KEY}`),
    (text) => headerOf(text, 'cookie') === `theme=dark; session=${KEY}`,
  ],
];

const RULES = ['status/success', 'authentication/*'];
const failing = ({ result }: Awaited<ReturnType<typeof ran>>): string[] =>
  result.results.flatMap(({ case: { rule, variation }, verdict }) =>
    verdict.status === 'failed' ? [`${rule} (${variation})`] : [],
  );
const running = (more: object, how: How) => ran([request('Show', {}, { ...more })], { rules: RULES, ...how });

describe.each(SCHEMES)('%s', (_, name, more, isRight) => {
  it('is checked, and a server that asks for it is right', async () => {
    const run = await running(more, { answer: (text) => reply(isRight(text) ? 200 : 401) });
    expect(failing(run)).toEqual([]);
    expect(run.of('Show', 'status/success')).toBe('passed');
    for (const rule of ['missing', 'empty', 'incorrect'])
      expect(run.of('Show', `authentication/credential-${rule}`)).toBe('passed');
  });

  it('is told where a server looks at none', async () => {
    const told = failing(await running(more, { answer: () => reply(200) }));
    expect(told).toEqual(
      expect.arrayContaining([
        `authentication/credential-missing (${name})`,
        `authentication/credential-empty (${name})`,
        `authentication/credential-incorrect (${name}, same shape, other value)`,
        `authentication/credential-incorrect (${name}, only the last character wrong)`,
      ]),
    );
  });
});

describe('Several credentials', () => {
  const both = {
    header: [
      { key: 'X-API-Key', value: KEY },
      { key: 'X-Access-Token', value: `t-${KEY}` },
    ],
  };
  const has = (text: string, name: string): boolean => headerOf(text, name)?.endsWith(KEY) ?? false;

  it('are changed one at a time, so that one that nobody looks at is found', async () => {
    const run = await running(both, { answer: (text) => reply(has(text, 'x-api-key') ? 200 : 401) });
    const told = failing(run);
    expect(told).toContain('authentication/credential-missing (X-Access-Token)');
    expect(told.filter((text) => text.includes('X-API-Key'))).toEqual([]);
  });

  const said = (credentials: string) => ({
    files: { 'collections/contract.yaml': JSON.stringify({ operations: { Show: { credentials } } }) },
  });

  it('of which one is enough are changed alone', async () => {
    const answer = (text: string): string =>
      reply(has(text, 'x-api-key') || has(text, 'x-access-token') ? 200 : 401);
    expect(failing(await running(both, { answer }))).not.toEqual([]);
    const run = await running(both, { answer, ...said('any') });
    expect(failing(run)).toEqual([]);
    expect(run.of('Show', 'authentication/credential-missing')).toBe('passed');
  });

  it('that are optional may be missing, and not wrong', async () => {
    const answer = (text: string): string =>
      reply(
        [headerOf(text, 'x-api-key') ?? '', KEY].every((value) => value === '' || value === KEY) ? 200 : 401,
      );
    const run = await running(apikey('header'), { answer, ...said('optional') });
    expect(failing(run)).toEqual([]);
    expect(run.of('Show', 'authentication/credential-missing')).toMatch(/^skipped: .*credentials: optional/);
    expect(run.of('Show', 'authentication/credential-incorrect')).toBe('passed');
  });

  it('that nobody asks for are not looked at', async () => {
    const run = await running(apikey('header'), { answer: () => reply(200), ...said('none') });
    expect(failing(run)).toEqual([]);
    expect(run.of('Show', 'authentication/credential-incorrect')).toMatch(/^skipped: .*credentials: none/);
  });
});

it('A request without any says that its authentication is not checked', async () => {
  const run = await running({}, { answer: () => reply(200) });
  expect(run.of('Show', 'authentication/credential-missing')).toMatch(
    /^skipped: .*no credential that is known/,
  );
});
