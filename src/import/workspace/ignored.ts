import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { WorkspaceFiles } from '../../contract/files.js';

const run = promisify(execFile);

/** The text that `.gitignore` needs so that `.env` never gets into version control; undefined where it is so already. */
export async function ignoreDraft(files: WorkspaceFiles): Promise<string | undefined> {
  const text = (await files.read('.gitignore', 'IMPORT_UNWRITABLE')) ?? '';
  if (text.split(/\r?\n/).some((line) => /^\/?\.env$/.test(line.trim()))) return undefined;
  if (await ignoredAlready(files.workspace)) return undefined;
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}.env\n`;
}

/** A folder above may say it; no git, or no repository, says nothing. */
async function ignoredAlready(workspace: string): Promise<boolean> {
  return run('git', ['check-ignore', '--quiet', '.env'], { cwd: workspace }).then(
    () => true,
    () => false,
  );
}
