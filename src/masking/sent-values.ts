import { emailsIn } from '../contract/email.js';

/** A string of JSON, or a word: a number in a form or in a sentence was sent as well. */
const VALUE = /"(?:[^"\\]|\\[\s\S])*"?|[\w.-]+/g;
const WORD = /[\w.-]+/g;

/**
 * The values of a request's body. An answer may hold as many of its own, and to look for each of them in the whole
 * body would take the product of both.
 */
export class SentValues {
  #values: ReadonlySet<string> | undefined;
  #addresses: ReadonlySet<string> | undefined;

  constructor(readonly body: string) {}

  /** @param token a value as JSON writes it */
  has(token: string): boolean {
    this.#values ??= new Set(valuesIn(this.body));
    return this.#values.has(token);
  }

  hasAddress(address: string): boolean {
    this.#addresses ??= new Set(Array.from(emailsIn(this.body), ({ address }) => address));
    return this.#addresses.has(address);
  }
}

function* valuesIn(body: string): Generator<string> {
  for (const [value] of body.matchAll(VALUE)) {
    yield value;
    if (value.startsWith('"')) for (const [word] of value.matchAll(WORD)) yield word;
  }
}
