import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Where a file is written before it takes its place in one step; each process has its own. */
export const draftOf = (file: string): string => `${file}.${process.pid}.tmp`;

/** Takes the drafts of this process away, before it ends at once. */
export function removeOwnDrafts(folder: string): void {
  const own = draftOf('');
  try {
    for (const name of readdirSync(folder).filter((each) => each.endsWith(own) || each.endsWith(`${own}.2`)))
      rmSync(path.join(folder, name), { force: true });
  } catch {
    // The next run takes away what is left.
  }
}
