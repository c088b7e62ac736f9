import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ContractError } from '../../contract/errors.js';

/** A file to be written (`text`) or removed (no text). */
export interface FileWrite {
  /** Relative to the workspace. */
  readonly file: string;
  readonly text?: string;
  /** Permissions of a file that is new; those of one that is there stay. */
  readonly mode?: number;
}

interface Step {
  readonly file: string;
  /** The new text, ready beside it; absent where the file is to go. */
  readonly draft?: string;
  /** What stood there before. */
  readonly before: Buffer | undefined;
}

/**
 * Writes all files or none: every text is first put on the disk beside its place; what was replaced is put back where
 * a later one cannot be.
 *
 * @throws ContractError IMPORT_UNWRITABLE
 */
export async function commitFiles(workspace: string, writes: readonly FileWrite[]): Promise<void> {
  const steps: Step[] = [];
  const done: Step[] = [];
  let at = '';
  try {
    for (const write of writes) {
      at = write.file;
      steps.push(await prepared(path.join(workspace, write.file), write));
    }
    for (const step of steps) {
      at = path.relative(workspace, step.file);
      if (step.draft) await rename(step.draft, step.file);
      else await rm(step.file, { force: true });
      done.push(step);
    }
  } catch (error) {
    for (const step of done.reverse()) await restored(step);
    throw unwritable(at, error);
  } finally {
    for (const { draft } of steps) if (draft) await rm(draft, { force: true });
  }
}

async function prepared(file: string, { text, mode = 0o644 }: FileWrite): Promise<Step> {
  const before = await readFile(file).catch(() => undefined);
  if (text === undefined) return { file, before };
  await mkdir(path.dirname(file), { recursive: true });
  const kept = before && (await stat(file)).mode & 0o777;
  const draft = `${file}.${process.pid}.tmp`;
  const handle = await open(draft, 'w', kept ?? mode);
  await written(handle, text).catch(async (error: unknown) => {
    await rm(draft, { force: true });
    throw error;
  });
  return { file, draft, before };
}

async function written(handle: FileHandle, text: string): Promise<void> {
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function restored({ file, before }: Step): Promise<void> {
  if (!before) return rm(file, { force: true });
  const handle = await open(file, 'w');
  await handle.writeFile(before).finally(() => handle.close());
}

function unwritable(place: string, error: unknown): ContractError {
  const why = error instanceof Error ? error.message : String(error);
  return new ContractError(
    'IMPORT_UNWRITABLE',
    place,
    `it cannot be written (${why}); nothing of the workspace was changed`,
    'Make the folder writable, or import into another one',
  );
}
