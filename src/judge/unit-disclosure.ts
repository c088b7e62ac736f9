import type { Exchange } from '../contract/exchange.js';
import { AnswerValues } from './answer-values.js';
import type { Disclosure } from './disclosure.js';

/** Bytes of a body that is looked through though no finding rests on it. */
const LOOKED_AT = 256 * 1024;

/**
 * What a unit may tell of its answers. Findings and remarks quote what came back in words of many origins (rules,
 * scripts, rules of a workspace), so the values themselves are looked for in them.
 */
export class UnitDisclosure {
  readonly #values = new AnswerValues();

  constructor(readonly disclosure: Disclosure) {}

  /** Takes up what is not to be told of an answer. */
  see(exchange: Exchange, most = LOOKED_AT): void {
    const { outcome } = exchange;
    if (outcome.kind === 'none' || outcome.body.length === 0 || outcome.body.length > most) return;
    this.disclosure.body(exchange, outcome.body.toString('utf8'), (value, shape) =>
      this.#values.add(value, shape),
    );
  }

  /** What was sent is shown, but for secrets. */
  label(text: string): string {
    return this.disclosure.show(text);
  }

  text(text: string): string {
    return this.label(this.#values.hiddenIn(text));
  }

  /** The exchange as a finding keeps it. */
  evidence(exchange: Exchange): Exchange {
    this.see(exchange, Number.POSITIVE_INFINITY);
    return this.disclosure.evidence(exchange);
  }
}
