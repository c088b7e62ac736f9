import { randomBytes } from 'node:crypto';
import type { Exchange, Header, Outcome, WireRequest } from '../contract/exchange.js';
import { remembered } from '../contract/remembered.js';
import { type Encoding, encodingsOf, inForm } from './encodings.js';
import { Hiding } from './hiding.js';
import { secretsIn, tokensOf, wordsIn } from './learned.js';
import { SHORTEST } from './needles.js';
import { isOrdinary, isTemplate } from './ordinary.js';
import { PlacedSecrets } from './placed-secrets.js';
import { pseudonymOf } from './pseudonym.js';

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
 * than 6 characters, and one that is an ordinary word or a word of the contract, is hidden only where it stands as a
 * credential: elsewhere it would be found by chance.
 */
export class Secrets {
  readonly #key = randomBytes(32);
  readonly #known = new Map<string, string>();
  readonly #hide = new Hiding(true);
  readonly #label = new Hiding(false);
  readonly #hidePlaced = new PlacedSecrets();
  readonly #labelPlaced = new PlacedSecrets();
  readonly #spoilt = new Map<string, string>();
  readonly #stands: StandIn[] = [];
  /** Learned ones that are words. */
  readonly #words = new Set<string>();
  #header = this.#headerHider();
  #learned = 0;
  #recognised = 0;

  /** @param isWord whether a text is one that the contract itself is told by */
  constructor(readonly isWord: (text: string) => boolean = () => false) {}

  /** @param label what reports show for it, e.g. `{{SANDBOX_CLIENT_ID}}` */
  add(secret: string, label: string): void {
    if (this.#known.has(secret) || isTemplate(secret)) return;
    // In a header it goes out without its outer blanks.
    if (secret.trim() !== secret) this.add(secret.trim(), label);
    const pseudonym = pseudonymOf(secret, this.#key);
    if (pseudonym === undefined) return;
    this.#known.set(secret, label);
    this.#header = this.#headerHider();
    this.recall({ pseudonym, label });
    if (!this.#isLookedFor(secret)) {
      this.#hidePlaced.set(secret, pseudonym);
      return;
    }
    const hidden = encodingsOf(pseudonym);
    for (const [position, { text, how }] of encodingsOf(secret).entries())
      this.#hide.set(text, hidden[position]?.text ?? pseudonym, how);
    this.#hide.set(inForm(secret), hidden[1]?.text ?? pseudonym);
  }

  /** Whether the secret is hidden wherever it stands. */
  #isLookedFor(secret: string): boolean {
    const chance = secret.length < SHORTEST || isOrdinary(secret) || this.#words.has(secret);
    return !chance && !this.isWord(secret);
  }

  /** Secrets known so far. */
  get count(): number {
    return this.#known.size;
  }

  /** Whether a secret stands in a text whose characters are bytes, in clear or encoded. */
  standIn(bytes: string): boolean {
    return this.#hide.find(bytes) !== undefined;
  }

  /** Every secret that is looked for everywhere, in each of its forms, with its label. */
  *forms(): Generator<readonly [form: Encoding, label: string]> {
    for (const [secret, label] of this.#known) {
      if (!this.#isLookedFor(secret)) continue;
      for (const form of [...encodingsOf(secret), { text: inForm(secret), how: 'plain' as const }])
        yield [form, label];
    }
  }

  /** What stands for the secrets so far, the latest last. */
  get standIns(): readonly StandIn[] {
    return this.#stands;
  }

  /** Takes up what stands for a secret in a record, where the secret itself is not known. */
  recall({ pseudonym, label }: StandIn): void {
    this.#stands.push({ pseudonym, label });
    if (pseudonym.length < SHORTEST) this.#labelPlaced.set(pseudonym, label);
    else for (const { text, how } of encodingsOf(pseudonym)) this.#label.set(text, label, how);
  }

  /**
   * Takes up the credentials and tokens that an exchange shows: what was sent with it, what was issued by it.
   *
   * @returns labels of those that were not known before
   */
  learn(request: WireRequest, outcome: Outcome): string[] {
    const named = secretsIn(request, outcome).flatMap((secret) =>
      this.#take(secret, () => `{{token-${++this.#learned}}}`),
    );
    const recognised = tokensOf(request, outcome).flatMap((secret) =>
      this.#take(secret, () => `{{signed-${++this.#recognised}}}`),
    );
    for (const word of wordsIn(request, outcome)) {
      if (this.#known.has(word)) continue;
      this.#words.add(word);
      this.#take(word, () => `{{token-${++this.#learned}}}`);
    }
    return [...named, ...recognised];
  }

  #take(secret: string, label: () => string): string[] {
    if (this.#known.has(secret)) return [];
    const made = label();
    this.add(secret, made);
    return [made];
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
    return this.#labelPlaced.inFields(
      this.#labelPlaced.inPaths(inBytes(text, (bytes) => this.#label.replace(bytes))),
    );
  }

  /** The same in the value of a header. */
  showHeader(name: string, value: string): string {
    return this.#labelPlaced.inHeader(name, this.show(value));
  }

  /** A redacted text with other words around what stands for secrets. */
  around(text: string, change: (part: string) => string): string {
    const bytes = Buffer.from(text, 'utf8').toString('latin1');
    let done = 0;
    let changed = '';
    const part = (end: number): string =>
      change(Buffer.from(bytes.slice(done, end), 'latin1').toString('utf8'));
    for (const { start, end } of this.#label.spans(bytes)) {
      changed += part(start) + Buffer.from(bytes.slice(start, end), 'latin1').toString('utf8');
      done = end;
    }
    return done === 0 ? change(text) : changed + part(bytes.length);
  }

  /** Labels of the secrets that something stands for in a redacted text. */
  namesIn(text: string): readonly string[] {
    return this.#label.replacements(bytesOf(text));
  }

  /** The label of a secret that stands in the text in clear, or encoded. */
  leak(text: string): string | undefined {
    const found = this.#hide.find(bytesOf(text));
    if (found === undefined) return undefined;
    return [...this.forms()].find(([{ text: form }]) => form === found)?.[1] ?? 'a secret';
  }

  #values(values: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, this.hide(value)]));
  }

  #request(request: WireRequest): WireRequest {
    return {
      ...request,
      target: this.#hidePlaced.inFields(this.#hidePlaced.inPaths(this.hide(request.target))),
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

  /** Of a name and a value, a line each: most are the same from exchange to exchange. */
  #headerHider(): (line: string) => string {
    return remembered((line) => {
      const end = line.indexOf('\n');
      return this.#hidePlaced.inHeader(line.slice(0, end), this.#hide.replace(line.slice(end + 1)));
    });
  }

  #headers(headers: readonly Header[]): Header[] {
    return headers.map(([name, value]): Header => [name, this.#header(`${name}\n${value}`)]);
  }

  /** The same buffer where nothing is to be hidden. */
  #bytes(body: Buffer): Buffer {
    const looked = this.#hide.standIn(body)
      ? Buffer.from(this.#hide.replace(body.toString('latin1')), 'latin1')
      : body;
    if (this.#hidePlaced.none) return looked;
    const text = looked.toString('latin1');
    const placed = this.#hidePlaced.inFields(text);
    return placed === text ? looked : Buffer.from(placed, 'latin1');
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
