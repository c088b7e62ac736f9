import type { ImportNote } from '../taken.js';

/** Gathers notes, each once: a part that several others refer to is read for each of them. */
export class Notes {
  readonly #seen = new Map<string, ImportNote>();

  add(note: ImportNote): void {
    this.#seen.set(`${note.fate} ${note.place} ${note.fact}`, note);
  }

  get all(): ImportNote[] {
    return [...this.#seen.values()];
  }
}
