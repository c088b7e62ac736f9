import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ContractError } from '../../src/contract/errors.js';
import { proxiesOf } from '../../src/settings/proxies.js';
import { readSettings, type SettingsOptions } from '../../src/settings/read.js';
import type { Settings } from '../../src/settings/settings.js';
import { readValues, Values } from '../../src/settings/values.js';

const CREDENTIALS = {
  SANDBOX_CLIENT_ID: 'cid_sandbox',
  SANDBOX_BEARER_TOKEN: 'token_sandbox',
  PRODUCTION_CLIENT_ID: 'cid_production',
  PRODUCTION_BEARER_TOKEN: 'token_production',
};
const EMBEDDED = {
  environments: {
    sandbox: { baseUrl: 'https://localhost:1/{CLIENT_ID}', clientId: 'a', bearerToken: 'b' },
    production: { baseUrl: 'https://localhost:2/{CLIENT_ID}', clientId: 'c', bearerToken: 'd' },
  },
  ca: 'PEM',
};

async function workspace(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'contract-settings-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(made, name), text);
  return made;
}

function settings(
  environment: Readonly<Record<string, string>>,
  options: Partial<SettingsOptions> = {},
): Promise<Settings> {
  return readSettings({ workspace: '.', needsToken: true, ...options }, new Values(environment));
}

async function refusal(
  environment: Readonly<Record<string, string>>,
  options: Partial<SettingsOptions> = {},
) {
  const error = await settings(environment, options).catch((reason: unknown) => reason);
  if (error instanceof ContractError) return error;
  throw new Error(`no ContractError, but ${String(error)}`);
}

const only = { environments: ['sandbox' as const] };

