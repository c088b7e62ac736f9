/** One line of a formatted body. */
export interface Line {
  readonly depth: number;
  readonly text: string;
  /** Where its value stands: `$.customer.tags[1]`. */
  readonly place: string;
}

interface Level {
  readonly place: string;
  readonly list: boolean;
  index: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/gs;
const LONGEST = 100_000;

/**
 * A JSON text on lines, token by token: what it says stays as it is (repeated names, odd numbers, a cut end), only
 * the space between changes. Undefined for what does not begin as an object or a list.
 */
export function jsonLines(text: string): Line[] | undefined {
  if (!/^\s*[{[]/.test(text) || text.length > LONGEST) return undefined;
  const lines = new Lines();
  for (const [token] of text.matchAll(TOKEN)) lines.take(token);
  return lines.finish();
}

class Lines {
  readonly #done: Line[] = [];
  readonly #levels: Level[] = [];
  #text = '';
  #depth = 0;
  #place = '$';
  #key: string | undefined;

  take(token: string): void {
    if (token === '{' || token === '[') this.#open(token);
    else if (token === '}' || token === ']') this.#close(token);
    else if (token === ',') this.#next();
    else if (token === ':') this.#text += ': ';
    else this.#value(token);
  }

  finish(): Line[] {
    this.#flush();
    return this.#done;
  }

  #open(token: string): void {
    this.#begin();
    this.#text += token;
    this.#levels.push({ place: this.#place, list: token === '[', index: 0 });
    this.#flush();
    this.#key = undefined;
  }

  #close(token: string): void {
    this.#flush();
    const level = this.#levels.pop();
    const last = this.#done.at(-1);
    this.#key = undefined;
    if (level && last?.place === level.place && /[{[]$/.test(last.text)) {
      this.#done.pop();
      this.#depth = last.depth;
      this.#text = last.text + token;
    } else {
      this.#depth = this.#levels.length;
      this.#text = token;
    }
    this.#place = level?.place ?? '$';
  }

  #next(): void {
    this.#text += ',';
    this.#flush();
    const level = this.#levels.at(-1);
    if (level) level.index += 1;
    this.#key = undefined;
  }

  #value(token: string): void {
    const level = this.#levels.at(-1);
    if (level && !level.list && this.#key === undefined) this.#key = unquoted(token);
    this.#begin();
    this.#text += token;
  }

  /** A line begins with its first token. */
  #begin(): void {
    if (this.#text !== '') return;
    const level = this.#levels.at(-1);
    this.#depth = this.#levels.length;
    if (!level) this.#place = '$';
    else this.#place = level.list ? `${level.place}[${level.index}]` : `${level.place}.${this.#key ?? ''}`;
  }

  #flush(): void {
    if (this.#text === '') return;
    this.#done.push({ depth: this.#depth, text: this.#text, place: this.#place });
    this.#text = '';
  }
}

function unquoted(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token.replaceAll('"', '');
  }
}

/** The line of the place itself, or the one of what would hold it; -1 where neither is there. */
export function lineAt(lines: readonly Line[], place: string): number {
  const exact = lines.findIndex((line) => line.place === place);
  if (exact >= 0 || !place.startsWith('$')) return exact;
  const above = place.replace(/(?:\.[^.[\]]*|\[[^\]]{0,200}\])$/, '');
  return above === place || above === '' ? -1 : lineAt(lines, above);
}
