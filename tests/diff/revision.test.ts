import { execFileSync } from 'node:child_process';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ContractError } from '../../src/contract/errors.js';
import { compared } from '../../src/diff/compare.js';
import { readSide } from '../../src/diff/side.js';
import { filesOf, inFolder, type Version, writeFiles } from './versions.js';

const old: Version = { told: { required: ['a'] } };
const now: Version = { told: { required: [] } };
const COLLECTION = 'collections/shop.postman_collection.json';

function git(folder: string, ...args: string[]): void {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'init.defaultBranch=main'];
  execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'ignore' });
}

/** A repository whose first commit, tagged `first`, holds the old version below a folder, and whose second the new one. */
function repository<T>(below: string, use: (workspace: string) => Promise<T>): Promise<T> {
  return inFolder({ 'README.md': 'x' }, async (root) => {
    const workspace = path.join(root, below);
    await mkdir(workspace, { recursive: true });
    git(root, 'init', '-q');
    await writeFiles(workspace, filesOf(old));
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'old');
    git(root, 'tag', 'first');
    await writeFiles(workspace, filesOf(now));
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'new');
    return use(workspace);
  });
}

const ids = async (before: string, after: string, workspace: string): Promise<string[]> =>
  compared(await readSide(before, workspace), await readSide(after, workspace)).map(({ id }) => id);

const leftovers = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('contract-diff-'));

it.each(['', 'packages/api'])('A revision of the workspace in “%s” is read', async (below) => {
  await repository(below, async (workspace) => {
    const optional = ['response-field/became-optional'];
    expect(await ids('HEAD~1', '.', workspace)).toEqual(optional);
    expect(await ids('first', 'main', workspace)).toEqual(optional);
    expect(await ids(`first:${below}`, `main:${below}`, workspace)).toEqual(optional);
    expect(await ids('HEAD', '.', workspace)).toEqual([]);
  });
});

it('A revision of one collection is read', async () => {
  await repository('', async (workspace) => {
    expect(await ids(`first:${COLLECTION}`, COLLECTION, workspace)).toEqual([]);
    expect((await readSide(`first:${COLLECTION}`, workspace)).workspace).toBeUndefined();
  });
});

it('Nothing is left behind, neither in the repository nor beside it', async () => {
  const before = await leftovers();
  await repository('', async (workspace) => {
    await readSide('first', workspace);
    expect(execFileSync('git', ['status', '--porcelain'], { cwd: workspace, encoding: 'utf8' })).toBe('');
    git(workspace, 'rm', '-q', COLLECTION);
    git(workspace, 'commit', '-qm', 'none');
    await expect(readSide('HEAD', workspace)).rejects.toMatchObject({ code: 'COLLECTION_MISSING' });
  });
  const after = await leftovers();
  expect(after.filter((name) => !before.includes(name))).toEqual([]);
});

it('A link in a revision leads nowhere', async () => {
  await repository('', async (workspace) => {
    await symlink('/etc/hostname', path.join(workspace, 'collections/other.json'));
    git(workspace, 'add', '-A');
    git(workspace, 'commit', '-qm', 'link');
    await expect(readSide('main:collections/other.json', workspace)).rejects.toMatchObject({
      code: 'COLLECTION_NOT_JSON',
    });
  });
});

it.each(['none', 'first:none', '--output=x', 'HEAD~9', 'a..b'])(
  'What is neither file nor revision is refused: %s',
  async (name) => {
    await repository('', async (workspace) => {
      const error = await readSide(name, workspace).catch((refused: unknown) => refused);
      expect(error).toBeInstanceOf(ContractError);
      expect(error).toMatchObject({ code: 'REVISION_UNKNOWN', place: name });
    });
  },
);

it('Outside of a repository, the error is the same', async () => {
  await inFolder(filesOf(old), async (workspace) => {
    await expect(readSide('HEAD', workspace)).rejects.toMatchObject({ code: 'REVISION_UNKNOWN' });
  });
});
