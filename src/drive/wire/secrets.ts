import { randomBytes } from 'node:crypto';
import type { Exchange, Header, Outcome, WireRequest } from '../../contract/exchange.js';
import { encodingsOf, inForm } from './encodings.js';
import { Hiding } from './hiding.js';
import { secretsIn } from './learned.js';
import { SHORTEST } from './needles.js';
import { pseudonymOf } from './pseudonym.js';
import { ShortSecrets } from './short-secrets.js';

/** What stands for a secret in everything that is recorded, and what reports show for it. */
export interface StandIn {
  readonly pseudonym: string;
  readonly label: string;
}

/**
 * The secrets of a run, and what stands for them in everything that is recorded (`D9`).
 *
 * A secret's pseudonym has its length and its kinds of character, so that a redacted answer still fits its
 * schema and can be judged; reports show its label instead. Pseudonyms are stable within a run. A secret of fewer
 * than 6 characters is hidden only in paths and credentials: in a body it would be found by chance.
 */
export class Secrets {
  readonly #key = randomBytes(32);
  readonly #known = new Map<string, string>();
  readonly #hide = new Hiding(true);
  readonly #label = new Hiding(false);
  readonly #hideShort = new ShortSecrets();
  readonly #labelShort = new ShortSecrets();
  readonly #spoilt = new Map<string, string>();
  readonly #stands: StandIn[] = [];
  #learned = 0;

  /** @param label what reports show for it, e.g. `{{SANDBOX_CLIENT_ID}}` */
  add(secret: string, label: string): void {
    if (this.#known.has(secret)) return;
    // In a header it goes out without its outer blanks.
    if (secret.trim() !== secret) this.add(secret.trim(), label);
    const pseudonym = pseudonymOf(secret, this.#key);
    if (pseudonym === undefined) return;
    this.#known.set(secret, label);
    this.recall({ pseudonym, label });
    if (secret.length < SHORTEST) {
      this.#hideShort.set(secret, pseudonym);
      return;
    }
    const hidden = encodingsOf(pseudonym);
    for (const [position, needle] of encodingsOf(secret).entries())
      this.#hide.set(needle, hidden[position] ?? pseudonym);
    this.#hide.set(inForm(secret), hidden[1] ?? pseudonym);
  }

  /** What stands for the secrets so far, the latest last. */
  get standIns(): readonly StandIn[] {
    return this.#stands;
  }

  /** Takes up what stands for a secret in a record, where the secret itself is not known. */
  recall({ pseudonym, label }: StandIn): void {
    this.#stands.push({ pseudonym, label });
    if (pseudonym.length < SHORTEST) this.#labelShort.set(pseudonym, label);
    else for (const needle of encodingsOf(pseudonym)) this.#label.set(needle, label);
  }

  /**
   * Takes up the credentials and tokens that an exchange shows: what was sent with it, what was issued by it.
   *
   * @returns labels of those that were not known before
   */
  learn(request: WireRequest, outcome: Outcome): string[] {
    return secretsIn(request, outcome).flatMap((secret) => {
      if (this.#known.has(secret)) return [];
      const label = `{{token-${++this.#learned}}}`;
      this.add(secret, label);
      return [label];
    });
  }

  /** A credential spoilt in some way, the same each time: it holds most of the credential, so it is a secret too. */
  spoilt(credential: string, label: string, spoil: (credential: string) => string): string {
    const name = `${label}\n${credential}`;
    const made = this.#spoilt.get(name) ?? spoil(credential);
    this.#spoilt.set(name, made);
    this.add(made, label);
    return made;
  }

  redact(exchange: Exchange): Exchange {
    return {
      ...exchange,
      request: this.#request(exchange.request),
      outcome: this.#outcome(exchange.outcome),
      ...(exchange.variables && { variables: this.#values(exchange.variables) }),
      retried: exchange.retried.map((attempt) => ({
        ...attempt,
        detail: this.hide(attempt.detail),
      })),
    };
  }

  /** Puts what stands for secrets in their place, in a text of any kind. */
  hide(text: string): string {
    return inBytes(text, (bytes) => this.#hide.replace(bytes));
  }

  /** Puts labels in place of what stands for secrets. */
  show(text: string): string {
    return this.#labelShort.inPaths(inBytes(text, (bytes) => this.#label.replace(bytes)));
  }

  /** Labels of the secrets that something stands for in a redacted text. */
  namesIn(text: string): readonly string[] {
    return this.#label.replacements(bytesOf(text));
  }

  /** The label of a secret that stands in the text in clear, or encoded. */
  leak(text: string): string | undefined {
    const found = this.#hide.find(bytesOf(text));
    if (found === undefined) return undefined;
    return (
      [...this.#known].find(([secret]) => [...encodingsOf(secret), inForm(secret)].includes(found))?.[1] ??
      'a secret'
    );
  }

  #values(values: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, this.hide(value)]));
  }

  #request(request: WireRequest): WireRequest {
    return {
      ...request,
      target: this.#hideShort.inPaths(this.hide(request.target)),
      headers: this.#headers(request.headers),
      ...(request.body && { body: this.#bytes(request.body) }),
    };
  }

  #outcome(outcome: Outcome): Outcome {
    if (outcome.kind === 'none') return { ...outcome, detail: this.hide(outcome.detail) };
    const { defect } = outcome;
    return {
      ...outcome,
      statusText: this.hide(outcome.statusText),
      headers: this.#headers(outcome.headers),
      body: this.#bytes(outcome.body),
      ...(defect && { defect: { ...defect, detail: this.hide(defect.detail) } }),
    };
  }

  #headers(headers: readonly Header[]): Header[] {
    return headers.map(
      ([name, value]): Header => [name, this.#hideShort.inHeader(name, this.#hide.replace(value))],
    );
  }

  /** The same buffer where nothing is to be hidden. */
  #bytes(body: Buffer): Buffer {
    if (!this.#hide.standIn(body)) return body;
    return Buffer.from(this.#hide.replace(body.toString('latin1')), 'latin1');
  }
}

/** What becomes of a text whose characters are turned into bytes for it. */
function inBytes(text: string, change: (bytes: string) => string): string {
  const bytes = bytesOf(text);
  if (bytes === text) return change(text);
  const changed = change(bytes);
  return changed === bytes ? text : Buffer.from(changed, 'latin1').toString('utf8');
}

/** A text whose characters are the bytes of the other one. */
const bytesOf = (text: string): string =>
  ASCII.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');

const ASCII = /^[\0-\x7f]*$/;
