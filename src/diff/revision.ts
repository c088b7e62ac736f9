import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ContractError } from '../contract/errors.js';

const run = promisify(execFile);

/** A git revision of a workspace or of a file, written to a folder of its own. */
export interface Revision {
  readonly folder: string;
  /** Set where the revision of one file was asked for. */
  readonly file: string | undefined;
  /** Removes the folder. */
  remove(): Promise<void>;
}

/**
 * Writes what a revision holds into a temporary folder: `REV` for this workspace, `REV:PATH` for a folder or file,
 * by its path from the root of the repository (`./PATH` from this workspace). Repository and index stay as they are.
 *
 * @throws ContractError REVISION_UNKNOWN
 */
export async function revisionOf(named: string, workspace: string): Promise<Revision> {
  const git = gitIn(workspace);
  const object = await objectOf(git, named);
  const folder = await fs.mkdtemp(path.join(tmpdir(), 'contract-diff-'));
  const remove = (): Promise<void> => fs.rm(folder, { recursive: true, force: true });
  try {
    const kind = (await git(['cat-file', '-t', object])).trim();
    if (kind !== 'blob') {
      await writeTree(git, object, folder);
      return { folder, file: undefined, remove };
    }
    const file = path.join(folder, path.posix.basename(named.slice(named.indexOf(':') + 1)));
    await fs.writeFile(file, await git(['cat-file', 'blob', object]));
    return { folder, file, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

type Git = (args: readonly string[], folder?: string, index?: string) => Promise<string>;

function gitIn(workspace: string): Git {
  return async (args, cwd = workspace, index) => {
    const env = index === undefined ? process.env : { ...process.env, GIT_INDEX_FILE: index };
    // A link in the repository is written as a file, so that it leads nowhere.
    const { stdout } = await run('git', ['-c', 'core.symlinks=false', ...args], {
      cwd,
      env,
      maxBuffer: MOST,
    });
    return stdout;
  };
}

const MOST = 512 * 1024 * 1024;

/** The id of the tree or file that is named. */
async function objectOf(git: Git, named: string): Promise<string> {
  try {
    const inside = named.includes(':') ? '' : `:${(await git(['rev-parse', '--show-prefix'])).trim()}`;
    return (await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${named}${inside}`])).trim();
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new ContractError(
      'REVISION_UNKNOWN',
      named,
      missing ? 'there is no such file or folder, and git, which may know it, was not found' : UNKNOWN,
      'Name a workspace, a collection, or a revision such as HEAD~1, a tag, or main:',
    );
  }
}

const UNKNOWN = 'there is no such file or folder, and git knows no such revision here';

/** Writes the folders that a contract is read from, or all of a folder without them. It passes through an index of its own. */
async function writeTree(git: Git, tree: string, folder: string): Promise<void> {
  const index = path.join(folder, 'index');
  const root = (await git(['rev-parse', '--show-toplevel'])).trim();
  let parts = 0;
  for (const part of ['collections', 'schemas']) {
    const found = await git(['rev-parse', '--verify', '--quiet', `${tree}:${part}`]).catch(() => undefined);
    if (found === undefined) continue;
    await git(['read-tree', `--prefix=${part}/`, found.trim()], root, index);
    parts += 1;
  }
  if (parts === 0) await git(['read-tree', tree], root, index);
  await git(['checkout-index', '--all', `--prefix=${folder}${path.sep}`], root, index);
}
