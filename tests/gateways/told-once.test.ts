import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import type { RunResult } from '../../src/judge/result.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { type Call, type OtherApi, startOtherApi } from '../other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '../other-api/workspace.js';
import { nginxPage } from './pages.js';

const host = newmanHost();

let api: OtherApi;
beforeEach(async () => {
  api = await startOtherApi();
});
afterEach(() => api.close());

async function runBooks(operations: readonly string[], files = {}): Promise<RunResult> {
  const contract = await loadContract({ workspace: workspaceOf(BOOKS, files) });
  const settings = { ...settingsOf(api, { environments: ['sandbox'] }), retries: 0 };
  return run({ contract, settings, selection: { ...EVERYTHING, operations }, host });
}

function refused({ response }: Call, status: number, words: string): true {
  response.writeHead(status, { server: 'nginx/1.22.1', 'content-type': 'text/html' });
  response.end(nginxPage(status, words));
  return true;
}
/** A firewall that lets nothing through but JSON. */
const firewall = (call: Call): boolean => !isJson(call.body) && refused(call, 406, 'Not Acceptable');

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
const failed = ({ results }: RunResult): string[] =>
  results.flatMap(({ case: { id }, verdict }) => (verdict.status === 'failed' ? [id] : []));

describe('What a gateway answers in place of the API', () => {
  it('is one problem, whichever rules it breaks, on whichever operations', async () => {
    api.instead = firewall;
    const result = await runBooks(['Books / Add', 'Books / Rename']);
    const [problem, ...more] = result.problems;
    expect(more).toEqual([]);
    expect(problem?.operations).toEqual(['Books / Add', 'Books / Rename']);
    expect(problem?.rule).toBe('status/documented');
    expect(problem?.rules).toEqual(
      expect.arrayContaining(['response/json', 'error/envelope', 'request/body-malformed']),
    );
    expect(problem?.finding.received).toBe('status 406, answered by a gateway (nginx), not by the API');
    expect(problem?.cases).toHaveLength(failed(result).length);
    expect(result.exitCode).toBe(1);
    expect(result.notes.join('\n')).toMatch(
      /^sandbox: a gateway \(nginx\), not the API, answered 406 \(\d+ times, .* UTC\): Books \/ Add, Books \/ Rename$/m,
    );
  });

  it('hides no failure of the API beside it, on the same operation', async () => {
    api.instead = (call) => {
      if (firewall(call)) return true;
      if (!call.path.endsWith(':find') || call.request.method !== 'POST') return false;
      call.send(200, { books: [], count: 0, next: null });
      return true;
    };
    const { problems } = await runBooks(['Books / Find']);
    const [kinds, own] = [/^gateway nginx/, /^accepted/].map((cause) =>
      problems.filter(({ finding }) => cause.test(finding.cause)),
    );
    expect(kinds).toHaveLength(1);
    expect(own?.flatMap(({ rules }) => rules)).toEqual(
      expect.arrayContaining(['authentication/bearer-missing', 'authentication/client-id-incorrect']),
    );
    expect(own?.flatMap(({ rules }) => rules)).not.toContain('response/json');
  });

  it('fails nothing where the documentation allows it, and is noted', async () => {
    api.instead = firewall;
    const promises =
      'promises: { responses: none, statuses: [200, 201, 400, 401, 404, 406], refusals: { body: [400, 406], method: [404, 406] } }';
    const result = await runBooks(['Books / Add'], { 'collections/contract.yaml': promises });
    expect(failed(result)).toEqual([]);
    expect(result.notes.join('\n')).toMatch(/a gateway \(nginx\), not the API, answered 406/);
  });

  it('fails where the documentation has such an answer in another form', async () => {
    api.instead = firewall;
    const promises = 'promises: { responses: none, refusals: { body: [400, 406] } }';
    const schema = {
      'x-contract': { operation: 'Books / Add', response: 406 },
      type: 'object',
      required: ['error_code'],
    };
    const result = await runBooks(['Books / Add'], {
      'collections/contract.yaml': promises,
      'schemas/not-acceptable.schema.json': JSON.stringify(schema),
    });
    expect(result.problems.map(({ finding }) => finding.cause)).toEqual(['gateway nginx 406']);
    expect(result.problems[0]?.rules).toEqual(expect.arrayContaining(['response/json', 'error/envelope']));
  });

  it('says nothing of a changed request where the valid one met it too', async () => {
    let count = 0;
    api.instead = (call) => {
      if (!call.path.endsWith(':find')) return false;
      count += 1;
      return count % 3 === 0 && refused(call, 403, 'Forbidden');
    };
    const result = await runBooks(['Books / Find']);
    expect(result.problems.map(({ finding }) => finding.cause)).toEqual(['gateway nginx 403']);
    const probes = result.results.filter(({ case: { rule } }) => rule.startsWith('authentication/'));
    const reasons = probes.flatMap(({ verdict }) => (verdict.status === 'errored' ? [verdict.reason] : []));
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons)
      expect(reason).toMatch(/^the valid request of Books \/ Find was answered by the same gateway too/);
  });

  it('is told of a run of the collection whose tests met it', async () => {
    api.instead = (call) => refused(call, 502, 'Bad Gateway');
    const { problems } = await runBooks(['Books / Find']);
    expect(problems.map(({ rule, finding }) => `${rule}: ${finding.cause}`)).toEqual([
      'status/no-server-error: gateway nginx 502',
    ]);
    expect(problems[0]?.rules).toContain('collection/assertion');
  });
});

describe('A back end that is down for a while', () => {
  it.each([
    ['a moment', 8, 'gateway nginx 502'],
    ['longer', 60, 'the environment was lost on the way'],
  ])('for %s is one problem', async (_long, requests, cause) => {
    let count = 0;
    api.instead = (call) => {
      count += 1;
      return count > 150 && count < 150 + requests && refused(call, 502, 'Bad Gateway');
    };
    const reading = 'operations: { Books / Find: { changes: false } }';
    const result = await runBooks([], { 'collections/contract.yaml': reading });
    expect(result.problems.map(({ finding }) => finding.cause)).toEqual([cause]);
    expect(result.problems[0]?.cases).toHaveLength(failed(result).length);
    expect(result.counts.passed).toBeGreaterThan(100);
  });
});

describe('A gateway that closes connections without a word', () => {
  it('now and then, is one problem, and not one of what was sent', async () => {
    let count = 0;
    api.instead = ({ path, response }) => {
      if (!path.endsWith(':add')) return false;
      count += 1;
      if (count % 3 === 0) response.destroy();
      return count % 3 === 0;
    };
    const { problems } = await runBooks(['Books / Add']);
    expect(problems.map(({ finding }) => finding.received)).toEqual([
      expect.stringMatching(/^no answer: the connection was closed/),
    ]);
    expect(problems[0]?.rules.length).toBeGreaterThan(3);
  });
});

describe('A page of the API itself', () => {
  it('is told as what it is: no JSON', async () => {
    api.instead = ({ body, response }) => {
      if (isJson(body)) return false;
      response.writeHead(406, { 'content-type': 'text/html' });
      response.end('<html><body><h1>406 Not acceptable</h1>\nSend JSON.\n</body></html>');
      return true;
    };
    const { problems } = await runBooks(['Books / Add']);
    expect(problems.length).toBeGreaterThan(0);
    for (const { finding } of problems) expect(finding.received).not.toMatch(/gateway/);
  });
});
