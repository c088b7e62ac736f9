import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { replaceFile } from '../../src/contract/replace-file.js';
import type { RunResult } from '../../src/judge/result.js';
import { Waivers } from '../../src/judge/waive.js';
import { renderResults } from '../../src/report/results-json.js';
import { contract, type Ended, workspaceWith } from '../cli/workspace.js';
import { caseOf, exchangeOf, failed, IDENTITY, passed, resultOf } from '../report/run-result.js';

const TERMS = ['--until', '2999-12-31', '--owner', 'Ada', '--reason', 'known'];
const YAML = 'collections/contract.yaml';
const BEFORE = '# ours\nhosts: [] # none\n';

const CASES = [
  caseOf(failed({ exchange: exchangeOf({ status: 418 }) }), { rule: 'request/post-only', variation: 'GET' }),
  caseOf(failed({ exchange: exchangeOf() }), { rule: 'privacy/secret-echo' }),
  caseOf(passed(), { rule: 'status/success' }),
];

/** A workspace whose last run ended so. */
async function workspaceAfter(more: Partial<RunResult> = {}, yaml = BEFORE): Promise<string> {
  const cwd = await workspaceWith({ [YAML]: yaml });
  const { hash, hashBesideWaivers } = await loadContract({ workspace: cwd, sending: false });
  const identity = { ...IDENTITY, contract: { ...IDENTITY.contract, hash, hashBesideWaivers } };
  const results = new Waivers([], '2026-01-01', undefined).applied(CASES);
  await mkdir(path.join(cwd, 'reports'));
  const text = [...renderResults(resultOf(results, { identity, ...more }))].join('');
  await writeFile(path.join(cwd, 'reports/results.json'), text);
  return cwd;
}

const waive = (cwd: string, ...more: readonly string[]): Promise<Ended> =>
  contract(['waive', ...more], { cwd });
const yamlIn = (cwd: string): Promise<string> => readFile(path.join(cwd, YAML), 'utf8');

