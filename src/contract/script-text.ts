/** A script without its comments; every string literal is replaced by `"n"`, its index in `literals`. */
export interface ScriptText {
  readonly code: string;
  readonly literals: readonly string[];
}

const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"|`|\/(?![/*])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*|[{}]/y;

/** What a token may begin with; all between is code. */
const TELLING = /['"`/{}]/g;

/** Where a slash begins a regular expression and does not divide: at the start, or after an operator or keyword. */
const BEFORE_REGEX = /(?:^|[=(,:;!&|?{}[+\-*%~^<>]|\b(?:return|typeof|case|in|of|do|else))\s*$/;

/**
 * Splits a script into code and string literals, so that text in a comment, string or regular expression
 * is not taken for code. Template literals become concatenations.
 */
export function splitScript(source: string): ScriptText {
  const reader = new Reader(source);
  reader.read();
  return { code: reader.code, literals: reader.literals };
}

class Reader {
  code = '';
  readonly literals: string[] = [];
  private at = 0;
  /** Open braces; `true` where the brace opened a substitution in a template literal. */
  private readonly braces: boolean[] = [];

  constructor(private readonly source: string) {}

  read(): void {
    for (;;) {
      TELLING.lastIndex = this.at;
      const next = TELLING.exec(this.source)?.index ?? this.source.length;
      this.code += this.source.slice(this.at, next);
      this.at = next;
      if (next === this.source.length) return;
      const token = this.next();
      if (token === undefined) this.code += this.source[this.at++];
      else this.take(token);
    }
  }

  private next(): string | undefined {
    const char = this.source[this.at] ?? '';
    TOKEN.lastIndex = this.at;
    const token = TOKEN.exec(this.source)?.[0];
    const regex = char === '/' && token !== undefined && !/^\/[/*]/.test(token);
    return regex && !BEFORE_REGEX.test(this.code.slice(-20)) ? undefined : token;
  }

  private take(token: string): void {
    this.at += token.length;
    if (token === '`') this.template('');
    else if (token === '{') this.open();
    else if (token === '}') this.close();
    else if (/^['"]/.test(token)) this.literal(unescaped(token.slice(1, -1)));
    else this.code += token.startsWith('//') || token.startsWith('/*') ? ' ' : '/./';
  }

  private open(): void {
    this.braces.push(false);
    this.code += '{';
  }

  private close(): void {
    if (this.braces.pop()) this.template(')+');
    else this.code += '}';
  }

  /** Reads a template literal up to its end, or up to its next substitution, whose code follows. */
  private template(before: string): void {
    this.code += before;
    const rest = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y;
    rest.lastIndex = this.at;
    const text = rest.exec(this.source)?.[0] ?? '';
    this.at += text.length;
    this.literal(unescaped(text));
    if (this.source.startsWith('${', this.at)) {
      this.at += 2;
      this.braces.push(true);
      this.code += '+(';
    } else this.at++;
  }

  private literal(text: string): void {
    this.code += `"${this.literals.push(text) - 1}"`;
  }
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text
    .replace(/\\u\{?([\da-fA-F]{1,6})\}?|\\x([\da-fA-F]{2})/g, (whole, unicode?: string, hex?: string) => {
      const point = Number.parseInt(unicode ?? hex ?? '', 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    })
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/\\([\s\S])/g, '$1');
}
