/** A place in a text, both counted from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

export interface JsonScan {
  /** The first place where the text stops being JSON. */
  readonly error?: Position & { readonly expected: string };
  /** Keys that one object holds twice, each at its second place, with the keys that lead to the object. */
  readonly repeated: readonly (Position & { readonly key: string; readonly parents: readonly string[] })[];
}

/**
 * Reads a JSON text for what `JSON.parse` does not tell: where it is wrong (the engines word that
 * differently, some without a position) and which keys are repeated.
 */
export function scanJson(text: string): JsonScan {
  const scanner = new Scanner(text);
  try {
    scanner.document();
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    const at = new Positions(text).of(error.at);
    return { error: { ...at, expected: error.expected }, repeated: scanner.repeated };
  }
  return { repeated: scanner.repeated };
}

/** Turns offsets into positions; each offset lies behind the one before it, so that a text is read once. */
class Positions {
  private line = 1;
  private start = 0;

  constructor(private readonly text: string) {}

  of(offset: number): Position {
    for (;;) {
      const next = this.text.indexOf('\n', this.start);
      if (next === -1 || next >= offset) break;
      this.line++;
      this.start = next + 1;
    }
    return { line: this.line, column: offset - this.start + 1 };
  }
}

class Unexpected extends Error {
  constructor(
    readonly at: number,
    readonly expected: string,
  ) {
    super(expected);
  }
}

/** An object or a list that has not ended yet. */
interface Open {
  readonly end: '}' | ']';
  /** Keys of an object so far. */
  readonly seen?: Set<string>;
  /** The key whose value is being read. */
  key?: string;
}

const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** A string without escapes, which is its own value: no quote, backslash or control character in it. */
const PLAIN_STRING = /"[ !#-[\]-\uffff]*"/y;

/** It keeps its own stack: a document that is nested deep is no danger. */
class Scanner {
  readonly repeated: (Position & { key: string; parents: string[] })[] = [];
  private readonly open: Open[] = [];
  private readonly positions: Positions;
  private at = 0;

  constructor(private readonly text: string) {
    this.positions = new Positions(text);
  }

  document(): void {
    let whole = this.value();
    for (let inner = this.open.at(-1); inner; inner = this.open.at(-1)) {
      if (whole && this.ends(inner)) {
        this.open.pop();
        continue;
      }
      if (inner.seen) this.key(inner, inner.seen);
      whole = this.value();
    }
    this.space();
    if (this.at < this.text.length) throw new Unexpected(this.at, 'the end of the file');
  }

  /** @returns false where an object or list begins that holds something */
  private value(): boolean {
    this.space();
    const next = this.text[this.at];
    if (next === '{' || next === '[') return this.begin(next === '{' ? '}' : ']');
    if (next === '"') this.string('a string');
    else if (this.match(SCALAR) === '') throw new Unexpected(this.at, 'a value');
    return true;
  }

  private begin(end: '}' | ']'): boolean {
    this.at++;
    this.space();
    if (this.text[this.at] === end) {
      this.at++;
      return true;
    }
    this.open.push(end === '}' ? { end, seen: new Set() } : { end });
    return false;
  }

  /** Behind a value: whether what holds it ends there, and not with a comma goes on. */
  private ends({ end }: Open): boolean {
    this.space();
    const next = this.text[this.at];
    if (next !== ',' && next !== end) throw new Unexpected(this.at, `a comma or "${end}"`);
    this.at++;
    return next === end;
  }

  private key(object: Open, seen: Set<string>): void {
    this.space();
    const start = this.at;
    const key = this.string('a key in double quotes');
    if (seen.has(key)) {
      const parents = this.open.slice(0, -1).flatMap((above) => above.key ?? []);
      this.repeated.push({ ...this.positions.of(start), key, parents });
    }
    seen.add(key);
    object.key = key;
    this.space();
    if (this.text[this.at] !== ':') throw new Unexpected(this.at, 'a colon');
    this.at++;
  }

  private string(expected: string): string {
    const start = this.at;
    PLAIN_STRING.lastIndex = start;
    if (PLAIN_STRING.test(this.text)) {
      this.at = PLAIN_STRING.lastIndex;
      return this.text.slice(start + 1, this.at - 1);
    }
    const end = this.text[this.at] === '"' ? this.endOfString() : 0;
    try {
      const value: unknown = JSON.parse(this.text.slice(this.at, end));
      this.at = end;
      return String(value);
    } catch {
      throw new Unexpected(this.at, expected);
    }
  }

  private endOfString(): number {
    let quote = this.at;
    do quote = this.text.indexOf('"', quote + 1);
    while (quote !== -1 && this.escaped(quote));
    return quote + 1;
  }

  private escaped(at: number): boolean {
    let before = at - 1;
    while (this.text[before] === '\\') before--;
    return (at - before) % 2 === 0;
  }

  private space(): void {
    while (isSpace(this.text.charCodeAt(this.at))) this.at++;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
