import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import type { RunResult } from '../../src/judge/result.js';
import { run } from '../../src/run.js';
import { EVERYTHING, type Selection } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { type OtherApi, startOtherApi } from '../other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '../other-api/workspace.js';
import { certificate } from '../tls-server.js';

const host = newmanHost();

let api: OtherApi;
beforeEach(async () => {
  api = await startOtherApi();
});
afterEach(() => api.close());

async function runBooks(selection: Partial<Selection>, extraCa?: string): Promise<RunResult> {
  const contract = await loadContract({ workspace: workspaceOf(BOOKS) });
  const settings = settingsOf(api, { environments: ['sandbox'] });
  return run({
    contract,
    settings: { ...settings, ...(extraCa !== undefined && { extraCa }) },
    selection: { ...EVERYTHING, ...selection },
    host,
  });
}

describe('The connection of an environment', () => {
  it('is judged alone where only its rules are selected, in a suite of its own', async () => {
    const rules = ['transport/tls-*', 'transport/plaintext-refused', 'transport/certificate'];
    const { results, exitCode } = await runBooks({ rules });
    expect(results.map(({ case: planned, verdict }) => `${planned.id}: ${verdict.status}`)).toEqual([
      'sandbox › transport/tls-minimum TLS 1.0: passed',
      'sandbox › transport/tls-minimum TLS 1.1: passed',
      'sandbox › transport/tls-minimum TLS 1.2 or 1.3: passed',
      'sandbox › transport/plaintext-refused: passed',
      'sandbox › transport/certificate: passed',
    ]);
    expect(exitCode).toBe(0);
    expect(api.arrived.sandbox).toEqual([]);
  });

  it('is left out where operations are selected', async () => {
    const { results } = await runBooks({ operations: ['Books / Find'], rules: ['transport/*'] });
    expect(results.map(({ case: planned }) => planned.rule)).toEqual(['transport/no-redirect']);
  });

  it('with a bad certificate is one finding: the other cases have no verdict, and nothing was sent', async () => {
    const other = await certificate({ root: 'Other root' });
    const result = await runBooks({}, other.ca);
    expect(result.problems.map(({ rule, cases }) => [rule, cases.length])).toEqual([
      ['transport/certificate', 1],
    ]);
    const reasons = result.results.flatMap(({ case: { operation }, verdict }) =>
      operation !== undefined && verdict.status === 'errored' ? [verdict.reason] : [],
    );
    expect(reasons.length).toBeGreaterThan(20);
    expect([...new Set(reasons)]).toEqual([
      expect.stringMatching(/^sandbox cannot be reached: the certificate/),
    ]);
    expect(api.arrived.sandbox).toEqual([]);
    expect(result.exitCode).toBe(1);
  });
});

describe('A redirect', () => {
  it('to another host is found, as the one problem of its operation', async () => {
    api.instead = (call) => {
      if (!call.path.endsWith(':find')) return false;
      call.send(302, {}, { location: 'https://elsewhere.example/books' });
      return true;
    };
    const { problems } = await runBooks({ operations: ['Books / Find'], rules: ['transport/*', 'status/*'] });
    expect(problems[0]).toMatchObject({
      rule: 'transport/no-redirect',
      operations: ['Books / Find'],
      finding: { received: expect.stringContaining('https://elsewhere.example'), at: 'Location' },
    });
  });
});
