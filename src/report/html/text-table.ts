import { cut } from '../text.js';

/** Characters of a text that many cases may share. */
const SHOWN = 300;
/** What stands for every text for which there was no room. */
const LEFT_OUT = '(left out here: results.json has it)';

/** Distinct texts in the order of their first use, each named by its place; the list grows up to a size. */
export class TextTable {
  readonly #places = new Map<string, number>();
  /** The same by the texts as they were given. */
  readonly #given = new Map<string, number>();
  #size = 0;

  constructor(readonly most: number) {}

  /** The place of the text, or -1 where there is none. */
  place(text: string | undefined): number {
    if (text === undefined) return -1;
    const known = this.#given.get(text);
    if (known !== undefined) return known;
    const shown = cut(text, SHOWN);
    const place = this.#placeOf(this.#fits(shown) ? shown : LEFT_OUT);
    this.#given.set(text, place);
    return place;
  }

  get texts(): string[] {
    return [...this.#places.keys()];
  }

  #fits(text: string): boolean {
    return this.#places.has(text) || this.#size + text.length <= this.most;
  }

  #placeOf(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#size += text.length;
    this.#places.set(text, this.#places.size);
    return this.#places.size - 1;
  }
}
