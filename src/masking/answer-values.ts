/** Values that are remembered. */
const MOST = 20_000;
/** A longer value is found by so many of its first characters: rules cut what they quote. */
export const START = 16;

/** A place in a body is made of names: they are no values. */
const PLACE = /(\$(?:\.[\w-]+|\[\d*\])+)/;

/** Values that came from answers, and what is shown for them in texts that quote them. */
export class AnswerValues {
  readonly #shapes = new Map<string, string>();
  readonly #known = new Map<string, string>();

  add(value: string, shape: string): void {
    if (this.#shapes.has(value)) return;
    this.#shapes.set(value, shape);
    this.#known.clear();
    for (const oldest of this.#shapes.keys()) {
      if (this.#shapes.size <= MOST) break;
      this.#shapes.delete(oldest);
    }
  }

  /** The text with shapes in place of the values. */
  hiddenIn(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const hidden = this.#hidden(text);
    if (this.#known.size < MOST) this.#known.set(text, hidden);
    return hidden;
  }

  #hidden(text: string): string {
    const parts = text.split(PLACE).map((part, index) => (index % 2 === 1 ? part : this.#hiddenInPart(part)));
    return parts.join('');
  }

  #hiddenInPart(text: string): string {
    return [...this.#shapes]
      .flatMap(([value, shape]) =>
        [...new Set([value, escaped(value)])].map((form) => [form, shape] as const),
      )
      .filter(([form]) => text.includes(form.slice(0, START)))
      .sort(([a], [b]) => b.length - a.length)
      .reduce((done, [form, shape]) => without(done, form, shape), text);
  }
}

const escaped = (value: string): string => JSON.stringify(value).slice(1, -1);

function without(text: string, value: string, shape: string): string {
  if (value.length > START) return withoutStart(text, value, shape);
  const pattern = value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  if (shape.startsWith('(number'))
    return text.replace(new RegExp(`(?<![\\w.$])${pattern}(?![\\w.])`, 'g'), (found, at: number) =>
      COUNTS.test(text.slice(at + found.length)) || STATUSES.test(text.slice(0, at)) ? found : shape,
    );
  const quoted = text.replace(new RegExp(`(?<=["'“])${pattern}(?=["'”])`, 'g'), shape);
  // A plain word may as well be one of ours.
  if (/^[a-z_]*$/.test(value) || value.length < 3) return quoted;
  return quoted.replace(new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'gu'), shape);
}

/** Numbers that count, and statuses, are the suite's own. */
const COUNTS = /^ (items?|empty|of|times|answers?|more|characters?|bytes?|pages?|days?|ms)\b/;
const STATUSES = /\b(status(es)?( code)?|answered|HTTP)[ \d,]*(or )?$/;

/** Each place where the value begins, as far as it goes on. */
function withoutStart(text: string, value: string, shape: string): string {
  const start = value.slice(0, START);
  let done = '';
  let from = 0;
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, from)) {
    let length = START;
    while (length < value.length && text[at + length] === value[length]) length += 1;
    done += text.slice(from, at) + shape;
    from = at + length;
  }
  return done + text.slice(from);
}
