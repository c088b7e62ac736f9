import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract, workspaceWith } from '../cli/workspace.js';

const ROOT = path.resolve(import.meta.dirname, '../..');

describe('--shard', () => {
  it.each(['0/3', '4/3', '3', 'x', '1/0', '-1/3', '1/2/3'])(
    '%s is refused with what to give',
    async (value) => {
      const { code, stderr } = await contract(['check', `--shard=${value}`]);
      expect(code).toBe(2);
      expect(stderr).toContain(`USAGE --shard ${value}: there is no such part. Give I/N`);
    },
  );

  it('lists only its part of the plan in `contract check`', async () => {
    const cwd = await workspaceWith();
    const whole = await contract(['check', '--embedded', '--quiet'], { cwd });
    const parts = await Promise.all(
      ['1/2', '2/2'].map((part) => contract(['check', '--embedded', '--quiet', '--shard', part], { cwd })),
    );
    const cases = ({ stdout }: { readonly stdout: string }): number =>
      Number(/([\d,]+) cases?/.exec(stdout)?.[1]?.replace(',', ''));
    expect(parts.map(cases).reduce((sum, count) => sum + count)).toBe(cases(whole));
  });

  it('ends with 0, and says so, where there is nothing for it; the merge gives the verdict of all', async () => {
    const cwd = await workspaceWith();
    const at = (index: number): string => path.join(cwd, `${index}`);
    const shard = (index: number) =>
      contract(
        ['run', '--embedded', '--env', 'sandbox', '--operation', 'Models / List models', '--quiet'].concat([
          '--shard',
          `${index}/2`,
          '--out',
          at(index),
        ]),
        { cwd: ROOT },
      );
    const [one, two] = await Promise.all([shard(1), shard(2)]);
    expect(one).toMatchObject({ code: 0, stderr: '' });
    expect(two).toMatchObject({
      code: 0,
      stdout: 'Shard 2 of 2 has nothing to judge: there are fewer units than shards.\n',
    });
    const out = path.join(cwd, 'merged');
    const merged = await contract(['merge', at(1), at(2), '--out', out, '--quiet'], { cwd: ROOT });
    expect(merged).toMatchObject({ code: 0, stderr: '' });
    expect(merged.stdout).toMatch(/^The contract holds in sandbox/);
    expect(await readFile(path.join(out, 'junit.xml'), 'utf8')).toContain('Models / List models');
    const missing = await contract(['merge', at(1), '--out', out], { cwd: ROOT });
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('shard 2 of 2 is missing');
  });

  it('refuses to be weighed by a part of a run, or by nothing', async () => {
    const cwd = await workspaceWith({ 'x.json': '{}' });
    const { code, stderr } = await contract(['check', '--embedded', '--shard', '1/2', '--costs', 'x.json'], {
      cwd,
    });
    expect(code).toBe(2);
    expect(stderr).toContain('RESULTS_UNREADABLE x.json');
  });
});
