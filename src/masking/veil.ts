import { randomBytes } from 'node:crypto';
import type { Exchange } from '../contract/exchange.js';
import { stringIn, withValues } from '../contract/json-values.js';
import type { Contract } from '../contract/model.js';
import { jsonOf, leaves } from '../contract/places.js';
import { consumerFields } from './consumer-data.js';
import { NamedTexts } from './named-texts.js';
import { pseudonymOf } from './pseudonym.js';
import type { Secrets } from './secrets.js';

/** Identifiers, and what is named by the API, hold no consumer data (`D9`); places in lists are not values. */
const NAMING =
  /(^|[_-])(id|ids|type|kind|code|status|state|object|cursor|next|previous|total|count|limit|offset|page|size|expires_in|version|url|href|bytes|length|hash|etag)$|(checksum|digest|md5|sha_?\d+)(_?(hex|sum))?$|(Id|Ids|Type|Code|Status|Cursor|Total|Count|Size|Bytes|Length)$/;
const DATE = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-][\d:]+)?)?$/;
/** Texts that were sent and are remembered. */
const REMEMBERED = 50_000;
/** Stand-ins that are remembered, and for values of how many characters at most. */
const MADE = 10_000;
const SHORT = 100;

/**
 * What the record keeps of answers (`D9`): in place of consumer data, and of every value in a success of production,
 * another one of the same length and kinds of character, the same each time, so that it can be judged alike. What was
 * sent, what the contract itself names, identifiers, digests and times stay, and so do bodies that are no JSON:
 * their bytes are judged.
 */
export class Veil {
  readonly #key = randomBytes(32);
  readonly #sent = new Set<string>();
  readonly #made = new Map<string, string>();
  readonly #named: NamedTexts;
  readonly #isConsumer: (name: string) => boolean;
  readonly #shapesOnly: boolean;

  constructor(
    contract: Contract,
    readonly secrets: Secrets,
  ) {
    this.#named = new NamedTexts(contract);
    this.#isConsumer = consumerFields(contract);
    this.#shapesOnly = !contract.config.keepBodies.includes('production');
  }

  over(exchange: Exchange): Exchange {
    const { outcome, environment, operation, request } = exchange;
    this.#remember(request.body?.toString('utf8') ?? '');
    if (outcome.kind === 'none' || outcome.body.length === 0) return exchange;
    const text = outcome.body.toString('utf8');
    if (typeof jsonOf(text) !== 'object') return exchange;
    const all = this.#shapesOnly && environment === 'production' && outcome.status < 400;
    const veiled = this.#veiled(text, all, operation, request.target);
    return veiled === text ? exchange : { ...exchange, outcome: { ...outcome, body: Buffer.from(veiled) } };
  }

  #remember(body: string): void {
    for (const { value } of leaves(jsonOf(body)))
      if (typeof value === 'string' || typeof value === 'number') this.#sent.add(String(value));
    for (const oldest of this.#sent) {
      if (this.#sent.size <= REMEMBERED) break;
      this.#sent.delete(oldest);
    }
  }

  #veiled(text: string, all: boolean, operation: string, target: string): string {
    return withValues(text, this.#isConsumer, (token, { name, marked }) =>
      marked || (all && !NAMING.test(name)) ? this.#standIn(token, marked, operation, target) : token,
    );
  }

  #standIn(token: string, consumer: boolean, operation: string, target: string): string {
    const value = token.startsWith('"') ? stringIn(token) : NUMBER.exec(token)?.[0];
    if (value === undefined || value === '' || this.#isKnown(value, operation, target)) return token;
    if (DATE.test(value)) return consumer ? JSON.stringify(otherDate(value, this.#key)) : token;
    const made = this.#pseudonymOf(value);
    if (token.startsWith('"')) return JSON.stringify(made);
    // A number must not begin with a zero, and keeps its exponent.
    return /e/i.test(token) ? token : made.replace(/^(-?)0(?=\d)/, (_, sign: string) => `${sign}1`);
  }

  /** Answers repeat what they said before, and most of what a stand-in costs is its digest. */
  #pseudonymOf(value: string): string {
    const known = this.#made.get(value);
    if (known !== undefined) return known;
    const made = (pseudonymOf(value, this.#key) ?? value).replace(/[^\P{L}A-Za-z]/gu, 'ø');
    if (value.length <= SHORT) this.#made.set(value, made);
    if (this.#made.size > MADE) this.#made.clear();
    return made;
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

const NUMBER = /^-?\d[\d.eE+-]*$/;

/** Another day of the same year. */
function otherDate(date: string, key: Buffer): string {
  const digits = pseudonymOf(date, key) ?? '';
  const two = (at: number, most: number): string =>
    String((Number(digits.slice(at, at + 2).replace(/\D/g, '1')) % most) + 1).padStart(2, '0');
  return `${date.slice(0, 4)}-${two(5, 12)}-${two(8, 28)}${date.slice(10)}`;
}
