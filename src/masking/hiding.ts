import type { Encoding } from './encodings.js';
import { looksEscaped, MARKS, Unescaped, withWholeEscapes } from './escapes.js';
import { Needles } from './needles.js';

/** Escapes inside escapes that are looked through: JSON in a string of JSON, in a script of a page. */
const DEPTH = 3;

export interface Span {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** Whether only the beginning of a text stands there. */
  readonly cut: boolean;
}

/** Texts that have others put in their place wherever they stand: as they are, and with any of their characters escaped. */
export class Hiding {
  readonly #needles = new Needles();
  /** Some of the texts look escaped themselves: then one kind of escapes is undone after the other. */
  #ambiguous = false;
  #empty = true;

  /** @param escapes whether what is put in an escaped text's place is escaped as well */
  constructor(readonly escapes: boolean) {}

  set(needle: string, replacement: string, how?: Encoding['how']): void {
    this.#needles.set(needle, replacement, how);
    this.#empty = false;
    this.#ambiguous ||= looksEscaped(needle);
  }

  /** @param text its characters are bytes */
  replace(text: string): string {
    let replaced = '';
    let done = 0;
    for (const { start, end, replacement } of this.spans(text)) {
      replaced += text.slice(done, start) + replacement;
      done = end;
    }
    return done === 0 ? text : replaced + text.slice(done);
  }

  /** What would be put in the place of texts that stand there whole. */
  replacements(text: string): string[] {
    return [...new Set(this.spans(text).flatMap(({ replacement, cut }) => (cut ? [] : [replacement])))];
  }

  /** The first of the texts that is found, as it was given. */
  find(text: string, depth = DEPTH): string | undefined {
    const found = this.#needles.find(text);
    if (found !== undefined || depth === 0) return found;
    for (const inner of this.#unescaped(text)) {
      const within = this.find(inner.text, depth - 1);
      if (within !== undefined) return within;
    }
    return undefined;
  }

  standIn(bytes: Buffer): boolean {
    if (this.#needles.standIn(bytes)) return true;
    const text = bytes.toString('latin1');
    return MARKS.test(text) && this.find(text) !== undefined;
  }

  #unescaped(text: string): Unescaped[] {
    if (this.#empty) return [];
    if (this.#ambiguous) return Unescaped.ofEach(text);
    const one = Unescaped.of(text);
    return one ? [one] : [];
  }

  /** From left to right, the longest first, none in another. */
  spans(text: string, depth = DEPTH): Span[] {
    const own = this.#needles.spans(text);
    const inner = depth === 0 ? [] : this.#unescaped(text);
    if (inner.length === 0) return own;
    const whole = own.map((span) => ({ ...span, ...withWholeEscapes(text, span.start, span.end) }));
    return apart([...whole, ...inner.flatMap((each) => this.#spansIn(text, each, depth - 1))]);
  }

  #spansIn(text: string, inner: Unescaped, depth: number): Span[] {
    return this.spans(inner.text, depth).map(({ replacement, ...span }) => {
      const { start, end } = inner.origin(span.start, span.end);
      const written = this.escapes ? inner.escaped(replacement, text.slice(start, end)) : replacement;
      return { start, end, replacement: written, cut: span.cut };
    });
  }
}

function apart(spans: readonly Span[]): Span[] {
  let done = 0;
  return [...spans]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end }) => {
      if (start < done) return false;
      done = end;
      return true;
    });
}
