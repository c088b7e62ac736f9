import type { Encoding } from './encodings.js';

/** Shorter texts would be found by chance. */
export const SHORTEST = 6;
/** Characters of a text that was cut off, by which it is still found. */
const CUT = 10;

interface Needle {
  readonly needle: string;
  readonly replacement: string;
  readonly how: Encoding['how'];
}

/** Where a needle stands, or its beginning where the text quotes no more of it. */
interface Found {
  readonly start: number;
  readonly end: number;
  readonly needle: string;
  readonly replacement: string;
  readonly cut: boolean;
}

/**
 * Many fixed texts, looked for in one pass over another text.
 *
 * Thousands of tokens may be known in a long run, each in many encodings, and bodies are large: an alternation of
 * that many texts takes 60 ms for 160 kB, this a millisecond, and adding a text costs nothing to speak of. It is
 * the algorithm of Wu and Manber: the last three characters of a window say how far it may be moved.
 */
export class Needles {
  readonly #known = new Map<string, Needle>();
  /** By their first characters. */
  readonly #byStart = new Map<string, Needle[]>();
  /** First characters whose needles are not in order yet: the longest first. */
  readonly #unordered = new Set<string>();
  /** Moves of the window, by its last three characters. */
  readonly #moves = new Uint8Array(1 << 16).fill(SHORTEST - 2);
  /** Whether some needle may begin so. */
  readonly #starts = new Uint8Array(1 << 18);

  set(needle: string, replacement: string, how: Encoding['how'] = 'plain'): void {
    if (needle.length < SHORTEST) return;
    const known = this.#known.get(needle);
    // What a text itself is goes before what it is in capitals.
    if (known && (how === 'other case' || known.how !== 'other case')) return;
    if (known) {
      Object.assign(known, { replacement, how });
      return;
    }
    const start = needle.slice(0, SHORTEST);
    const same = this.#byStart.get(start) ?? [];
    const added = { needle, replacement, how };
    this.#known.set(needle, added);
    same.push(added);
    this.#byStart.set(start, same);
    this.#unordered.add(start);
    for (let at = 0; at <= SHORTEST - 3; at++) {
      const three = threeAt(needle, at) & 0xffff;
      this.#moves[three] = Math.min(this.#moves[three] ?? 0, SHORTEST - 3 - at);
    }
    this.#starts[startOf(threeAt(needle, 0), threeAt(needle, SHORTEST - 3))] = 1;
  }

  /** Needles that begin so, the longest first. */
  #beginning(start: string): readonly Needle[] {
    const same = this.#byStart.get(start) ?? [];
    if (this.#unordered.delete(start)) same.sort((a, b) => b.needle.length - a.needle.length);
    return same;
  }

  /** Every needle in the text: the leftmost first, and of several there the longest. */
  spans(text: string): Found[] {
    const found = [];
    for (let next = this.#next(text, 0); next; next = this.#next(text, next.end)) found.push(next);
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
        const [longest] = this.#beginning(bytes.toString('latin1', at, at + SHORTEST));
        const around = longest && bytes.toString('latin1', at, at + longest.needle.length + DOTS.length);
        if (around !== undefined && this.#at(around, 0)) return true;
      }
      at += Math.max(1, move);
    }
    return false;
  }

  #at(text: string, at: number): Found | undefined {
    const same = this.#beginning(text.slice(at, at + SHORTEST));
    const whole = same.find(({ needle }) => text.startsWith(needle, at));
    if (whole) return { ...whole, start: at, end: at + whole.needle.length, cut: false };
    let longest: Found | undefined;
    for (const one of same) {
      const length = begun(text, at, one);
      if (at + length > (longest?.end ?? at))
        longest = {
          start: at,
          end: at + length,
          needle: one.needle,
          replacement: one.replacement.slice(0, length),
          cut: true,
        };
    }
    return longest;
  }

  #next(text: string, from: number): Found | undefined {
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
        const found = this.#at(text, at);
        if (found) return found;
      }
      at += 1;
    }
    return undefined;
  }
}

const DOTS = '...';
/** In UTF-8, and as a character. */
const ELLIPSIS = /\.\.\.|\u2026|\xe2\x80\xa6/y;
/** What may still belong to a coded text, or to an escape in it. */
const CODED = /[\w+/=.%\\-]/;

/** Characters of a needle that stand there and are all that the text quotes of it; 0 where it goes on otherwise. */
function begun(text: string, at: number, { needle, how }: Needle): number {
  let length = SHORTEST;
  while (length < needle.length && text.charCodeAt(at + length) === needle.charCodeAt(length)) length += 1;
  if (length < CUT) return 0;
  ELLIPSIS.lastIndex = at + length;
  const ends = how === 'coded' && !CODED.test(text.charAt(at + length));
  return ends || ELLIPSIS.test(text) ? length : 0;
}

const threeAt = (text: string, at: number): number =>
  text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 5) ^ (text.charCodeAt(at + 2) << 10);

const threeOf = (bytes: Buffer, at: number): number =>
  (bytes[at] ?? 0) ^ ((bytes[at + 1] ?? 0) << 5) ^ ((bytes[at + 2] ?? 0) << 10);

/** Of what `threeAt` says of the two halves. */
const startOf = (first: number, second: number): number => (first * 31 + second) & 0x3ffff;
