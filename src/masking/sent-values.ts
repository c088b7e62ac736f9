import { emailsIn } from '../contract/email.js';

/** A string of JSON, or a word: a number in a form or in a sentence was sent as well. */
const VALUE = /"(?:[^"\\]|\\[\s\S])*"?|[\w.-]+/g;
const WORD = /[\w.-]+/g;

/**
 * The values of a request's body. An answer may hold as many of its own, and to look for each of them in the whole
 * body would take the product of both.
 */
export class SentValues {
  readonly #values = new Set<string>();
  readonly #addresses = new Set<string>();

  constructor(body: string) {
    for (const [value] of body.matchAll(VALUE)) {
      this.#values.add(value);
      if (value.startsWith('"')) for (const [word] of value.matchAll(WORD)) this.#values.add(word);
    }
    for (const { address } of emailsIn(body)) this.#addresses.add(address);
  }

  /** @param token a value as JSON writes it */
  has(token: string): boolean {
    return this.#values.has(token);
  }

  hasAddress(address: string): boolean {
    return this.#addresses.has(address);
  }
}
