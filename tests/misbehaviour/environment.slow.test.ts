import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EnvironmentName } from '../../src/contract/exchange.js';
import { loadContract } from '../../src/contract/load.js';
import type { RunResult } from '../../src/judge/result.js';
import { run } from '../../src/run.js';
import { EVERYTHING, type Settings } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { type OtherApi, startOtherApi } from '../other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '../other-api/workspace.js';

const host = newmanHost();

let api: OtherApi;
beforeEach(async () => {
  api = await startOtherApi();
});
afterEach(() => api.close());

async function runBooks(change: (settings: Settings) => Settings = (settings) => settings) {
  const contract = await loadContract({ workspace: workspaceOf(BOOKS) });
  const settings = change({ ...settingsOf(api), retries: 0 });
  return run({ contract, settings, selection: EVERYTHING, host });
}

const inEnvironment = ({ results }: RunResult, name: EnvironmentName) =>
  results.filter(({ case: { environment, operation } }) => environment === name && operation !== undefined);
const held = (result: RunResult, name: EnvironmentName): number =>
  inEnvironment(result, name).filter(({ verdict }) => verdict.status === 'passed').length;
const reasons = (result: RunResult, name: EnvironmentName): string[] =>
  inEnvironment(result, name).flatMap(({ verdict }) => (verdict.status === 'errored' ? verdict.reason : []));

describe('A run in which an environment cannot be reached', () => {
  it('says so of each of its cases where its name is unknown, and judges the other one', async () => {
    const result = await runBooks((settings) => ({
      ...settings,
      environments: settings.environments.map((environment) =>
        environment.name === 'production'
          ? { ...environment, baseUrl: 'https://production.invalid/billers/{CLIENT_ID}' }
          : environment,
      ),
    }));
    expect(result.exitCode).toBe(3);
    expect(held(result, 'sandbox')).toBeGreaterThan(50);
    expect(held(result, 'production')).toBe(0);
    expect(reasons(result, 'production').join('\n')).toMatch(/production\.invalid could not be resolved/);
  });

  it('judges what it saw of one that dies on the way, and tells what became of the rest', async () => {
    api.instead = async ({ environment }) => {
      if (environment !== 'production' || api.arrived.production.length < 60) return false;
      await api.stop('production');
      return true;
    };
    const result = await runBooks();
    expect(result.exitCode).not.toBe(0);
    expect(held(result, 'sandbox')).toBeGreaterThan(100);
    expect(held(result, 'production')).toBeGreaterThan(0);
    expect(reasons(result, 'production').join('\n')).toMatch(/production cannot be reached/);
    expect(result.results.filter(({ verdict }) => verdict.status === 'errored').length).toBeGreaterThan(50);
  });

  it('goes on with one that comes back', async () => {
    let died = false;
    api.instead = async ({ environment }) => {
      if (environment !== 'production' || died || api.arrived.production.length < 60) return false;
      died = true;
      await api.stop('production');
      setTimeout(() => void api.start('production'), 50);
      return true;
    };
    const result = await runBooks();
    expect(died).toBe(true);
    expect(held(result, 'sandbox')).toBeGreaterThan(100);
    expect(held(result, 'production')).toBeGreaterThan(held(result, 'sandbox') / 4);
  });
});
