import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Answer, Exchange, Header, WireRequest } from '../contract/exchange.js';
import { stringIn, withValues } from '../contract/json-values.js';
import type { Contract } from '../contract/model.js';
import { jsonOf, leaves } from '../contract/places.js';
import { consumerFields } from './consumer-data.js';
import { publicWords, singleWords } from './contract-words.js';
import { ADDRESSES, type Known, otherAddress, StandIns, veiledWords } from './free-text.js';
import { saidBy, withoutPersons } from './header-values.js';
import { NamedTexts } from './named-texts.js';
import { pseudonymOf } from './pseudonym.js';
import type { Secrets } from './secrets.js';

/** Identifiers, and what is named by the API, hold no consumer data (`D9`); places in lists are not values. */
const NAMING =
  /(^|[_-])(id|ids|type|kind|code|status|state|object|cursor|next|previous|total|count|limit|offset|page|size|expires_in|version|url|href|bytes|length|hash|etag)$|(checksum|digest|md5|sha_?\d+)(_?(hex|sum))?$|(Id|Ids|Type|Code|Status|Cursor|Total|Count|Size|Bytes|Length)$/;
const DATE = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-][\d:]+)?)?$/;
/** Texts that were sent and are remembered. */
const REMEMBERED = 50_000;

/**
 * What the record keeps of answers (`D9`): in place of consumer data, of every value in a success of production and of
 * the free words of its errors, others of the same length and kinds of character, the same each time, so that they can
 * be judged alike. What was sent, what the contract itself names, identifiers, digests and times stay, and so do bodies
 * of a success that are no JSON: their bytes are judged.
 */
export class Veil {
  readonly #key = randomBytes(32);
  readonly #sent = new Set<string>();
  readonly #standIns = new StandIns(this.#key);
  readonly #named: NamedTexts;
  readonly #isPublic: (word: string) => boolean;
  readonly #isConsumer: (name: string) => boolean;
  readonly #shapesOnly: boolean;

  constructor(
    contract: Contract,
    readonly secrets: Secrets,
  ) {
    this.#named = new NamedTexts(contract);
    this.#isPublic = publicWords(contract);
    this.#isConsumer = consumerFields(contract);
    this.#shapesOnly = !contract.config.keepBodies.includes('production');
  }

  over(exchange: Exchange): Exchange {
    const { outcome, environment, request } = exchange;
    this.#remember(request.body?.toString('utf8') ?? '');
    if (outcome.kind === 'none') return exchange;
    const shapes = this.#shapesOnly && environment === 'production';
    const known = knownOf(request, this.#isPublic);
    const words = (text: string): string => this.#words(text, known);
    const headers = outcome.headers.map(
      ([name, value]): Header => [name, this.#header(name, value, shapes ? words : undefined, known)],
    );
    const isOwn = !shapes || outcome.statusText === STATUS_CODES[outcome.status];
    const statusText = isOwn ? outcome.statusText : words(outcome.statusText);
    const body = this.#body(exchange, outcome, shapes, known);
    return { ...exchange, outcome: { ...outcome, statusText, headers, body } };
  }

  #remember(body: string): void {
    for (const { value } of leaves(jsonOf(body)))
      if (typeof value === 'string' || typeof value === 'number') this.#sent.add(String(value));
    for (const oldest of this.#sent) {
      if (this.#sent.size <= REMEMBERED) break;
      this.#sent.delete(oldest);
    }
  }

  #header(name: string, value: string, words: ((text: string) => string) | undefined, known: Known): string {
    return withoutPersons(name, value, this.#isConsumer, {
      address: (address) => this.#address(address, known),
      value: (text) => (known.sent(text.toLowerCase()) ? text : this.#standIns.of(text)),
      words: words ?? ((text) => text),
    });
  }

  #body(exchange: Exchange, outcome: Answer, shapes: boolean, known: Known): Buffer {
    if (outcome.body.length === 0) return outcome.body;
    const { operation, request } = exchange;
    const text = outcome.body.toString('utf8');
    const error = outcome.status >= 400;
    if (typeof jsonOf(text) !== 'object')
      return shapes && error && isUtf8(outcome.body) ? Buffer.from(this.#words(text, known)) : outcome.body;
    // One look at the whole body, in place of one at each value.
    const around = shapes && error && this.secrets.namesIn(text).length > 0;
    const words = (value: string): string =>
      around ? this.#words(value, known) : this.#veiledWords(value, known);
    const veiled = withValues(text, this.#isConsumer, (token, { name, marked }) => {
      if (marked || (shapes && !error && !NAMING.test(name)))
        return this.#standIn(token, marked, operation, request.target);
      if (shapes && !NAMING.test(name) && token.startsWith('"'))
        return inString(token, (value) => (DATE.test(value) ? value : words(value)));
      return token.includes('@') ? inString(token, (value) => this.#addresses(value, known)) : token;
    });
    return veiled === text ? outcome.body : Buffer.from(veiled);
  }

  #words(text: string, known: Known): string {
    return this.secrets.around(text, (part) => this.#veiledWords(part, known));
  }

  #veiledWords(text: string, known: Known): string {
    return veiledWords(text, known, (word) => this.#standIns.of(word));
  }

  #addresses(text: string, known: Known): string {
    return text.replace(ADDRESSES, (address) => this.#address(address, known));
  }

  #address(address: string, known: Known): string {
    return known.sent(address.toLowerCase())
      ? address
      : otherAddress(address, (word) => this.#standIns.of(word));
  }

  #standIn(token: string, consumer: boolean, operation: string, target: string): string {
    const value = token.startsWith('"') ? stringIn(token) : NUMBER.exec(token)?.[0];
    if (value === undefined || value === '' || this.#isKnown(value, operation, target)) return token;
    if (DATE.test(value)) return consumer ? JSON.stringify(otherDate(value, this.#key)) : token;
    const made = this.#standIns.of(value);
    if (token.startsWith('"')) return JSON.stringify(made);
    // A number must not begin with a zero, and keeps its exponent.
    return /e/i.test(token) ? token : made.replace(/^(-?)0(?=\d)/, (_, sign: string) => `${sign}1`);
  }

  #isKnown(value: string, operation: string, target: string): boolean {
    return (
      this.#sent.has(value) ||
      target.includes(value) ||
      this.#named.has(operation, value) ||
      this.secrets.namesIn(value).length > 0
    );
  }
}

/** What a request said itself, read when it is first asked for. */
function knownOf(request: WireRequest, isPublic: (word: string) => boolean): Known {
  let text: string | undefined;
  let words: ReadonlySet<string> | undefined;
  const said = (): string => {
    text ??= saidBy(request);
    return text;
  };
  return {
    word: (word) => {
      words ??= new Set(singleWords(said()));
      return words.has(word) || isPublic(word);
    },
    sent: (part) => said().includes(part),
  };
}

/** The string with another value; one that is broken stays as it is written. */
function inString(token: string, change: (value: string) => string): string {
  const value = stringIn(token);
  if (value === undefined) return token;
  const changed = change(value);
  return changed === value ? token : JSON.stringify(changed);
}

const NUMBER = /^-?\d[\d.eE+-]*$/;

/** Another day of the same year. */
function otherDate(date: string, key: Buffer): string {
  const digits = pseudonymOf(date, key) ?? '';
  const two = (at: number, most: number): string =>
    String((Number(digits.slice(at, at + 2).replace(/\D/g, '1')) % most) + 1).padStart(2, '0');
  return `${date.slice(0, 4)}-${two(5, 12)}-${two(8, 28)}${date.slice(10)}`;
}
