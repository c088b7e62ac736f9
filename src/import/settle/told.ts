import type { ImportNote } from '../taken.js';

const NAMED = 3;

/** Notes under way: what happens at many places becomes one note, with their number and the first of them. */
export class Told {
  readonly #kinds = new Map<
    string,
    { readonly note: Omit<ImportNote, 'place'>; readonly places: string[] }
  >();

  add(fate: ImportNote['fate'], fact: string, place: string, fix?: string): void {
    const key = `${fate} ${fact}`;
    const kind = this.#kinds.get(key) ?? { note: { fate, fact, ...(fix && { fix }) }, places: [] };
    kind.places.push(place);
    this.#kinds.set(key, kind);
  }

  notes(): ImportNote[] {
    return [...this.#kinds.values()].map(({ note, places }) => {
      const distinct = [...new Set(places)];
      const more = distinct.length > NAMED ? ` and ${distinct.length - NAMED} more` : '';
      const count = places.length > 1 ? ` (${places.length} times)` : '';
      return { ...note, fact: note.fact + count, place: distinct.slice(0, NAMED).join(', ') + more };
    });
  }
}
