import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
 * a later one cannot be. At once and not in turns with anything else: there may be tens of thousands, and asking for
 * each in its own time takes several times as long.
 *
 * @throws ContractError IMPORT_UNWRITABLE
 */
export function commitFiles(workspace: string, writes: readonly FileWrite[]): void {
  const steps: Step[] = [];
  const done: Step[] = [];
  let at = '';
  try {
    for (const write of writes) {
      at = write.file;
      steps.push(prepared(path.join(workspace, write.file), write));
    }
    for (const step of steps) {
      at = path.relative(workspace, step.file);
      if (step.draft) renameSync(step.draft, step.file);
      else rmSync(step.file, { force: true });
      done.push(step);
    }
  } catch (error) {
    for (const step of done.reverse()) restored(step);
    throw unwritable(at, error);
  } finally {
    if (done.length < steps.length) for (const { draft } of steps) if (draft) rmSync(draft, { force: true });
  }
}

function prepared(file: string, { text, mode = 0o644 }: FileWrite): Step {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there && !there.isFile()) throw new Error('it is no file');
  const before = there && readFileSync(file);
  if (text === undefined) return { file, before };
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text, { mode });
    if (before && there) chmodSync(draft, there.mode & 0o777);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  return { file, draft, before };
}

function restored({ file, before }: Step): void {
  if (before) writeFileSync(file, before);
  else rmSync(file, { force: true });
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
