import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Exchange } from '../../src/contract/exchange.js';
import { loadContract } from '../../src/contract/load.js';
import type { RunResult } from '../../src/judge/result.js';
import { plan } from '../../src/plan/plan.js';
import { limited } from '../../src/rules/rate-limit/limited.js';
import { run } from '../../src/run.js';
import { EVERYTHING, type Selection } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { type Call, type OtherApi, startOtherApi } from '../other-api/api.js';
import { BOOKS, type Chosen, settingsOf, workspaceOf } from '../other-api/workspace.js';

const host = newmanHost();

let api: OtherApi;
beforeEach(async () => {
  api = await startOtherApi();
});
afterEach(() => api.close());

const LIMITED: Selection = { rules: ['rate-limit/*'], operations: [], optIn: ['rate-limit'] };
const READING = 'operations:\n  Books / Find:\n    changes: false\n';
const CATALOG = JSON.stringify({
  complete: true,
  codes: { slow_down: { type: 'limit', statuses: [429], causes: ['rate-limit'] } },
});

interface Given {
  readonly selection?: Selection;
  readonly files?: Readonly<Record<string, string>>;
  readonly chosen?: Chosen;
}

async function runBooks({ selection = LIMITED, files = {}, chosen }: Given = {}) {
  const contract = await loadContract({
    workspace: workspaceOf(BOOKS, { 'collections/contract.yaml': READING, ...files }),
  });
  const notices: string[] = [];
  const settings = settingsOf(api, chosen ?? { environments: ['sandbox'] });
  const result = await run({ contract, settings, selection, host, onNotice: (text) => notices.push(text) });
  return { result, notices };
}

const verdictOf = ({ results }: RunResult) =>
  results.find((entry) => entry.case.rule === 'rate-limit/limited')?.verdict;

const SLOW_DOWN = { error_code: 'slow_down', error_type: 'limit' };

/** Refuses from the 51st request on, for so many milliseconds. */
function limit(
  milliseconds: number,
  refusal: (call: Call) => void = (call) => call.send(429, SLOW_DOWN, { 'retry-after': '1' }),
): (call: Call) => boolean {
  let count = 0;
  let until = 0;
  return (call) => {
    count += 1;
    if (count === 51) until = Date.now() + milliseconds;
    if (Date.now() >= until) return false;
    refusal(call);
    return true;
  };
}

describe('The rate limit', () => {
  it('is met by a bounded burst, announced beforehand, that stops at the first 429; service resumes', async () => {
    api.instead = limit(900);
    const { result, notices } = await runBooks();
    expect(verdictOf(result)).toMatchObject({
      status: 'passed',
      notes: expect.arrayContaining([
        expect.stringMatching(/limited after \d+ requests/),
        expect.stringMatching(/service resumed/),
      ]),
    });
    expect(notices).toEqual([
      expect.stringMatching(/^rate-limit: up to 3,000 requests .* to Books \/ Find in sandbox/),
    ]);
    expect(api.arrived.sandbox.length).toBeLessThan(150);
    expect(result.exitCode).toBe(0);
  });

  it.each([
    ['another status', limit(900, (call) => call.send(403, SLOW_DOWN)), /status 403 under load/],
    ['503', limit(900, (call) => call.send(503, SLOW_DOWN)), /status 503 under load/],
    [
      'no envelope',
      limit(900, (call) => call.send(429, { message: 'slow down' })),
      /status 429 with no error_code/,
    ],
    ['a Retry-After that is not honest', limit(10_000), /status 429/],
    [
      'a Retry-After that says nothing',
      limit(900, (call) => call.send(429, SLOW_DOWN, { 'retry-after': 'soon' })),
      /Retry-After: soon/,
    ],
  ] as const)('with %s is found', async (_name, instead, received) => {
    api.instead = instead;
    const { result } = await runBooks();
    expect(verdictOf(result)).toMatchObject({
      status: 'failed',
      finding: { received: expect.stringMatching(received) },
    });
    expect(result.exitCode).toBe(1);
  });

  it('with a code that the catalogue gives for something else is found', async () => {
    api.instead = limit(900, (call) => call.send(429, { ...SLOW_DOWN, error_code: 'busy' }));
    const { result } = await runBooks({ files: { 'schemas/error-catalog.json': CATALOG } });
    expect(verdictOf(result)).toMatchObject({
      status: 'failed',
      finding: { received: 'error_code "busy"', expected: 'error_code slow_down' },
    });
  });

  it('that is not reached is skipped with that reason', async () => {
    const contract = await loadContract({ workspace: workspaceOf(BOOKS) });
    const first: Exchange = {
      id: 1,
      environment: 'sandbox',
      operation: 'Books / Find',
      request: { method: 'POST', origin: 'https://localhost', target: '/', headers: [] },
      outcome: { kind: 'answer', status: 200, statusText: 'OK', headers: [], body: Buffer.alloc(0), size: 0 },
      startedAt: 0,
      duration: 1,
      retried: [],
    };
    expect(limited.judge({ first, sent: 3000, others: [] }, contract)).toEqual({
      holds: 'nothing',
      reason: 'no limit was reached within 3000 requests',
    });
  });

  it('is met by no request where no operation is known to read only', async () => {
    const { result } = await runBooks({
      files: { 'collections/contract.yaml': 'operations: {}\n' },
      chosen: { environments: ['production'], writes: [] },
    });
    expect(verdictOf(result)).toMatchObject({ status: 'skipped' });
    expect(api.arrived.production).toEqual([]);
  });

  it('is left alone where nobody asked for it', async () => {
    const contract = await loadContract({ workspace: workspaceOf(BOOKS) });
    const planned = plan(contract, settingsOf(api), EVERYTHING);
    expect(planned.rules.filter(({ id }) => id.startsWith('rate-limit/'))).toEqual([]);
    expect(planned.once.filter(({ kind }) => kind === 'burst')).toEqual([]);
    const only = { ...EVERYTHING, rules: ['rate-limit/limited'] };
    expect(() => plan(contract, settingsOf(api), only)).toThrow(/--opt-in/);
  });
});

describe('Outside of that family', () => {
  it('a 429 slows the run down by itself, which is told, and fails nothing', async () => {
    let count = 0;
    api.instead = (call) => {
      count += 1;
      if (count !== 5) return false;
      call.send(429, SLOW_DOWN, { 'retry-after': '0' });
      return true;
    };
    const { result } = await runBooks({ selection: { ...EVERYTHING, operations: ['Books / Find'] } });
    expect(result.problems).toEqual([]);
    expect(result.notes).toContainEqual(
      expect.stringMatching(/^sandbox: 429 or Retry-After slowed the run down/),
    );
  });

  it('a 503 that heals in the retries is a remark on its case', async () => {
    let count = 0;
    api.instead = (call) => {
      count += 1;
      if (count !== 3) return false;
      call.send(503, SLOW_DOWN, { 'retry-after': '0' });
      return true;
    };
    const { result } = await runBooks({ selection: { ...EVERYTHING, operations: ['Books / Find'] } });
    expect(result.problems).toEqual([]);
    const notes = result.results.flatMap(({ verdict }) => verdict.notes);
    expect(notes).toContainEqual(expect.stringMatching(/503 was healed by a retry/));
  });
});
