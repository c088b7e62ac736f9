import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ContractError } from '../../contract/errors.js';
import { CommitDrafts, type FileWrite, type Step } from './commit-drafts.js';

/**
 * Writes all files or none: every text is first put on the disk beside its place, a folder that is not there yet as a
 * whole; what was replaced is put back where a later one cannot be. At once and not in turns with anything else: there
 * may be tens of thousands, and asking for each in its own time takes several times as long.
 *
 * @throws ContractError IMPORT_UNWRITABLE
 */
export function commitFiles(workspace: string, writes: readonly FileWrite[]): void {
  const drafts = new CommitDrafts(workspace);
  const done: Step[] = [];
  let at = '';
  try {
    for (const write of writes) {
      at = write.file;
      drafts.add(write);
    }
    for (const step of drafts.steps) {
      at = path.relative(workspace, step.place);
      if (step.draft) renameSync(step.draft, step.place);
      else rmSync(step.place, { force: true });
      done.push(step);
    }
  } catch (error) {
    for (const step of done.reverse()) restored(step);
    drafts.remove();
    throw unwritable(at, error);
  }
}

function restored({ place, before }: Step): void {
  if (before) writeFileSync(place, before);
  else rmSync(place, { force: true, recursive: true });
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
