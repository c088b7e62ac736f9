import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { COLLECTION, contract, workspaceWith } from './workspace.js';

describe('The command line', () => {
  it('lists every option and exit code of a run', async () => {
    const { code, stdout } = await contract(['run', '--help']);
    expect(code).toBe(0);
    const options =
      '--env --embedded --fault --collection --schemas --rule --operation --profile --writes --opt-in --lanes --rate --timeout --retries --out --quiet --verbose --no-color';
    for (const option of options.split(' ')) expect(stdout).toContain(`${option} `);
    for (const exit of ['0', '1', '2', '3', '130']) expect(stdout).toMatch(new RegExp(`^ {2}${exit} `, 'm'));
  });

  it('tells its version', async () => {
    expect(await contract(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it.each([
    [['run', '--envv', 'sandbox'], 'OPTION_UNKNOWN --envv', '“--env”'],
    [['run', '--embeded'], 'OPTION_UNKNOWN --embeded', '“--embedded”'],
    [['rnu'], 'USAGE rnu', '“run”'],
    [[], 'USAGE contract', '--embedded'],
    [['run', 'extra'], 'USAGE contract-suite run', '--help'],
    [['run', '--rule'], 'USAGE contract-suite run', '--help'],
    [['run', '--env', 'sandbx'], 'ENVIRONMENT_UNKNOWN --env sandbx', '“sandbox”'],
    [['run', '--writes', 'prod'], 'ENVIRONMENT_UNKNOWN --writes prod', 'production'],
    [['run', '--profile', 'nightli'], 'USAGE --profile nightli', '“nightly”'],
    [['run', '--opt-in', 'rate-limits'], 'USAGE --opt-in rate-limits', '“rate-limit”'],
    [['run', '--rate', '0'], 'USAGE --rate 0', 'off'],
    [['run', '--lanes', '1.5'], 'USAGE --lanes 1.5', 'whole number'],
    [['run', '--timeout', '-1'], 'USAGE --timeout -1', 'whole number'],
    [['run', '--retries', ''], 'USAGE --retries', 'whole number'],
    [['run', '--fault', 'x'], 'USAGE --fault', '--embedded'],
    [['explain', 'bearer-mising'], 'RULE_UNKNOWN bearer-mising', '“authentication/bearer-missing”'],
  ])('refuses %j in one line, with the way out', async (args, begins, names) => {
    const { code, stdout, stderr } = await contract(args, { cwd: await workspaceWith() });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr.startsWith(begins)).toBe(true);
    expect(stderr).toContain(names);
  });

  it('refuses to run without credentials, and writes nothing', async () => {
    const cwd = await workspaceWith();
    const { code, stderr } = await contract(['run', '--env', 'sandbox'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^SETTING_MISSING SANDBOX_CLIENT_ID, SANDBOX_BEARER_TOKEN: .*npm start/);
    expect(await readdir(cwd)).toEqual(['collections']);
  });

  it.each([
    [{}, 'COLLECTION_AMBIGUOUS'],
    [{ SANDBOX_BASE_URL: 'http://api.example' }, 'BASE_URL_INSECURE'],
    [{ EXTRA_CA_CERTS: 'no.pem' }, 'CA_UNREADABLE'],
  ])('refuses the settings %j with exit 2', async (settings, error) => {
    const second = { 'collections/two.json': JSON.stringify(COLLECTION) };
    const files = error === 'COLLECTION_AMBIGUOUS' ? second : {};
    const env = { SANDBOX_CLIENT_ID: 'cid_123456', SANDBOX_BEARER_TOKEN: 'token_123456', ...settings };
    const { code, stderr } = await contract(['run', '--env', 'sandbox'], {
      cwd: await workspaceWith(files),
      env,
    });
    expect([code, stderr.split(' ')[0]]).toEqual([2, error]);
  });

  it('refuses a folder for reports that cannot be written, before anything is sent', async () => {
    const cwd = await workspaceWith({ file: '' });
    const env = { SANDBOX_CLIENT_ID: 'cid_123456', SANDBOX_BEARER_TOKEN: 'token_123456' };
    const { code, stderr } = await contract(['run', '--env', 'sandbox', '--out', 'file/x'], { cwd, env });
    expect([code, stderr.split(' ')[0]]).toEqual([2, 'REPORTS_UNWRITABLE']);
  });

  it('takes an option from its variable, in the environment before .env, unless it is given', async () => {
    const cwd = await workspaceWith({ '.env': 'CONTRACT_LANES=x\nCONTRACT_ENV=sandbox\n' });
    const told = (args: readonly string[], env: Readonly<Record<string, string>>) =>
      contract(['check', ...args], { cwd, env });
    expect((await told([], { CONTRACT_LANES: 'y' })).stderr).toMatch(
      /^USAGE CONTRACT_LANES=y \(the environment\): that is no number it can take/,
    );
    expect((await told([], {})).stderr).toMatch(/^USAGE CONTRACT_LANES=x \(\.env\): /);
    const given = await told(['--lanes', '2'], {});
    expect([given.code, given.stdout.includes('production')]).toEqual([0, false]);
    const several = await told(['--lanes', '2'], { CONTRACT_ENV: 'sandbox, prod' });
    expect(several.stderr).toMatch(/^ENVIRONMENT_UNKNOWN CONTRACT_ENV=prod \(the environment\): /);
  });
});
