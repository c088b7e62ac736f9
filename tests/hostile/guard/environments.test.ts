import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load.js';
import { run } from '../../../src/run.js';
import { readSettings, type SettingsOptions } from '../../../src/settings/read.js';
import { EVERYTHING, type Settings } from '../../../src/settings/settings.js';
import { Values } from '../../../src/settings/values.js';
import { newmanHost } from '../../newman-host.js';
import { type OtherApi, startOtherApi } from '../../other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '../../other-api/workspace.js';

const host = newmanHost();

const APART = {
  SANDBOX_BASE_URL: 'https://sandbox.example.com/{CLIENT_ID}',
  SANDBOX_CLIENT_ID: 'client-sandbox',
  SANDBOX_BEARER_TOKEN: 'token-sandbox',
  PRODUCTION_BASE_URL: 'https://api.example.com/{CLIENT_ID}',
  PRODUCTION_CLIENT_ID: 'client-production',
  PRODUCTION_BEARER_TOKEN: 'token-production',
};

const settings = (more: Record<string, string>, options: Partial<SettingsOptions> = {}): Promise<Settings> =>
  readSettings({ workspace: '.', needsToken: true, ...options }, new Values({ ...APART, ...more }));

describe('Environments with equal credentials', () => {
  it.each([
    ['the client id', { PRODUCTION_CLIENT_ID: 'client-sandbox' }, 'SANDBOX_CLIENT_ID, PRODUCTION_CLIENT_ID'],
    [
      'the token',
      { SANDBOX_BEARER_TOKEN: 'token-production' },
      'SANDBOX_BEARER_TOKEN, PRODUCTION_BEARER_TOKEN',
    ],
  ])('%s are refused, whichever is chosen', async (_name, more, place) => {
    for (const environments of [undefined, ['sandbox'], ['production']] as const) {
      const refused = settings(more, environments ? { environments } : {});
      await expect(refused).rejects.toMatchObject({ code: 'ENVIRONMENTS_EQUAL' });
      for (const part of place.split(', ')) await expect(refused).rejects.toThrow(part);
    }
  });

  it('are none where a value is given for one of them only, or for neither', async () => {
    const one = { PRODUCTION_CLIENT_ID: '', PRODUCTION_BEARER_TOKEN: '' };
    await expect(settings(one, { environments: ['sandbox'] })).resolves.toMatchObject({
      unchosen: { name: 'production', clientId: '' },
    });
    const without = { needsToken: false, needsClientId: false, environments: ['sandbox' as const] };
    await expect(
      settings({ ...one, SANDBOX_CLIENT_ID: '', SANDBOX_BASE_URL: 'https://a.example' }, without),
    ).resolves.toBeDefined();
  });
});

describe('One server that holds both environments', () => {
  let api: OtherApi;
  beforeAll(async () => {
    api = await startOtherApi();
  });
  afterAll(() => api.close());
  beforeEach(() => {
    for (const seen of Object.values(api.arrived)) seen.length = 0;
  });

  /** Both environments at the sandbox's address; each with credentials of its own. */
  function shared(chosen: Parameters<typeof settingsOf>[1]): Settings {
    const { environments, ...given } = settingsOf(api, chosen);
    const { baseUrl } = api.environments.sandbox;
    return { ...given, environments: environments.map((environment) => ({ ...environment, baseUrl })) };
  }

  async function runBooks(given: Settings, config = '') {
    const workspace = workspaceOf(BOOKS, { 'collections/contract.yaml': config });
    const contract = await loadContract({ workspace });
    return run({ contract, settings: given, selection: EVERYTHING, host });
  }

  it('is refused before anything is sent, where data would be changed', async () => {
    await expect(runBooks(shared({ writes: ['sandbox'] }))).rejects.toMatchObject({
      code: 'ENVIRONMENTS_EQUAL',
    });
    const { environments, ...given } = shared({ writes: ['sandbox'] });
    const [sandbox, production] = environments;
    if (!sandbox || !production) throw new Error('two environments');
    const alone = { ...given, environments: [sandbox], unchosen: production };
    await expect(runBooks(alone)).rejects.toMatchObject({ code: 'ENVIRONMENTS_EQUAL' });
    expect(api.arrived.sandbox).toEqual([]);
  });

  it('is run where nothing is changed', async () => {
    const config = 'operations:\n  Books / Find: { changes: false }\n';
    const selection = { ...EVERYTHING, operations: ['Books / Find'] };
    const contract = await loadContract({
      workspace: workspaceOf(BOOKS, { 'collections/contract.yaml': config }),
    });
    await run({ contract, settings: shared({ writes: [] }), selection, host });
    expect(api.arrived.sandbox.length).toBeGreaterThan(10);
  });

  it('is run where contract.yaml says so, and changes nothing with the credentials of the other', async () => {
    const result = await runBooks(shared({ writes: ['sandbox'] }), 'sameServer: true\n');
    const { clientId } = api.environments.production;
    const changing = api.arrived.sandbox.filter(
      (line) => line.includes(clientId) && /:(add|rename|drop)$/.test(line),
    );
    expect(changing).toEqual([]);
    expect(api.arrived.sandbox.length).toBeGreaterThan(100);
    const skipped = result.results.find(
      ({ case: { id } }) => id === 'sandbox › Books / Add › authentication/client-id-of-other-environment',
    );
    expect(skipped?.verdict).toMatchObject({
      status: 'skipped',
      reason: expect.stringContaining('nothing may be changed in production, which is on the same server'),
    });
  });
});
