import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkReportsFolder } from '../../src/report/write.js';
import { contract, MAIN } from './workspace.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const RUN = ['run', '--embedded', '--quiet', '--env', 'sandbox', '--operation', 'Models / List models'];

/** Files that were there before, with their content; drafts are none of them. */
async function contents(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => !name.endsWith('.tmp')).sort();
  const hashes = names.map(async (name) => {
    const bytes = await readFile(path.join(folder, name));
    return [name, createHash('sha256').update(bytes).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}

/** Runs until the folder looks so, and kills the process there. @returns the signal that it ended by */
async function killedWhen(
  folder: string,
  seen: (names: readonly string[]) => boolean,
): Promise<string | null> {
  const args = [...RUN, '--fault', 'total-negative', '--out', folder];
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: ROOT, stdio: 'ignore' });
  const ended = new Promise<string | null>((resolve) =>
    child.on('close', (_code, signal) => resolve(signal)),
  );
  while (child.exitCode === null && !seen(readdirSync(folder))) await sleep(2);
  child.kill('SIGKILL');
  return ended;
}

const draftOf = (name: string) => (names: readonly string[]) =>
  names.some((each) => each.startsWith(`${name}.`) && each.endsWith('.tmp'));

const made = await mkdtemp(path.join(tmpdir(), 'contract-killed-'));
const [earlier, folder] = [path.join(made, 'earlier'), path.join(made, 'reports')];
let before: Record<string, string> = {};
beforeAll(async () => {
  expect((await contract([...RUN, '--out', earlier], { cwd: ROOT })).code).toBe(0);
  before = await contents(earlier);
  expect(Object.keys(before)).toHaveLength(9);
});
afterAll(() => rm(made, { recursive: true, force: true }));

describe('A run that is killed', () => {
  it.each([
    ['at once', () => true],
    ['while it sends', draftOf('record.ndjson.gz')],
    ['while it writes report.html', draftOf('report.html')],
    ['while it writes results.json', draftOf('results.json')],
    ['while it writes run.har', draftOf('run.har')],
  ])('%s leaves the reports of the run before as they were', async (_when, seen) => {
    await cp(earlier, folder, { recursive: true });
    expect(await killedWhen(folder, seen)).toBe('SIGKILL');
    expect(await contents(folder)).toEqual(before);
  });

  it('leaves drafts that a run of another day takes away', async () => {
    const drafts = (await readdir(folder)).filter((name) => name.endsWith('.tmp'));
    expect(drafts.length).toBeGreaterThan(0);
    const yesterday = Date.now() / 1000 - 86_400;
    for (const name of drafts) await utimes(path.join(folder, name), yesterday, yesterday);
    await checkReportsFolder(folder);
    expect(await contents(folder)).toEqual(before);
    expect(await readdir(folder)).toHaveLength(Object.keys(before).length);
  });
});
