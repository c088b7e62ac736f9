import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { planAgain } from '../../src/judge/confirm.js';
import type { RunResult } from '../../src/judge/result.js';
import { plan } from '../../src/plan/plan.js';
import { run } from '../../src/run.js';
import type { ProfileName } from '../../src/settings/profiles.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { type OtherApi, startOtherApi } from '../other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '../other-api/workspace.js';

const host = newmanHost();

let api: OtherApi;
beforeEach(async () => {
  api = await startOtherApi();
});
afterEach(() => api.close());

const RULE = 'authentication/bearer-missing';

async function runBooks(profile: ProfileName): Promise<RunResult> {
  const contract = await loadContract({ workspace: workspaceOf(BOOKS) });
  const settings = { ...settingsOf(api, { environments: ['sandbox'] }), profile };
  return run({
    contract,
    settings,
    selection: { ...EVERYTHING, rules: [RULE], operations: ['Books / Find'] },
    host,
  });
}

/** A request without a token is accepted, the first so many times. */
function acceptWithoutToken(times: number): void {
  let left = times;
  api.instead = ({ request, send }) => {
    if (request.headers.authorization !== undefined || left-- <= 0) return false;
    send(200, { books: [] });
    return true;
  };
}

describe('A case that fails', () => {
  it('once, and passes when its unit is run again, is flaky: neither passed nor failed', async () => {
    acceptWithoutToken(1);
    const { counts, exitCode, results } = await runBooks('nightly');
    expect(counts).toMatchObject({ flaky: 1, failed: 0, passed: 0 });
    expect(results[0]?.verdict).toMatchObject({ status: 'flaky', finding: { received: 'status 200' } });
    expect(exitCode).toBe(0);
  });

  it('once breaks a release', async () => {
    acceptWithoutToken(1);
    const { exitCode, shortfalls } = await runBooks('release');
    expect(exitCode).toBe(1);
    expect(shortfalls).toEqual(['1 case is flaky, which a release takes for failed']);
  });

  it('twice has failed', async () => {
    acceptWithoutToken(9);
    expect((await runBooks('nightly')).counts).toMatchObject({ failed: 1, flaky: 0 });
  });

  it('is not run again in a manual run', async () => {
    acceptWithoutToken(1);
    expect((await runBooks('manual')).counts).toMatchObject({ failed: 1, flaky: 0 });
  });
});

it('An environment in which most units fail is not run twice, and a note says so', async () => {
  const many = {
    ...BOOKS,
    item: Array.from({ length: 12 }, (_, index) => ({ ...BOOKS.item[0], name: `${index}` })),
  };
  const contract = await loadContract({ workspace: workspaceOf(many) });
  const whole = plan(contract, settingsOf(api), EVERYTHING);
  const again = planAgain(
    whole,
    ({ environment, operation }) => environment === 'sandbox' && operation !== undefined,
  );
  expect(again.plan?.pairs ?? []).toEqual([]);
  expect(again.notes).toEqual(['sandbox: 60 operations failed: too many to run them again to confirm it']);
  const few = planAgain(
    whole,
    ({ environment, operation }) => environment === 'sandbox' && operation === '3 / Find',
  );
  expect(few.plan?.pairs.map(({ operation }) => operation.name)).toEqual(['3 / Find']);
});
