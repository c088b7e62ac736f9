import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import type { RunResult } from '../../src/judge/result.js';
import { waiverLine } from '../../src/report/waiver-lines.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { type Call, type OtherApi, startOtherApi } from '../other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '../other-api/workspace.js';

const host = newmanHost();

let api: OtherApi;
beforeEach(async () => {
  api = await startOtherApi();
});
afterEach(() => api.close());

/** One probe, and one rule that looks at every answer. */
const RULES = ['authentication/bearer-missing', 'error/envelope', 'status/success'];

async function runFind(waivers: readonly string[] = []): Promise<RunResult> {
  const yaml = ['waivers:', ...waivers.map((line) => `  ${line}`)].join('\n');
  const contract = await loadContract({
    workspace: workspaceOf(BOOKS, { 'collections/contract.yaml': yaml }),
  });
  const selection = { ...EVERYTHING, rules: RULES, operations: ['Books / Find'] };
  return run({ contract, settings: settingsOf(api, { environments: ['sandbox'] }), selection, host });
}

/** The waivers that a run's findings propose, as they are printed. */
const proposed = ({ results, identity }: RunResult): string[] =>
  results.flatMap(({ case: planned, verdict }) =>
    verdict.status === 'failed' ? [waiverLine(planned, verdict.finding, identity)] : [],
  );

const failedRules = ({ results }: RunResult): string[] =>
  results.flatMap((result) => (result.verdict.status === 'failed' ? [result.case.rule] : []));

/** Answers requests without a token in another way. */
const withoutToken = (status: number, body: unknown) => (call: Call) => {
  if (call.request.headers.authorization !== undefined) return false;
  call.send(status, body);
  return true;
};

it('The waivers that findings print, pasted into contract.yaml, waive them in the next run', async () => {
  api.instead = withoutToken(402, { made: Date.now() });
  const first = await runFind();
  expect(failedRules(first).sort()).toEqual(['authentication/bearer-missing', 'error/envelope']);
  api.instead = withoutToken(402, { made: 'later' });
  const second = await runFind(proposed(first));
  expect(second.counts).toMatchObject({ failed: 0, waived: 2 });
  expect(second.exitCode).toBe(0);
  expect(second.notes).toEqual([]);
});

it('Another failure in the place of a waived one is a failure', async () => {
  api.instead = withoutToken(402, {});
  const waivers = proposed(await runFind());
  api.instead = withoutToken(200, { books: [] });
  expect(failedRules(await runFind(waivers))).toEqual(['authentication/bearer-missing']);
});

it('A waived failure hides no other one that the same case would have shown later', async () => {
  api.instead = withoutToken(402, {});
  const waivers = proposed(await runFind());
  api.instead = (call) => {
    if (call.request.method === 'POST') return withoutToken(402, {})(call);
    call.send(404, 'nothing here');
    return true;
  };
  expect(failedRules(await runFind(waivers))).toEqual(['error/envelope']);
});
