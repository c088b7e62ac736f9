/** From this length on, a value that stands somewhere else is surely the same. */
const TELLING = 8;

/** Looks for many values at once, in time that does not grow with their number. */
export class KnownValues {
  /** By their first characters, the longest first. */
  readonly #by = new Map<string, [value: string, name: string][]>();
  /** Which pairs of characters a value begins with: most places in a text are passed over by it. */
  readonly #begins = new Uint8Array(65_536);

  /** @param names name of each value; values that are short or plain words are not looked for */
  constructor(names: ReadonlyMap<string, string>) {
    const telling = [...names].filter(([value]) => value.length >= TELLING && /\d|.{16}/s.test(value));
    for (const entry of telling.sort(([a], [b]) => b.length - a.length)) {
      const start = entry[0].slice(0, TELLING);
      this.#begins[pairAt(start, 0)] = 1;
      this.#by.set(start, [...(this.#by.get(start) ?? []), entry]);
    }
  }

  /** Whether there is nothing to look for. */
  get none(): boolean {
    return this.#by.size === 0;
  }

  /** A text with something else in place of each value, by its name. */
  change(text: string, by: (name: string) => string): string {
    if (this.none) return text;
    let changed = '';
    let done = 0;
    for (let at = 0; at + TELLING <= text.length; at++) {
      if (this.#begins[pairAt(text, at)] === 0) continue;
      const found = this.#by.get(text.slice(at, at + TELLING))?.find(([value]) => text.startsWith(value, at));
      if (!found) continue;
      changed += text.slice(done, at) + by(found[1]);
      done = at + found[0].length;
      at = done - 1;
    }
    return done === 0 ? text : changed + text.slice(done);
  }
}

function pairAt(text: string, at: number): number {
  return ((text.charCodeAt(at) & 255) << 8) | (text.charCodeAt(at + 1) & 255);
}
