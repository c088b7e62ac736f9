import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAIN, NOBODY_THERE, workspaceWith } from '../../cli/workspace.js';

/** Runs a command line of the shell in a workspace whose sandbox nobody listens at. @returns the exit code */
async function run(redirected: string, before = ''): Promise<{ code: number | null; reports: string }> {
  const cwd = await workspaceWith();
  const line = `${before} exec "$0" "$1" run --env sandbox --retries 0 ${redirected}`;
  const child = spawn('sh', ['-c', line, process.execPath, MAIN], {
    cwd,
    env: NOBODY_THERE,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Nobody reads what it prints.
  child.stdout.destroy();
  child.stderr.destroy();
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, reports: path.join(cwd, 'reports') };
}

const FULL = existsSync('/dev/full');

describe('A run whose output goes nowhere', () => {
  it.each([
    ['readers that are gone', ''],
    ['a closed standard output', '>&-'],
    ['a closed standard error', '2>&-'],
    ['both closed', '>&- 2>&-'],
    ...(FULL
      ? [
          ['an output on a full device', '>/dev/full'],
          ['an error output on a full device', '2>/dev/full'],
          ['both on a full device', '>/dev/full 2>&1'],
        ]
      : []),
  ])('ends with its verdict and writes its reports: %s', async (_, redirected = '') => {
    const { code, reports } = await run(redirected);
    expect(code).toBe(3);
    const results = JSON.parse(await readFile(path.join(reports, 'results.json'), 'utf8'));
    expect(results).toMatchObject({ exitCode: 3, interrupted: false });
  });
});

it('A report that the disk does not take leaves the others, and the verdict', async () => {
  // No file may be longer than 32 KiB: report.html is.
  const { code, reports } = await run('', 'ulimit -f 64;');
  expect(code).toBe(3);
  expect(existsSync(path.join(reports, 'report.html'))).toBe(false);
  expect(JSON.parse(await readFile(path.join(reports, 'results.json'), 'utf8'))).toMatchObject({
    exitCode: 3,
  });
});
