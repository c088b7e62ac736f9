import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { shard } from '../../src/cli/parsers.js';
import { contract, workspaceWith } from '../cli/workspace.js';

const ROOT = path.resolve(import.meta.dirname, '../..');

describe('--shard', () => {
  it('takes a part of so many', () => {
    expect(['1/1', '2/3', '1000/1000'].map((text) => shard(text, ''))).toEqual([
      { index: 1, of: 1 },
      { index: 2, of: 3 },
      { index: 1000, of: 1000 },
    ]);
  });

  it.each(['0/3', '4/3', '3', 'x', '1/0', '0/0', '-1/3', '1/2/3', '1/1001', ''])('refuses “%s”', (value) => {
    expect(() => shard(value, `--shard ${value}`)).toThrow(
      `USAGE --shard ${value}: there is no such part. Give I/N`,
    );
  });

  it('ends with 0, and says so, where there is nothing for it', async () => {
    const out = path.join(await workspaceWith(), 'shard');
    const args = ['--embedded', '--env', 'sandbox', '--operation', 'Models / List models'];
    const ended = await contract(['run', ...args, '--quiet', '--shard', '2/2', '--out', out], {
      cwd: ROOT,
      env: { GITLAB_CI: 'true' },
    });
    expect(ended).toMatchObject({
      code: 0,
      stdout: 'Shard 2 of 2 has nothing to judge: there are fewer units than shards.\n',
    });
    expect(ended.stderr).toBe('');
    expect(JSON.parse(await readFile(path.join(out, 'results.json'), 'utf8'))).toMatchObject({
      planned: 0,
      shard: { index: 2, of: 2 },
      cases: [],
    });
  });

  it('refuses to be weighed by what is no results.json', async () => {
    const cwd = await workspaceWith({ 'x.json': '{}' });
    const args = ['check', '--embedded', '--shard', '1/2', '--costs', 'x.json'];
    const { code, stderr } = await contract(args, { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('RESULTS_UNREADABLE x.json');
  });
});
