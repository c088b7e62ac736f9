import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { MAIN, NOBODY_THERE, workspaceWith } from '../../cli/workspace.js';

/** A disk that takes its time: reports are written long enough to be met there. */
const SLOW_DISK = `
import { open } from 'node:fs/promises';
const handle = await open(process.execPath);
Object.getPrototypeOf(handle).sync = () => new Promise((resolve) => setTimeout(resolve, 300));
await handle.close();
`;

/** Starts a run whose reports folder holds an older report, and waits until it writes them. */
async function writing() {
  const cwd = await workspaceWith({ 'reports/report.html': 'of the run before' });
  const args = ['--import', `data:text/javascript,${encodeURIComponent(SLOW_DISK)}`];
  const child = spawn(process.execPath, [...args, MAIN, 'run', '--env', 'sandbox', '--retries', '0'], {
    cwd,
    env: NOBODY_THERE,
    stdio: 'ignore',
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const folder = path.join(cwd, 'reports');
  while (!readdirSync(folder).some((name) => /^junit\.xml\..*tmp$/.test(name))) await sleep(2);
  return { child, folder, ended: once(child, 'exit') };
}

it('A run that is terminated while it writes its reports writes them to the end', async () => {
  const { child, folder, ended } = await writing();
  child.kill('SIGTERM');
  expect((await ended)[0]).toBe(130);
  expect((await readdir(folder)).filter((name) => name.includes('.tmp'))).toEqual([]);
  expect(await readFile(path.join(folder, 'report.html'), 'utf8')).toMatch(/<\/html>\s*$/);
  expect(JSON.parse(await readFile(path.join(folder, 'results.json'), 'utf8'))).toMatchObject({
    exitCode: 3,
  });
});

it('A run that is terminated twice leaves the old reports, and nothing of the new ones', async () => {
  const { child, folder, ended } = await writing();
  child.kill('SIGTERM');
  await sleep(50);
  child.kill('SIGTERM');
  expect((await ended)[0]).toBe(130);
  expect(await readdir(folder)).toEqual(['report.html']);
  expect(await readFile(path.join(folder, 'report.html'), 'utf8')).toBe('of the run before');
});
