import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import type { RunResult } from '../../src/judge/result.js';
import { type RunOptions, run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { type Call, type OtherApi, startOtherApi } from '../other-api/api.js';
import { BOOKS, booksWithScript, type Chosen, settingsOf, workspaceOf } from '../other-api/workspace.js';

const host = newmanHost();

const SANDBOX: Chosen = { environments: ['sandbox'] };

let api: OtherApi;
beforeEach(async () => {
  api = await startOtherApi();
});
afterEach(() => api.close());

async function runBooks(
  chosen: Chosen = {},
  more: Partial<RunOptions> = {},
  collection: unknown = BOOKS,
): Promise<RunResult> {
  const contract = await loadContract({ workspace: workspaceOf(collection) });
  return run({ contract, settings: settingsOf(api, chosen), selection: EVERYTHING, host, ...more });
}

const only = (...operations: string[]): Partial<RunOptions> => ({ selection: { ...EVERYTHING, operations } });
const rulesOf = (result: RunResult): string[] => result.problems.map(({ rule }) => rule);
const verdictOf = (result: RunResult, id: string) =>
  result.results.find((candidate) => candidate.case.id === id)?.verdict;

describe('An API with other paths, ids, codes and order of checks', () => {
  it('raises no finding where it is correct', async () => {
    const result = await runBooks();
    expect(result.problems).toEqual([]);
    expect(result.counts.errored).toBe(0);
    expect(result.exitCode).toBe(0);
  });

  it('has its unknown resource asked for, though the id is only part of a path segment', async () => {
    const result = await runBooks(SANDBOX, only('Books / Show'));
    expect(verdictOf(result, 'sandbox › Books / Show › status/unknown-resource')?.status).toBe('passed');
  });

  const variants: readonly (readonly [string, (call: Call) => boolean])[] = [
    [
      'answers 403 to a wrong token',
      (call) => refusing(call, call.request.headers.authorization !== bearer(call), 403),
    ],
    ['answers with more fields, and a null', (call) => amended(call, { extra: { deep: [1] }, note: null })],
    ['is unavailable now and then', sometimes503()],
  ];
  it.each(variants)('raises no finding where it %s', async (_name, instead) => {
    api.instead = instead;
    const result = await runBooks(SANDBOX, only('Books / Find'));
    expect(result.problems).toEqual([]);
    expect(result.exitCode).toBe(0);
  });
});

describe('A broken operation', () => {
  it('is named as the problem, and spoils only its own unit', async () => {
    api.instead = (call) =>
      call.path.endsWith(':add') && answered(call, 500, { error_code: 'boom', error_type: 'api' });
    const result = await runBooks(SANDBOX, only('Books / Add', 'Books / Show'));
    const failed = result.results.filter(({ verdict }) => verdict.status === 'failed');
    expect(failed.length).toBeGreaterThan(0);
    expect(new Set(failed.map((entry) => entry.case.operation))).toEqual(new Set(['Books / Add']));
    const show = verdictOf(result, 'sandbox › Books / Show › authentication/bearer-missing');
    expect(show).toMatchObject({ status: 'errored', reason: 'its setup broke: Books / Add answered 500' });
  });

  it('that never answers costs its time-out a few times, and the others are judged', async () => {
    api.instead = (call) => call.path.endsWith(':find');
    const result = await runBooks({ ...SANDBOX, timeout: 300 }, only('Books / Find', 'Books / Show'));
    expect(api.arrived.sandbox.filter((line) => line.endsWith(':find')).length).toBeLessThan(30);
    expect(verdictOf(result, 'sandbox › Books / Show › status/success')?.status).toBe('passed');
    expect(result.exitCode).not.toBe(0);
  });
});

describe('An environment that is down', () => {
  it('has its cases errored with the reason, and the other one is judged', async () => {
    const settings = settingsOf(api);
    const down = settings.environments.map((environment) =>
      environment.name === 'production'
        ? { ...environment, baseUrl: 'https://localhost:9/billers/{CLIENT_ID}' }
        : environment,
    );
    const result = await runBooks(
      {},
      { ...only('Books / Find'), settings: { ...settings, retries: 0, environments: down } },
    );
    const production = result.results.filter((entry) => entry.case.environment === 'production');
    const reasons = new Set(
      production.flatMap(({ verdict }) => (verdict.status === 'errored' ? [verdict.reason] : [])),
    );
    expect([...reasons].some((reason) => reason.includes('production cannot be reached'))).toBe(true);
    expect(verdictOf(result, 'sandbox › Books / Find › status/success')?.status).toBe('passed');
    expect(result.exitCode).toBe(3);
  });

  it('or refuses the credentials is found by its first requests', async () => {
    const settings = settingsOf(api, { environments: ['sandbox'] });
    const environments = settings.environments.map((environment) => ({
      ...environment,
      bearerToken: 'wrong-token-altogether',
    }));
    const result = await runBooks({}, { settings: { ...settings, environments } });
    expect(api.arrived.sandbox.length).toBeLessThanOrEqual(2);
    expect(result.exitCode).toBe(3);
    expect(verdictOf(result, 'sandbox › Books / Find › status/success')).toMatchObject({ status: 'errored' });
  });
});

describe('Scripts of a collection', () => {
  it.each([
    [
      'fails, with its message',
      "pm.test('never', () => pm.expect(1).to.eql(2));",
      'failed',
      /never.*expected 1 to deeply equal 2/,
    ],
    ['throws, where it does', 'null.length;', 'failed', /the script threw/],
    [
      'has no verdict where it never finishes',
      "pm.test('waits', (done) => {});",
      'errored',
      /never finished/,
    ],
    [
      'fails where it rejects and nobody listens',
      'Promise.reject(new Error("forgotten"));',
      'failed',
      /forgotten/,
    ],
    ['has no verdict where it loops for ever', 'for (;;) {}', 'errored', /./],
  ])('%s', async (_name, source, status, text) => {
    const result = await runBooks(
      { environments: ['sandbox'], timeout: 1500 },
      only('Books / Find'),
      booksWithScript(source),
    );
    const verdict = verdictOf(result, 'sandbox › Books / Find › collection/assertion');
    expect(verdict?.status).toBe(status);
    expect(JSON.stringify(verdict)).toMatch(text);
    expect(verdictOf(result, 'sandbox › Books / Find › status/success')?.status).toBe('passed');
  });
});

describe('A run', () => {
  it('that is interrupted keeps what was concluded; the rest is errored', async () => {
    const stop = new AbortController();
    api.instead = () => {
      if (api.arrived.sandbox.length > 40) stop.abort();
      return false;
    };
    const result = await runBooks(SANDBOX, { signal: stop.signal });
    expect(result.exitCode).toBe(130);
    expect(result.interrupted).toBe(true);
    expect(result.results.map(({ verdict }) => verdict)).toContainEqual({
      status: 'errored',
      reason: 'not concluded',
      notes: [],
    });
  });

  it('shows no credential in its findings', async () => {
    api.instead = (call) =>
      call.path.endsWith(':find') && answered(call, 418, { echo: [call.path, call.request.headers] });
    const result = await runBooks({}, only('Books / Find'));
    const text = JSON.stringify(result, (_key, value: unknown) =>
      isBuffer(value) ? Buffer.from(value.data).toString() : value,
    );
    for (const { clientId, bearerToken } of Object.values(api.environments)) {
      expect(text).not.toContain(clientId);
      expect(text).not.toContain(bearerToken);
    }
    expect(rulesOf(result)).toContain('status/documented');
    expect(text).toContain('{{SANDBOX_BEARER_TOKEN}}');
  });

  it('names the place of a selection that does not exist', async () => {
    await expect(runBooks({}, only('Books / Fnd'))).rejects.toThrow(
      /OPERATION_UNKNOWN --operation Books \/ Fnd: .*Books \/ Find/,
    );
  });
});

const bearer = (call: Call): string => `Bearer ${api.environments[call.environment].bearerToken}`;

function answered(call: Call, status: number, body: unknown): boolean {
  call.send(status, body);
  return true;
}

function refusing(call: Call, when: boolean, status: number): boolean {
  const json = /json/.test(call.request.headers['content-type'] ?? '') && call.body === '{}';
  const path = call.path.includes(api.environments[call.environment].clientId) && call.path.endsWith(':find');
  return (
    when &&
    json &&
    path &&
    call.request.method === 'POST' &&
    answered(call, status, { error_code: 'no', error_type: 'auth' })
  );
}

function amended(call: Call, fields: Record<string, unknown>): boolean {
  const { send } = call;
  Object.assign(call, {
    send: (status: number, body: object) =>
      send(status, status < 300 ? { ...body, ...fields } : body, {
        'CONTENT-TYPE': 'application/json;charset=UTF-8',
      }),
  });
  return false;
}

function sometimes503(): (call: Call) => boolean {
  let count = 0;
  return (call) => {
    count += 1;
    if (count % 9 !== 0) return false;
    call.send(503, { error_code: 'busy', error_type: 'api' }, { 'retry-after': '0' });
    return true;
  };
}

function isBuffer(value: unknown): value is { type: 'Buffer'; data: number[] } {
  return typeof value === 'object' && value !== null && Reflect.get(value, 'type') === 'Buffer';
}