describe('contract-suite waive', () => {
  it('adds to the file and says what it left out', async () => {
    const cwd = await workspaceAfter();
    const { code, stdout } = await waive(cwd, ...TERMS);
    expect(code).toBe(0);
    const after = await yamlIn(cwd);
    expect(after.startsWith(`${BEFORE}waivers:\n  - { rule: request/post-only, `)).toBe(true);
    expect(after.match(/^ +- /gm)).toHaveLength(1);
    expect(stdout).toMatch(/^\+ - \{ rule: request\/post-only,/m);
    expect(stdout).toMatch(/Not waived: 1 failure of privacy\/secret-echo\. .*--rule privacy\/secret-echo/);
    expect(stdout).toContain(`1 waiver written (${YAML}), up to 2999-12-31.`);
  });

  it('writes the file where there is none', async () => {
    const cwd = await workspaceAfter();
    await rm(path.join(cwd, YAML));
    const { hash, hashBesideWaivers } = await loadContract({ workspace: cwd, sending: false });
    const file = path.join(cwd, 'reports/results.json');
    const results = JSON.parse(await readFile(file, 'utf8'));
    results.identity.contract = { ...results.identity.contract, hash, hashBesideWaivers };
    await writeFile(file, JSON.stringify(results));
    expect((await waive(cwd, ...TERMS)).code).toBe(0);
    expect(await yamlIn(cwd)).toMatch(/^waivers:\n {2}- \{ rule: request\/post-only/);
    expect((await waive(cwd, ...TERMS)).stdout).toContain('its waivers cover 1 failure already');
  });

  it('writes nothing with --dry-run, and nothing twice', async () => {
    const cwd = await workspaceAfter();
    const dry = await waive(cwd, ...TERMS, '--dry-run');
    expect(dry.stdout).toMatch(/^\+ - \{ rule: request\/post-only,/m);
    expect(dry.stdout).toContain('Nothing was changed (--dry-run). Without it: 1 waiver written');
    expect(await yamlIn(cwd)).toBe(BEFORE);
    await waive(cwd, ...TERMS);
    const once = await yamlIn(cwd);
    const { code, stdout } = await waive(cwd, ...TERMS);
    expect([code, await yamlIn(cwd)]).toEqual([0, once]);
    expect(stdout).toContain('its waivers cover 1 failure already');
  });

  it('drops with --prune what is fixed, and asks for no terms', async () => {
    const fixed = `${BEFORE}waivers:\n  # of last year\n  - { rule: status/success, operation: "Things / Make a thing", environment: sandbox, until: 2999-12-31, owner: Ada, reason: known, fingerprint: "123456789012" }\n`;
    const cwd = await workspaceAfter({}, fixed);
    const { code, stdout } = await waive(cwd, '--prune');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^- - \{ rule: status\/success,/m);
    expect(await yamlIn(cwd)).toBe(`${BEFORE}waivers: []\n  # of last year\n`);
    expect((await waive(cwd, '--prune')).stdout).toContain('Nothing to drop');
  });

  it.each<[string, readonly string[], RegExp]>([
    ['no terms', [], /^USAGE waive: .* Add --until DATE, --owner NAME, --reason TEXT\./],
    [
      'terms of which one is missing',
      ['--prune', '--until', '2999-12-31', '--owner', 'Ada'],
      /Add --reason TEXT\./,
    ],
    ['a reason that says nothing', [...TERMS, '--reason', ' '], /^USAGE --reason: it says nothing/],
    [
      'a day that is over',
      [...TERMS, '--until', '2020-02-29'],
      /^USAGE --until 2020-02-29: that day is over: today is \d/,
    ],
    [
      'a day that there is not',
      [...TERMS, '--until', '2999-02-29'],
      /^USAGE --until 2999-02-29: that is no day/,
    ],
    [
      'a rule that there is not',
      [...TERMS, '--rule', 'request/post-onli'],
      /^RULE_UNKNOWN .*Did you mean “request\/post-only”/,
    ],
    [
      'an operation that there is not',
      [...TERMS, '--operation', 'Things / Make a ting'],
      /^OPERATION_UNKNOWN .*Did you mean “Things \/ Make a thing”/,
    ],
    [
      'no results',
      [...TERMS, '--out', 'elsewhere'],
      /^RESULTS_UNREADABLE elsewhere\/results\.json: there is no such file\. Begin with/,
    ],
  ])('refuses %s, and changes nothing', async (_what, args, told) => {
    const cwd = await workspaceAfter();
    const { code, stderr } = await waive(cwd, ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(told);
    expect(await yamlIn(cwd)).toBe(BEFORE);
  });

  it.each<[string, Partial<RunResult>, RegExp]>([
    ['was interrupted', { interrupted: true }, /the run was interrupted/],
    [
      'is one part of a run',
      {
        shard: { index: 1, of: 2, codes: {}, positions: [0, 1, 2], planned: 6, later: [] },
      },
      /it tells of shard 1 of 2 only/,
    ],
    ['had another contract', { identity: IDENTITY }, /have changed/],
  ])('refuses a run that %s', async (_what, more, told) => {
    const cwd = await workspaceAfter(more);
    const { code, stderr } = await waive(cwd, ...TERMS);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^RESULTS_UNFIT reports\/results\.json: /);
    expect(stderr).toMatch(told);
    expect(await yamlIn(cwd)).toBe(BEFORE);
  });
});

describe('A file that is replaced', () => {
  it('keeps what somebody wrote into it meanwhile', async () => {
    const cwd = await workspaceWith({ [YAML]: 'theirs: 1\n' });
    const replacing = replaceFile(path.join(cwd, YAML), YAML, Buffer.from('ours: 1\n'), 'new: 1\n');
    await expect(replacing).rejects.toThrow(/^CONFIG_UNWRITABLE .*their change stays.*again/);
    expect(await yamlIn(cwd)).toBe('theirs: 1\n');
  });

  it('is not made where somebody made it meanwhile', async () => {
    const cwd = await workspaceWith({ [YAML]: 'theirs: 1\n' });
    await expect(replaceFile(path.join(cwd, YAML), YAML, undefined, 'new: 1\n')).rejects.toThrow(
      /their change/,
    );
    expect(await yamlIn(cwd)).toBe('theirs: 1\n');
  });

  it('stays as it is where its folder takes no other, and keeps its mode', async () => {
    const cwd = await workspaceWith({ [YAML]: 'old: 1\n' });
    const file = path.join(cwd, YAML);
    await chmod(file, 0o640);
    await mkdir(`${file}.${process.pid}.tmp`);
    const refused = replaceFile(file, YAML, Buffer.from('old: 1\n'), 'new: 1\n');
    await expect(refused).rejects.toThrow(/^CONFIG_UNWRITABLE .*nothing was changed/);
    expect(await yamlIn(cwd)).toBe('old: 1\n');
    await rm(`${file}.${process.pid}.tmp`, { recursive: true });
    await replaceFile(file, YAML, Buffer.from('old: 1\n'), 'new: 1\n');
    expect([await yamlIn(cwd), (await stat(file)).mode & 0o777]).toEqual(['new: 1\n', 0o640]);
  });
});
