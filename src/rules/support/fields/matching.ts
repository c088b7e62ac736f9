const CLASSES: Readonly<Record<string, string>> = { d: '0', w: 'a', s: ' ', D: 'a', W: '-', S: 'a' };

/**
 * A text that a simple regular expression matches: literals, classes, groups (their first alternative) and
 * repetitions, each as often as it has to be. Undefined where the expression is none of those.
 */
export function matching(pattern: string, least = 0): string | undefined {
  const reader = new Reader(pattern);
  const short = reader.alternatives(0);
  if (short === undefined || !reader.done) return undefined;
  if (!test(pattern, short)) return undefined;
  for (let extra = 1; short.length < least && extra <= least; extra++) {
    const longer = new Reader(pattern).alternatives(extra);
    if (longer !== undefined && longer.length >= least && test(pattern, longer)) return longer;
  }
  return short;
}

function test(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return false;
  }
}

class Reader {
  #at = 0;

  constructor(readonly pattern: string) {}

  get done(): boolean {
    return this.#at >= this.pattern.length;
  }

  /** @param extra how often more than it has to be an open repetition is taken */
  alternatives(extra: number): string | undefined {
    let first: string | undefined;
    for (;;) {
      const branch = this.#sequence(extra);
      if (branch === undefined) return undefined;
      first ??= branch;
      if (this.pattern[this.#at] !== '|') return first;
      this.#at += 1;
    }
  }

  #sequence(extra: number): string | undefined {
    let text = '';
    while (!this.done && !'|)'.includes(this.#peek())) {
      const atom = this.#atom(extra);
      if (atom === undefined) return undefined;
      text += atom.repeat(this.#times(extra));
    }
    return text;
  }

  #atom(extra: number): string | undefined {
    const character = this.#next();
    switch (character) {
      case '^':
      case '$':
        return '';
      case '.':
        return 'a';
      case '(':
        return this.#group(extra);
      case '[':
        return this.#class();
      case '\\':
        return this.#escaped();
      default:
        return character;
    }
  }

  #group(extra: number): string | undefined {
    if (this.#peek() === '?' && !this.pattern.startsWith('?:', this.#at)) return undefined;
    if (this.#peek() === '?') this.#at += 2;
    const inside = this.alternatives(extra);
    return this.#next() === ')' ? inside : undefined;
  }

  #class(): string | undefined {
    const end = this.pattern.indexOf(']', this.#at + 1);
    if (end < 0) return undefined;
    const members = this.pattern.slice(this.#at, end + 1);
    this.#at = end + 1;
    const expression = `^[${members}$`;
    return [...'aA0-_. /x!'].find((character) => test(expression, character)) ?? this.#firstOf(members);
  }

  #firstOf(members: string): string | undefined {
    const [first = ''] = members;
    return /[\\^\]]/.test(first) ? undefined : first;
  }

  #escaped(): string | undefined {
    const character = this.#next();
    if (/[bBpPu\d]/.test(character)) return undefined;
    return CLASSES[character] ?? character;
  }

  #times(extra: number): number {
    const rest = this.pattern.slice(this.#at);
    const [found = '', sign, least, open, most] = /^(?:([?*+])|\{(\d+)(,(\d*))?\})\??/.exec(rest) ?? [];
    if (found === '') return 1;
    this.#at += found.length;
    if (sign !== undefined) return sign === '?' ? 0 : extra + (sign === '+' ? 1 : 0);
    const limit = open === undefined ? Number(least) : most ? Number(most) : Number.MAX_SAFE_INTEGER;
    return Math.min(Number(least) + extra, limit);
  }

  #peek = (): string => this.pattern[this.#at] ?? '';
  #next = (): string => this.pattern[this.#at++] ?? '';
}
