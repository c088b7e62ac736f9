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
    return { error: { ...positionAt(text, error.at), expected: error.expected }, repeated: scanner.repeated };
  }
  return { repeated: scanner.repeated };
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: offset - lastBreak };
}

class Unexpected extends Error {
  constructor(
    readonly at: number,
    readonly expected: string,
  ) {
    super(expected);
  }
}

const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const SPACE = /[ \t\r\n]*/y;

class Scanner {
  readonly repeated: (Position & { key: string; parents: string[] })[] = [];
  private readonly parents: string[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  document(): void {
    this.value();
    this.space();
    if (this.at < this.text.length) throw new Unexpected(this.at, 'the end of the file');
  }

  private value(): void {
    this.space();
    const next = this.text[this.at];
    if (next === '{') this.object();
    else if (next === '[') this.list();
    else if (next === '"') this.string('a string');
    else if (this.match(SCALAR) === undefined) throw new Unexpected(this.at, 'a value');
  }

  private object(): void {
    const seen = new Set<string>();
    this.members('}', () => {
      this.space();
      const start = this.at;
      const key = this.string('a key in double quotes');
      if (seen.has(key)) {
        this.repeated.push({ ...positionAt(this.text, start), key, parents: [...this.parents] });
      }
      seen.add(key);
      this.space();
      if (this.text[this.at] !== ':') throw new Unexpected(this.at, 'a colon');
      this.at++;
      this.parents.push(key);
      this.value();
      this.parents.pop();
    });
  }

  private list(): void {
    this.members(']', () => this.value());
  }

  private members(end: string, member: () => void): void {
    this.at++;
    this.space();
    if (this.text[this.at] === end) {
      this.at++;
      return;
    }
    for (;;) {
      member();
      this.space();
      const next = this.text[this.at];
      if (next !== ',' && next !== end) throw new Unexpected(this.at, `a comma or "${end}"`);
      this.at++;
      if (next === end) return;
    }
  }

  private string(expected: string): string {
    const literal = this.match(STRING);
    if (literal === undefined) throw new Unexpected(this.at, expected);
    const value: unknown = JSON.parse(literal);
    return String(value);
  }

  private space(): void {
    this.match(SPACE);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}
