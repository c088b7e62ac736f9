import { createHmac, randomBytes } from 'node:crypto';
import type { Exchange, Header, Outcome, WireRequest } from '../../contract/exchange.js';
import { encodingsOf } from './encodings.js';
import { secretsIn } from './learned.js';

/** Shorter secrets would be found by chance in a body. */
const SHORTEST = 6;

/**
 * The secrets of a run, and what stands for them in everything that is recorded (`D9`).
 *
 * A secret's pseudonym has its length and its kinds of character, so that a redacted answer still fits its
 * schema and can be judged; reports show its label instead. Pseudonyms are stable within a run.
 */
export class Secrets {
  readonly #key = randomBytes(32);
  readonly #known = new Map<string, string>();
  readonly #hide = new Replacer();
  readonly #label = new Replacer();
  readonly #spoilt = new Map<string, string>();
  #learned = 0;

  /** @param label what reports show for it, e.g. `{{SANDBOX_CLIENT_ID}}` */
  add(secret: string, label: string): void {
    if (secret.length < SHORTEST || this.#known.has(secret)) return;
    this.#known.set(secret, label);
    const pseudonym = pseudonymOf(secret, this.#key);
    const hidden = encodingsOf(pseudonym);
    encodingsOf(secret).forEach((needle, position) => this.#hide.set(needle, hidden[position] ?? pseudonym));
    for (const needle of [pseudonym, encodeURIComponent(pseudonym)]) this.#label.set(needle, label);
  }

  /** Takes up the credentials and tokens that an exchange shows: what was sent with it, what was issued by it. */
  learn(request: WireRequest, outcome: Outcome): void {
    for (const secret of secretsIn(request, outcome)) {
      if (!this.#known.has(secret)) this.add(secret, `{{token-${++this.#learned}}}`);
    }
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
    };
  }

  /** Puts labels in place of what stands for secrets. */
  show(text: string): string {
    return this.#label.replace(text);
  }

  /** The label of a secret that stands in the text in clear, or encoded. */
  leak(text: string): string | undefined {
    const found = this.#hide.find(Buffer.from(text, 'utf8').toString('latin1'));
    if (found === undefined) return undefined;
    return [...this.#known].find(([secret]) => encodingsOf(secret).includes(found))?.[1] ?? 'a secret';
  }

  #request(request: WireRequest): WireRequest {
    return {
      ...request,
      target: this.#hide.replace(request.target),
      headers: this.#headers(request.headers),
      ...(request.body && { body: this.#bytes(request.body) }),
    };
  }

  #outcome(outcome: Outcome): Outcome {
    if (outcome.kind === 'none') return { ...outcome, detail: this.#hide.replace(outcome.detail) };
    return { ...outcome, headers: this.#headers(outcome.headers), body: this.#bytes(outcome.body) };
  }

  #headers(headers: readonly Header[]): Header[] {
    return headers.map(([name, value]): Header => [name, this.#hide.replace(value)]);
  }

  /** The same buffer where nothing is to be hidden. */
  #bytes(body: Buffer): Buffer {
    const text = body.toString('latin1');
    const redacted = this.#hide.replace(text);
    return redacted === text ? body : Buffer.from(redacted, 'latin1');
  }
}

/** Replaces many fixed texts in one pass. */
class Replacer {
  readonly #by = new Map<string, string>();
  #pattern: RegExp | undefined;

  set(needle: string, replacement: string): void {
    if (needle.length < SHORTEST || this.#by.has(needle)) return;
    this.#by.set(needle, replacement);
    this.#pattern = undefined;
  }

  replace(text: string): string {
    return text.replace(this.#compiled(), (found) => this.#by.get(found) ?? found);
  }

  find(text: string): string | undefined {
    return text.match(this.#compiled())?.[0];
  }

  /** Longer texts first: one may begin another. */
  #compiled(): RegExp {
    if (!this.#pattern) {
      const needles = [...this.#by.keys()].sort((a, b) => b.length - a.length).map(escaped);
      this.#pattern = needles.length > 0 ? new RegExp(needles.join('|'), 'g') : /(?!)/g;
    }
    return this.#pattern;
  }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const ALPHABETS: readonly (readonly [RegExp, string])[] = [
  [/[0-9]/, '0123456789'],
  [/[a-f]/, 'abcdef'],
  [/[g-z]/, 'ghijklmnopqrstuvwxyz'],
  [/[A-F]/, 'ABCDEF'],
  [/[G-Z]/, 'GHIJKLMNOPQRSTUVWXYZ'],
];

/** The same length, and at each place the same kind of character: digit, hex letter or other letter, of its case. */
function pseudonymOf(secret: string, key: Buffer): string {
  for (let round = 0; ; round++) {
    let stream = Buffer.alloc(0);
    for (let block = 0; stream.length < secret.length; block++) {
      stream = Buffer.concat([
        stream,
        createHmac('sha256', key).update(`${round}.${block}.${secret}`).digest(),
      ]);
    }
    const made = [...secret]
      .map((character, index) => alike(character, stream[index % stream.length] ?? 0))
      .join('');
    if (made !== secret || round > 8) return made;
  }
}

function alike(character: string, byte: number): string {
  const alphabet = ALPHABETS.find(([kind]) => kind.test(character))?.[1];
  return alphabet?.[byte % alphabet.length] ?? character;
}
