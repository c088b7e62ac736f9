import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ContractError } from '../../src/contract/errors.js';
import { compared } from '../../src/diff/compare.js';
import { readSide } from '../../src/diff/side.js';
import { filesOf, inFolder, type Version, writeFiles } from './versions.js';

const old: Version = { told: { required: ['a'] } };
const now: Version = { told: { required: [] } };
const BELOW = ['', 'packages/api'];
const COLLECTION = 'collections/shop.postman_collection.json';

let root = '';

/** A repository with two workspaces, one in its root. The tag `first` holds the old version of both, `main` the new one. */
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'contract-versions-'));
  git('init', '-q');
  await commit('old', old);
  git('tag', 'first');
  await commit('new', now);
  git('checkout', '-q', '-b', 'odd');
  await symlink('/etc/hostname', path.join(root, 'collections/other.json'));
  git('rm', '-q', COLLECTION);
  git('add', '-A');
  git('commit', '-qm', 'odd');
  git('checkout', '-q', 'main');
});

afterAll(() => rm(root, { recursive: true, force: true }));

async function commit(message: string, version: Version): Promise<void> {
  for (const below of BELOW) await writeFiles(path.join(root, below), filesOf(version));
  git('add', '-A');
  git('commit', '-qm', message);
}

function git(...args: string[]): void {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'init.defaultBranch=main'];
  execFileSync('git', [...who, ...args], { cwd: root, stdio: 'ignore' });
}

async function ids(before: string, after: string, below = ''): Promise<string[]> {
  const workspace = path.join(root, below);
  return compared(await readSide(before, workspace), await readSide(after, workspace)).map(({ id }) => id);
}

const leftovers = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('contract-diff-'));

it.each(BELOW)('A revision of the workspace in “%s” is read', async (below) => {
  const optional = ['response-field/became-optional'];
  expect(await ids('HEAD~1', '.', below)).toEqual(optional);
  expect(await ids('first', `main:${below}`, below)).toEqual(optional);
  expect(await ids('main', '.', below)).toEqual([]);
});

it('A revision of one collection is read', async () => {
  expect(await ids(`first:${COLLECTION}`, COLLECTION)).toEqual([]);
  expect((await readSide(`first:${COLLECTION}`, root)).workspace).toBeUndefined();
});

it('Nothing is left behind, neither in the repository nor beside it', async () => {
  const before = await leftovers();
  await readSide('first', root);
  await expect(readSide('odd', root)).rejects.toMatchObject({ code: 'COLLECTION_NOT_JSON' });
  expect(execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' })).toBe('');
  const after = await leftovers();
  expect(after.filter((name) => !before.includes(name))).toEqual([]);
});

it('A link in a revision leads nowhere', async () => {
  const linked = readSide('odd:collections/other.json', root);
  await expect(linked).rejects.toMatchObject({ code: 'COLLECTION_NOT_JSON' });
});

it.each(['none', 'first:none', '--output=x', 'HEAD~9', 'first..main'])(
  'What is neither file nor revision is refused: %s',
  async (name) => {
    const error = await readSide(name, root).catch((refused: unknown) => refused);
    expect(error).toBeInstanceOf(ContractError);
    expect(error).toMatchObject({ code: 'REVISION_UNKNOWN', place: name });
  },
);

it('Outside of a repository, the error is the same', async () => {
  await inFolder(filesOf(old), async (workspace) => {
    await expect(readSide('HEAD', workspace)).rejects.toMatchObject({ code: 'REVISION_UNKNOWN' });
  });
});
