/** The ways in which single characters are written as others: in URLs, in JSON and strings of programs, in HTML. */
const KINDS = [
  /%[\da-fA-F]{2}/g,
  /\\(?:u[\da-fA-F]{4}|u\{0{0,6}[\da-fA-F]{1,6}\}|U[\da-fA-F]{8}|x[\da-fA-F]{2}|["'`\\/abefnrtv0])/g,
  /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|amp|lt|gt|quot|apos);/g,
] as const;
const ANY = new RegExp(KINDS.map(({ source }) => source).join('|'), 'g');
const ONE = new RegExp(ANY.source, 'y');
/** What each of them begins with. */
export const MARKS = /[%\\&]/;

/** Whether what stands there as it is could be taken for an escape. */
export const looksEscaped = (text: string): boolean => text.search(ANY) >= 0;

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const SHORT: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  0: '\0',
};

type Mark = '%' | '\\' | '&';

/**
 * A text whose characters are bytes, without its escapes; and from where in the text each part of it came.
 */
export class Unescaped {
  readonly text: string;
  /** Where each run of the result begins, there and in the escaped text. */
  readonly #here: number[] = [];
  readonly #there: number[] = [];

  private constructor(
    escaped: string,
    readonly kind: RegExp,
  ) {
    let text = '';
    let done = 0;
    let high = '';
    kind.lastIndex = 0;
    for (let found = kind.exec(escaped); found; found = kind.exec(escaped)) {
      const [written] = found;
      if (found.index > done || high === '') {
        this.#run(text.length, done);
        text += escaped.slice(done, found.index);
        high = '';
      }
      this.#run(text.length, found.index);
      const unit = unitOf(written);
      done = found.index + written.length;
      // Half of a character: it is written with the other half.
      if (/^[\uD800-\uDBFF]$/.test(unit) && high === '') {
        high = unit;
        continue;
      }
      text += written.startsWith('%') ? unit : bytesOf(high + unit);
      high = '';
    }
    this.#run(text.length, done);
    this.text = text + escaped.slice(done);
  }

  /** Without escapes of any kind, which may be mixed; undefined where there are none. */
  static of(escaped: string): Unescaped | undefined {
    return MARKS.test(escaped) && looksEscaped(escaped) ? new Unescaped(escaped, ANY) : undefined;
  }

  /** Without those of one kind, for each kind that there is. */
  static ofEach(escaped: string): Unescaped[] {
    return KINDS.filter((kind) => escaped.search(kind) >= 0).map((kind) => new Unescaped(escaped, kind));
  }

  /** The part of the escaped text that became this part of the result. */
  origin(start: number, end: number): { readonly start: number; readonly end: number } {
    return { start: this.#origin(start), end: this.#origin(end) };
  }

  /** Another text, escaped as a part of the escaped text is. */
  escaped(text: string, part: string): string {
    const mark = part.match(this.kind)?.[0].charAt(0);
    return isMark(mark) ? WRITERS[mark](Buffer.from(text, 'latin1').toString('utf8')) : text;
  }

  #run(here: number, there: number): void {
    if (this.#here.at(-1) === here) {
      this.#there[this.#there.length - 1] = there;
      return;
    }
    this.#here.push(here);
    this.#there.push(there);
  }

  #origin(at: number): number {
    let [low, high] = [0, this.#here.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#here[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return (this.#there[low] ?? 0) + (at - (this.#here[low] ?? 0));
  }
}

/** A part of a text, and of the escapes that it would cut in two the whole: what is left stays what it was. */
export function withWholeEscapes(
  text: string,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  return { start: straddling(text, start)?.start ?? start, end: straddling(text, end)?.end ?? end };
}

/** Characters of the longest escape. */
const LONGEST = 16;

function straddling(text: string, at: number): { readonly start: number; readonly end: number } | undefined {
  for (let from = at - 1; from >= Math.max(0, at - LONGEST); from--) {
    if (!MARKS.test(text.charAt(from))) continue;
    ONE.lastIndex = from;
    const length = ONE.exec(text)?.[0].length ?? 0;
    if (from + length <= at) continue;
    // The second of two backslashes begins nothing.
    const backslashes = /\\*$/.exec(text.slice(Math.max(0, from - LONGEST), from))?.[0].length ?? 0;
    if (text.charAt(from) === '\\' && backslashes % 2 === 1) continue;
    return { start: from, end: from + length };
  }
  return undefined;
}

const isMark = (mark: string | undefined): mark is Mark => mark === '%' || mark === '\\' || mark === '&';

const WRITERS: Readonly<Record<Mark, (text: string) => string>> = {
  '%': (text) => encodeURIComponent(text),
  '\\': (text) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  '&': (text) => text.replace(/[^A-Za-z0-9]/gu, (character) => `&#${character.codePointAt(0)};`),
};

function unitOf(written: string): string {
  if (written.startsWith('%')) return String.fromCharCode(Number.parseInt(written.slice(1), 16));
  if (/^\\u[^{]/.test(written)) return String.fromCharCode(Number.parseInt(written.slice(2), 16));
  if (/^\\[uUx]/.test(written))
    return character(Number.parseInt(written.replace(/[^\da-fA-F]/g, ''), 16), written);
  if (written.startsWith('\\')) return SHORT[written.charAt(1)] ?? written.charAt(1);
  const name = written.slice(1, -1).replace('X', 'x');
  if (!name.startsWith('#')) return NAMED[name] ?? written;
  const point = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return character(point, written);
}

const character = (point: number, written: string): string =>
  point <= 0x10ffff ? String.fromCodePoint(point) : written;

const bytesOf = (text: string): string =>
  /^[\0-\x7f]$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