describe('Settings', () => {
  it('are the documented ones where nothing but credentials is given', async () => {
    expect(await settings(CREDENTIALS)).toEqual({
      environments: [
        {
          name: 'sandbox',
          baseUrl: 'https://sandbox.modernltv.com/billers/{CLIENT_ID}',
          clientId: 'cid_sandbox',
          bearerToken: 'token_sandbox',
          writes: true,
          embedded: false,
        },
        {
          name: 'production',
          baseUrl: 'https://app.modernltv.com/billers/{CLIENT_ID}',
          clientId: 'cid_production',
          bearerToken: 'token_production',
          writes: false,
          rate: 5,
          embedded: false,
        },
      ],
      timeout: 10_000,
      retries: 2,
      maxWait: 120_000,
      profile: 'manual',
    });
  });

  it('come from the environment before .env, and an empty value counts as none', async () => {
    const folder = await workspace({ '.env': 'A=file\nB=file\nC=file # why\n' });
    const values = await readValues(folder, { A: 'process', B: ' ' });
    expect(['A', 'B', 'C', 'D'].map((name) => values.get(name))).toEqual([
      { text: 'process', source: 'the environment' },
      { text: 'file', source: '.env' },
      { text: 'file', source: '.env' },
      undefined,
    ]);
  });

  it('leave a secret as it was written, but for line ends that a job has put behind it', async () => {
    const folder = await workspace({ '.env': "A=' a '\nB=' '\nC=\n" });
    const values = await readValues(folder, { D: ' d \n', E: ' k1\nk2\r\n\n', F: ' \n', A: '\n' });
    const read = Object.fromEntries([...'ABCDEF'].map((name) => [name, values.secret(name)?.text]));
    expect(read).toEqual({ A: ' a ', B: ' ', C: undefined, D: ' d ', E: ' k1\nk2', F: undefined });
  });

  it('take proxies from .env to where clients look for them', async () => {
    const folder = await workspace({ '.env': 'HTTPS_PROXY=http://proxy:1\nNO_PROXY=a\n' });
    expect(proxiesOf(await readValues(folder, { NO_PROXY: 'b' }))).toEqual({
      HTTPS_PROXY: 'http://proxy:1',
      NO_PROXY: 'b',
    });
  });

  it('say what may be changed and how fast, as the options have it', async () => {
    const { environments } = await settings(CREDENTIALS, { writes: ['production'], rate: 'off' });
    expect(environments.map(({ name, writes, rate }) => [name, writes, rate])).toEqual([
      ['sandbox', false, undefined],
      ['production', true, undefined],
    ]);
    const slow = await settings(CREDENTIALS, { rate: 2 });
    expect(slow.environments.map(({ rate }) => rate)).toEqual([2, 2]);
  });

  it('of the embedded API need no credentials, allow changes in both environments, and set no rate', async () => {
    const { environments, extraCa } = await settings({}, { embedded: EMBEDDED });
    expect(environments.map(({ clientId, writes, rate }) => [clientId, writes, rate])).toEqual([
      ['a', true, undefined],
      ['c', true, undefined],
    ]);
    expect(extraCa).toBe('PEM');
  });

  it('of a release write nowhere that is not named, and need both environments', async () => {
    const release = { profile: 'release' } as const;
    for (const embedded of [{}, { embedded: EMBEDDED }]) {
      const { environments } = await settings(CREDENTIALS, { ...release, ...embedded });
      expect(environments.map(({ writes }) => writes)).toEqual([false, false]);
    }
    const named = await settings(CREDENTIALS, { ...release, writes: ['sandbox'] });
    expect(named.environments.map(({ writes }) => writes)).toEqual([true, false]);
    expect((await refusal(CREDENTIALS, { ...release, ...only })).code).toBe('USAGE');
  });

  it('that are missing are all named at once, with the way to do without', async () => {
    const { code, place, message } = await refusal({ SANDBOX_CLIENT_ID: 'cid' }, only);
    expect([code, place]).toEqual(['SETTING_MISSING', 'SANDBOX_BEARER_TOKEN']);
    expect(message).toContain('npm start');
    const both = await refusal({ ...CREDENTIALS, PRODUCTION_CLIENT_ID: '' });
    expect(both.place).toBe('PRODUCTION_CLIENT_ID');
    expect(both.fact).toContain('PRODUCTION_CLIENT_ID is set, and empty');
    expect(both.fix).toContain('--env sandbox');
  });

  it('need a token only where the collection uses one', async () => {
    const { environments } = await settings({ SANDBOX_CLIENT_ID: 'cid' }, { ...only, needsToken: false });
    expect(environments[0]).not.toHaveProperty('bearerToken');
  });

  it.each(['http://localhost:3000/api', 'http://127.0.0.1', 'http://[::1]:8080', 'http://api.localhost'])(
    'take %s for sandbox, and for sandbox alone',
    async (url) => {
      const { environments } = await settings({ ...CREDENTIALS, SANDBOX_BASE_URL: url }, only);
      expect(environments[0]?.baseUrl).toBe(url);
      const error = await refusal({ ...CREDENTIALS, PRODUCTION_BASE_URL: url });
      expect(error).toMatchObject({ code: 'BASE_URL_INSECURE' });
    },
  );

  it.each([
    ['http://x.example/{CLIENT_ID}', 'BASE_URL_INSECURE'],
    ['HTTP://x.example/', 'BASE_URL_INSECURE'],
    ['http://localhost.example/', 'BASE_URL_INSECURE'],
    ['http://127.0.0.1.example/', 'BASE_URL_INSECURE'],
    ['http://10.0.0.1/', 'BASE_URL_INSECURE'],
    ['x.example/{CLIENT_ID}', 'SETTING_INVALID'],
    ['ftp://x.example/', 'SETTING_INVALID'],
    ['https://', 'SETTING_INVALID'],
    ['https://user:pass@x.example/', 'SETTING_INVALID'],
    ['https://x.example/?a=b', 'SETTING_INVALID'],
  ])('refuse the base URL %s', async (url, code) => {
    const error = await refusal({ ...CREDENTIALS, SANDBOX_BASE_URL: url });
    expect(error).toMatchObject({ code, place: 'SANDBOX_BASE_URL (the environment)' });
  });

  it('hold no client id in a base URL, and no slash at its end', async () => {
    const { environments } = await settings(
      { ...CREDENTIALS, SANDBOX_BASE_URL: 'https://x.example/cid_sandbox/' },
      only,
    );
    expect(environments[0]?.baseUrl).toBe('https://x.example/{CLIENT_ID}');
  });

  it('refuse credentials that are more than a word, and repeat none of them', async () => {
    for (const token of ['Bearer token_1', 'token 1', 'tokén']) {
      const error = await refusal({ ...CREDENTIALS, SANDBOX_BEARER_TOKEN: token });
      expect(error.code).toBe('SETTING_INVALID');
      expect(error.message).not.toContain(token);
    }
  });

  it('refuse extra CA certificates that are none', async () => {
    const folder = await workspace({
      'empty.pem': '',
      'broken.pem': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
    });
    for (const file of ['empty.pem', 'broken.pem', 'missing.pem', '.']) {
      const error = await refusal({ ...CREDENTIALS, EXTRA_CA_CERTS: file }, { workspace: folder });
      expect([file, error.code]).toEqual([file, 'CA_UNREADABLE']);
    }
  });

  it('take extra CA certificates from a PEM file of the workspace', async () => {
    const { rootCertificates } = await import('node:tls');
    const pem = rootCertificates.slice(0, 2).join('\n');
    const folder = await workspace({ 'ca.pem': `# ours\n${pem}\n` });
    const { extraCa } = await settings({ ...CREDENTIALS, EXTRA_CA_CERTS: 'ca.pem' }, { workspace: folder });
    expect(extraCa).toBe(pem);
  });
});

