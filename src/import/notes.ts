import type { ImportNote } from './taken.js';

/** Collects what an import is to tell. */
export class Notes {
  readonly notes: ImportNote[] = [];

  note(fate: ImportNote['fate'], place: string, fact: string, fix?: string): void {
    this.notes.push({ fate, place, fact, ...(fix === undefined ? {} : { fix }) });
  }
}
