import { describe, expect, it } from 'vitest';
import { ran, request } from '../steering/run-collection.js';

const REQUEST = { header: [{ key: 'Content-Type', value: 'application/json' }] };
const BODY = { mode: 'raw', raw: '{"n": 1, "name": "a"}', options: { raw: { language: 'json' } } };
const ITEMS = [
  request('Make', {}, { ...REQUEST, method: 'POST', body: BODY }),
  request('List', {}, { ...REQUEST, method: 'GET' }),
];
const RULES = ['request/*', 'status/*', 'error/*', 'response/json', 'response/content-type'];

const reply = (status: number, body: unknown, type = 'application/json'): string => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return `HTTP/1.1 ${status} X\r\nContent-Type: ${type}\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`;
};

interface Api {
  /** What is answered to a request that is refused. */
  refuse(status: number): string;
  readonly invalid?: number;
}

/** An API that looks at path, method, type and body, in this order. */
const api =
  ({ refuse, invalid = 422 }: Api) =>
  (text: string): string => {
    const [head = '', body = ''] = text.split('\r\n\r\n');
    const [method = '', path = ''] = head.split(' ');
    if (path !== '/make' && path !== '/list') return refuse(404);
    if (method === 'GET') return reply(200, []);
    if (method !== 'POST') return refuse(405);
    if (!/^content-type: application\/json/im.test(head)) return refuse(415);
    try {
      const json: unknown = JSON.parse(body);
      return typeof json === 'object' && json !== null && 'n' in json
        ? reply(201, { id: 1 })
        : refuse(invalid);
    } catch {
      return refuse(invalid);
    }
  };

const problem = (status: number): string =>
  reply(status, { type: `https://example.com/${status}`, title: 'No', status }, 'application/problem+json');

const promising = (promises: unknown) => ({
  files: { 'collections/contract.yaml': JSON.stringify({ promises }) },
  rules: RULES,
});
const PROBLEMS = {
  methods: 'none',
  responses: 'none',
  errors: { code: 'type' },
  statuses: [200, 201, 404, 405, 415, 422],
  refusals: { contentType: [415], body: [422], parameter: [422], method: [404, 405] },
};

const failed = ({ result }: Awaited<ReturnType<typeof ran>>): string[] =>
  result.results.flatMap(({ case: planned, verdict }) => (verdict.status === 'failed' ? [planned.rule] : []));

describe('An API with problem details and 422', () => {
  it('is held to what it promises, and keeps it', async () => {
    const run = await ran(ITEMS, { ...promising(PROBLEMS), answer: api({ refuse: problem }) });
    expect(failed(run)).toEqual([]);
    expect(run.of('Make', 'request/body-malformed')).toBe('passed');
    expect(run.of('Make', 'request/content-type-missing')).toBe('passed');
    expect(run.of('Make', 'error/envelope')).toBe('passed');
    expect(run.of('Make', 'request/post-only')).toMatch(
      /^skipped: .*does not promise it \(promises\.methods/,
    );
  });

  it('is found at fault where it answers 400', async () => {
    const answer = api({ refuse: problem, invalid: 400 });
    const run = await ran(ITEMS, { ...promising(PROBLEMS), answer });
    expect(run.of('Make', 'request/body-malformed')).toBe('failed: status 400');
    expect(run.of('Make', 'status/documented')).toBe('failed: status 400');
  });

  it('is found at fault where an error does not say what it is', async () => {
    const answer = api({ refuse: (status) => reply(status, { title: 'No' }) });
    const run = await ran(ITEMS, { ...promising(PROBLEMS), answer });
    expect(run.of('Make', 'error/envelope')).toMatch(/^failed: status \d+ with no type$/);
  });

  it('fails by the reference, whose promises it never made', async () => {
    const run = await ran(ITEMS, { rules: RULES, answer: api({ refuse: problem }) });
    expect(failed(run)).toEqual(
      expect.arrayContaining(['request/body-malformed', 'error/envelope', 'status/documented']),
    );
  });
});

describe('An API that promises nothing', () => {
  const NOTHING = { methods: 'none', responses: 'none', errors: 'none', statuses: 'none', refusals: 'none' };

  it('may take everything, and answer in text', async () => {
    const run = await ran(ITEMS, { ...promising(NOTHING), answer: () => reply(200, 'OK', 'text/plain') });
    expect(failed(run)).toEqual([]);
    expect(run.of('Make', 'request/body-malformed')).toMatch(/^skipped: .*\(promises\.refusals\.body/);
    expect(run.of('Make', 'response/json')).toMatch(/^skipped/);
  });

  it('still fails where it breaks, and where JSON is none', async () => {
    const answer = (text: string): string =>
      text.includes('trailing') ? reply(500, 'Oops', 'text/plain') : reply(200, '{"n":', 'application/json');
    const run = await ran(ITEMS, { ...promising(NOTHING), answer });
    expect(run.of('Make', 'status/no-server-error')).toBe('failed: status 500');
    expect(run.of('Make', 'response/json')).toMatch(/^failed: status 200 with/);
  });
});
