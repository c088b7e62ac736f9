import type { WorkspaceFiles } from '../../contract/files.js';
import { digestOf, type ImportLock } from './lock.js';

/** What becomes of one file of the workspace. */
export interface FileChange {
  /** Relative to the workspace. */
  readonly file: string;
  /**
   * `edited`: a person changed it since the last import, so it stays, though the import would write something else.
   * `gone`: the import wrote it once, and no longer does.
   * `set aside`: gone too, but a person edited it: it gets another name, under which it is not read.
   */
  readonly fate: 'new' | 'changed' | 'same' | 'edited' | 'gone' | 'set aside';
  /** What is to be written; absent where nothing is. */
  readonly text?: string;
}

/** The end of the name of a file that is set aside. */
export const SET_ASIDE = '.set-aside';

/**
 * What becomes of each drafted file, and of those that the last import wrote and this one does not.
 *
 * @param drafts whole texts by file, relative to the workspace
 * @param exported the file that is imported, where it stands in the place of a draft: it is set aside
 */
export async function fileChanges(
  files: WorkspaceFiles,
  drafts: ReadonlyMap<string, string>,
  lock: ImportLock,
  exported: string | undefined,
): Promise<FileChange[]> {
  const changes: FileChange[] = [];
  // Most files of a first import are not there: to ask the disk for each takes longer than to list the folder.
  const listed = new Set(((await files.list('schemas', true)) ?? []).map((file) => files.place(file)));
  const absent = (file: string): boolean => file.startsWith('schemas/') && !listed.has(file);
  for (const [file, text] of drafts) {
    const there = absent(file) ? undefined : await files.read(file, 'IMPORT_UNWRITABLE');
    const change: FileChange = { file, ...fateOf(text, there, lock.files.get(file)) };
    if (change.fate !== 'edited' || file !== exported || there === undefined) changes.push(change);
    else changes.push({ file, fate: 'set aside', text: there }, { file, fate: 'new', text });
  }
  for (const [file, digest] of lock.files) {
    const there = drafts.has(file) ? undefined : await files.read(file, 'IMPORT_UNWRITABLE');
    if (there === undefined) continue;
    changes.push(
      digestOf(there) === digest ? { file, fate: 'gone' } : { file, fate: 'set aside', text: there },
    );
  }
  return changes;
}

function fateOf(
  text: string,
  there: string | undefined,
  written: string | undefined,
): Omit<FileChange, 'file'> {
  if (there === undefined) return { fate: 'new', text };
  if (there === text) return { fate: 'same' };
  return digestOf(there) === written ? { fate: 'changed', text } : { fate: 'edited' };
}
