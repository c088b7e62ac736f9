/** Shorter texts would be found by chance. */
export const SHORTEST = 6;

/**
 * Many fixed texts, looked for in one pass over another text.
 *
 * Thousands of tokens may be known in a long run, each in many encodings, and bodies are large: an alternation of
 * that many texts takes 60 ms for 160 kB, this a millisecond, and adding a text costs nothing to speak of. It is
 * the algorithm of Wu and Manber: the last three characters of a window say how far it may be moved.
 */
export class Needles {
  /** By their first characters, the longest first. */
  readonly #byStart = new Map<string, { readonly needle: string; readonly replacement: string }[]>();
  /** Moves of the window, by its last three characters. */
  readonly #moves = new Uint8Array(1 << 16).fill(SHORTEST - 2);
  /** Whether some needle may begin so. */
  readonly #starts = new Uint8Array(1 << 18);

  set(needle: string, replacement: string): void {
    if (needle.length < SHORTEST) return;
    const start = needle.slice(0, SHORTEST);
    const same = this.#byStart.get(start) ?? [];
    if (same.some((other) => other.needle === needle)) return;
    same.push({ needle, replacement });
    same.sort((a, b) => b.needle.length - a.needle.length);
    this.#byStart.set(start, same);
    for (let at = 0; at <= SHORTEST - 3; at++) {
      const three = threeAt(needle, at) & 0xffff;
      this.#moves[three] = Math.min(this.#moves[three] ?? 0, SHORTEST - 3 - at);
    }
    this.#starts[startOf(threeAt(needle, 0), threeAt(needle, SHORTEST - 3))] = 1;
  }

  /** Every needle in the text: the leftmost first, and of several there the longest. */
  spans(text: string): { readonly start: number; readonly end: number; readonly replacement: string }[] {
    const found = [];
    for (let next = this.#next(text, 0); next; next = this.#next(text, next.at + next.needle.length)) {
      const { at, needle, replacement } = next;
      found.push({ start: at, end: at + needle.length, replacement });
    }
    return found;
  }

  /** The first needle in the text. */
  find(text: string): string | undefined {
    return this.#next(text, 0)?.needle;
  }

  /** Whether any needle stands in the bytes; as `find`, without a text as large as they are. */
  standIn(bytes: Buffer): boolean {
    const last = bytes.length - SHORTEST;
    for (let at = 0; at <= last; ) {
      const three = threeOf(bytes, at + SHORTEST - 3);
      const move = this.#moves[three & 0xffff] ?? 1;
      if (move === 0 && this.#starts[startOf(threeOf(bytes, at), three)] === 1) {
        const start = bytes.toString('latin1', at, at + SHORTEST);
        const same = this.#byStart.get(start) ?? [];
        if (same.some(({ needle }) => bytes.toString('latin1', at, at + needle.length) === needle))
          return true;
      }
      at += Math.max(1, move);
    }
    return false;
  }

  #next(text: string, from: number) {
    const last = text.length - SHORTEST;
    let at = from;
    while (at <= last) {
      const three = threeAt(text, at + SHORTEST - 3);
      const move = this.#moves[three & 0xffff] ?? 1;
      if (move > 0) {
        at += move;
        continue;
      }
      if (this.#starts[startOf(threeAt(text, at), three)] === 1) {
        const found = this.#byStart
          .get(text.slice(at, at + SHORTEST))
          ?.find(({ needle }) => text.startsWith(needle, at));
        if (found) return { at, ...found };
      }
      at += 1;
    }
    return undefined;
  }
}

const threeAt = (text: string, at: number): number =>
  text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 5) ^ (text.charCodeAt(at + 2) << 10);

const threeOf = (bytes: Buffer, at: number): number =>
  (bytes[at] ?? 0) ^ ((bytes[at + 1] ?? 0) << 5) ^ ((bytes[at + 2] ?? 0) << 10);

/** Of what `threeAt` says of the two halves. */
const startOf = (first: number, second: number): number => (first * 31 + second) & 0x3ffff;
