import type { Exchange } from '../contract/exchange.js';
import { AnswerValues, START } from './answer-values.js';
import type { Disclosure } from './disclosure.js';

/** Bytes of a body that is looked through though no finding rests on it. */
const LOOKED_AT = 64 * 1024;
/** Bytes of bodies that wait to be looked through. */
const WAITING = 1024 * 1024;
/** Characters of what is said of an answer: what a script asserts may quote all of it. */
const QUOTED = 4096;

/**
 * What a unit may tell of its answers. Findings and remarks quote what came back in words of many origins (rules,
 * scripts, rules of a workspace), so the values themselves are looked for in them.
 */
export class UnitDisclosure {
  readonly #values = new AnswerValues();
  /** Not looked through yet: of most units nothing is told. */
  #waiting: { readonly exchange: Exchange; readonly most: number }[] = [];
  #bytes = 0;

  constructor(readonly disclosure: Disclosure) {}

  /** Takes up what is not to be told of an answer. */
  see(exchange: Exchange, most = LOOKED_AT): void {
    if (exchange.outcome.kind === 'none') return;
    this.#waiting.push({ exchange, most });
    this.#bytes += exchange.outcome.body.length;
    if (this.#bytes > WAITING) this.#lookThrough();
  }

  #lookThrough(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#bytes = 0;
    for (const { exchange, most } of waiting) this.#take(exchange, most);
  }

  #take(exchange: Exchange, most: number): void {
    const { outcome } = exchange;
    if (outcome.kind === 'none') return;
    const hidden = (value: string, shape: string): void =>
      this.#values.add(this.disclosure.secrets.show(value), shape);
    this.disclosure.headers(exchange, outcome.headers, hidden);
    if (outcome.body.length === 0 || outcome.body.length > most) return;
    this.disclosure.body(exchange, outcome.body.toString('utf8'), hidden);
  }

  /** Words on what was sent: only secrets, and values of data rows, are not told. Scripts and rules of a workspace may know them in clear. */
  label(text: string): string {
    const { secrets, data } = this.disclosure;
    return data.told(secrets.show(secrets.hide(text)));
  }

  /** Words on what came back. */
  text(text: string): string {
    this.#lookThrough();
    const labelled = this.label(text);
    if (labelled.length <= QUOTED) return this.#values.hiddenIn(labelled);
    // A value that is cut off at the end may not be known by what is left of it.
    const start = this.#values.hiddenIn(labelled.slice(0, QUOTED)).slice(0, -START);
    return `${start}… (${labelled.length} characters)`;
  }

  /** The exchange as a finding keeps it. */
  evidence(exchange: Exchange): Exchange {
    this.see(exchange, Number.POSITIVE_INFINITY);
    return this.disclosure.evidence(exchange);
  }
}
