import { randomBytes } from 'node:crypto';
import type { Exchange, Header, Outcome, WireRequest } from '../contract/exchange.js';
import { leaves } from '../contract/places.js';
import { Hiding } from './hiding.js';
import { SHORTEST } from './needles.js';
import { isOrdinary } from './ordinary.js';
import { pseudonymOf } from './pseudonym.js';

/** What stands between two values, in a URL, a form, JSON or a sentence. */
const PIECE = /[^\s"'“”‘’&=?/,;:{}[\]()<>#|\\]+/g;
const QUOTED = /"([^"\\]{1,64})"/g;
/** Of texts as short as these, one is found by chance nearly everywhere. */
const SHORT = 3;
const OPENS = /(?:[=/["'“‘,]|":\s*)$/;
const CLOSES = /^(?:[&/"'”’\]},?#]|\s*$)/;
const KEY = /^"\s*:/;
/** What the suite's own sentences are made of as well. */
const COMMON = /^(?:[a-z_]*|-?[\d.]+)$/;

const inForm = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+');

/** What is put in the place of values: where they stand, and what for each. */
interface Replacing {
  readonly long: Hiding;
  readonly short: Map<string, string>;
  /** Short ones in which something stands that parts values, in all their forms. */
  readonly parted: Map<string, string>;
}

/**
 * The values of data rows: somebody's data, wherever they stand. Findings and reports show the name of row and column
 * for them. Before anything is judged they stay as they are, since a rule may look at them: a date has to stay one.
 */
export class DataValues {
  readonly #key = randomBytes(32);
  readonly #labels = replacing(false);
  readonly #standIns = replacing(true);
  readonly #known = new Set<string>();

  /** @param isWord whether a text is one that the contract itself is told by */
  constructor(readonly isWord: (text: string) => boolean = () => false) {}

  /** Labels of all values, without braces. */
  readonly names = new Set<string>();

  /** @param name of row and column: `SANDBOX_DATA_2_ZIP` */
  add(value: unknown, name: string): void {
    for (const text of textsOf(value)) {
      if (this.#known.has(text)) continue;
      this.#known.add(text);
      this.names.add(name);
      const isLong = text.length >= SHORTEST && !isOrdinary(text) && !this.isWord(text);
      put(this.#labels, text, `{{${name}}}`, isLong);
      const standIn = this.isWord(text) ? undefined : pseudonymOf(text, this.#key);
      if (standIn !== undefined) put(this.#standIns, text, asNumber(text, standIn), isLong);
    }
  }

  /** What was sent, or came back, with names in place of the values. */
  shown(text: string): string {
    return this.#replaced(text, this.#labels, () => true);
  }

  /** A sentence of the suite or of a script: common words and numbers may be its own, where they are not quoted. */
  told(text: string): string {
    return this.#replaced(text, this.#labels, (value, quoted) => quoted || !COMMON.test(value));
  }

  /** The exchange as the record keeps it, with values of the same length and kinds of characters. */
  kept(exchange: Exchange): Exchange {
    if (this.#known.size === 0) return exchange;
    const { request, outcome } = exchange;
    return { ...exchange, request: this.#keptRequest(request), outcome: this.#keptOutcome(outcome) };
  }

  /** A single value as the record keeps it. */
  keptValue(text: string): string {
    return this.#replaced(text, this.#standIns, () => true);
  }

  #keptRequest(request: WireRequest): WireRequest {
    const { target, headers, body } = request;
    return {
      ...request,
      target: this.keptValue(target),
      headers: this.#keptHeaders(headers),
      ...(body && { body: this.#keptBody(body) }),
    };
  }

  #keptOutcome(outcome: Outcome): Outcome {
    if (outcome.kind === 'none') return outcome;
    return { ...outcome, headers: this.#keptHeaders(outcome.headers), body: this.#keptBody(outcome.body) };
  }

  #keptHeaders(headers: readonly Header[]): Header[] {
    const { long, short } = this.#standIns;
    return headers.map(([name, value]): Header => [name, short.get(value) ?? inBytes(value, long)]);
  }

  /** The same buffer where nothing is replaced; bytes that are no text stay as they are. */
  #keptBody(body: Buffer): Buffer {
    const text = body.toString('utf8');
    const kept = this.keptValue(text);
    return kept === text ? body : Buffer.from(kept);
  }

  #replaced(
    text: string,
    { long, short, parted }: Replacing,
    counts: (value: string, quoted: boolean) => boolean,
  ): string {
    if (this.#known.size === 0) return text;
    let hidden = inBytes(text, long);
    for (const [form, instead] of parted) hidden = hidden.replaceAll(form, instead);
    if (short.size === 0) return hidden;
    const strings = hidden.replace(QUOTED, (whole, held: string, at: number) => {
      const found = short.get(held);
      return found === undefined || KEY.test(hidden.slice(at + whole.length - 1, at + whole.length + 8))
        ? whole
        : `"${found}"`;
    });
    return strings.replace(PIECE, (piece, at: number) => {
      const value = withoutEnd(piece);
      const found = short.get(value) ?? short.get(decoded(value));
      if (found === undefined) return piece;
      const [before, after] = [
        strings.slice(Math.max(0, at - 8), at),
        strings.slice(at + piece.length, at + piece.length + 8),
      ];
      const alone = (at === 0 || OPENS.test(before)) && CLOSES.test(after);
      if (KEY.test(after) || (value.length < SHORT && !alone)) return piece;
      const quoted = /["'“‘]$/.test(before) && /^["'”’]/.test(after);
      return counts(value, quoted) ? found + piece.slice(value.length) : piece;
    });
  }
}

const replacing = (escapes: boolean): Replacing => ({
  long: new Hiding(escapes),
  short: new Map(),
  parted: new Map(),
});

/** Postman leaves some signs in a query as they are that others encode. */
const FORMS = [(one: string) => one, encodeURIComponent, encodeURI, inForm];

function put({ long, short, parted }: Replacing, text: string, instead: string, isLong: boolean): void {
  const formed = (form: (one: string) => string) => (instead.startsWith('{{') ? instead : form(instead));
  if (isLong) for (const form of FORMS) long.set(bytesOf(form(text)), bytesOf(formed(form)));
  else short.set(text, instead);
  if (!isLong && text.length >= SHORT && text.replace(PIECE, '') !== '')
    for (const form of FORMS) parted.set(form(text), formed(form));
}

function* textsOf(value: unknown): Generator<string> {
  for (const { value: leaf } of leaves(typeof value === 'object' ? value : [value])) {
    const text = typeof leaf === 'string' ? leaf.trim() : typeof leaf === 'number' ? String(leaf) : '';
    if (text !== '' && !/^(?:true|false|null)$/.test(text)) yield text;
  }
}

/** A number does not begin with a zero. */
const asNumber = (text: string, standIn: string): string =>
  /^-?[1-9]/.test(text) ? standIn.replace(/^(-?)0/, '$11') : standIn;

/** Without the marks that end a sentence. */
function withoutEnd(piece: string): string {
  let end = piece.length;
  while (end > 0 && /[.!]/.test(piece.charAt(end - 1))) end -= 1;
  return piece.slice(0, end);
}

function decoded(piece: string): string {
  if (!piece.includes('%')) return piece.replaceAll('+', ' ');
  try {
    return decodeURIComponent(piece.replaceAll('+', ' '));
  } catch {
    return piece;
  }
}

const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

function inBytes(text: string, hiding: Hiding): string {
  const bytes = bytesOf(text);
  const changed = hiding.replace(bytes);
  return changed === bytes ? text : Buffer.from(changed, 'latin1').toString('utf8');
}
