import type { ImportNote } from '../taken.js';

interface Counted {
  readonly note: ImportNote;
  more: number;
}

/** Gathers notes; what is the case at many places is told once, at the first of them. */
export class Notes {
  readonly #seen = new Map<string, Counted>();

  add(note: ImportNote): void {
    const key = `${note.fate} ${note.fact}`;
    const known = this.#seen.get(key);
    if (!known) this.#seen.set(key, { note, more: 0 });
    else if (known.note.place !== note.place) known.more++;
  }

  get all(): ImportNote[] {
    return [...this.#seen.values()].map(({ note, more }) =>
      more === 0 ? note : { ...note, fact: `${note.fact} (and at ${more} more place${more > 1 ? 's' : ''})` },
    );
  }
}