describe('Secret variables of the collection', () => {
  const secrets = [
    { name: 'apiKey', setting: 'VAR_API_KEY', needed: ['sandbox' as const, 'production' as const] },
    { name: 'later', setting: 'VAR_LATER', needed: [] },
  ];

  it('are given by a setting for each environment', async () => {
    const values = {
      ...CREDENTIALS,
      SANDBOX_VAR_API_KEY: 'k1',
      PRODUCTION_VAR_API_KEY: 'k2',
      SANDBOX_VAR_LATER: 'l',
    };
    const { environments } = await settings(values, { secrets });
    expect(environments.map((environment) => environment.secrets)).toEqual([
      [
        { name: 'apiKey', value: 'k1', setting: 'SANDBOX_VAR_API_KEY' },
        { name: 'later', value: 'l', setting: 'SANDBOX_VAR_LATER' },
      ],
      [{ name: 'apiKey', value: 'k2', setting: 'PRODUCTION_VAR_API_KEY' }],
    ]);
  });

  it('that are needed and missing are named', async () => {
    const { code, place } = await refusal({ ...CREDENTIALS, SANDBOX_VAR_API_KEY: 'k1' }, { secrets });
    expect([code, place]).toEqual(['SETTING_MISSING', 'PRODUCTION_VAR_API_KEY']);
  });
});

describe('A base URL', () => {
  it('that .env asks for is not the documented one', async () => {
    const options = { workspace: '.', ...only, needsToken: false, needsClientId: false };
    const asked = { SANDBOX_BASE_URL: '' };
    const error = await readSettings(options, new Values({}, asked)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'SETTING_MISSING', place: 'SANDBOX_BASE_URL' });
    const given = new Values({ SANDBOX_BASE_URL: 'https://api.shop.com' }, asked);
    expect((await readSettings(options, given)).environments[0]?.baseUrl).toBe('https://api.shop.com');
  });
});

describe('.env', () => {
  const given = async (bytes: Buffer) => {
    const made = await workspace();
    await writeFile(path.join(made, '.env'), bytes);
    return readValues(made, {});
  };

  it('is read without its byte order mark', async () => {
    expect((await given(Buffer.from('\uFEFFA=b'))).get('A')?.text).toBe('b');
  });

  it('that is no UTF-8 is refused, and not read as something else', async () => {
    await expect(given(Buffer.from('A=b', 'utf16le').fill(0xff, 0, 1))).rejects.toMatchObject({
      code: 'SETTING_INVALID',
      place: '.env',
      fix: 'Save it as UTF-8',
    });
  });
});

describe('The base URL of the other environment', () => {
  const given = (url: string) => ({ ...CREDENTIALS, SANDBOX_BASE_URL: url });

  it('is none of the documented ones where one of another API is given', async () => {
    const { code, place, fix } = await refusal(given('https://api.modernltv.com.shop.example/v1'));
    expect([code, place]).toEqual(['SETTING_MISSING', 'PRODUCTION_BASE_URL']);
    expect(fix).toContain('--env sandbox');
  });

  it('is the documented one beside another host of the same API', async () => {
    const { environments } = await settings(given('https://sandbox-2.modernltv.com/billers/{CLIENT_ID}'));
    expect(environments[1]?.baseUrl).toBe('https://app.modernltv.com/billers/{CLIENT_ID}');
  });
});

describe('A client id', () => {
  it('is not asked for where neither collection nor base URL holds it', async () => {
    const values = { SANDBOX_BASE_URL: 'https://api.shop.com' };
    const options = { ...only, needsToken: false, needsClientId: false };
    expect((await settings(values, options)).environments[0]).toMatchObject({
      baseUrl: 'https://api.shop.com',
      clientId: '',
    });
    expect((await refusal({}, options)).place).toBe('SANDBOX_CLIENT_ID');
  });
});
