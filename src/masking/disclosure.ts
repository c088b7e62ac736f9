import { asText } from '../contract/body.js';
import { withEmails } from '../contract/email.js';
import type { Answer, EnvironmentName, Exchange, Header, WireRequest } from '../contract/exchange.js';
import { stringIn, type ValuePlace, withValues } from '../contract/json-values.js';
import type { Contract } from '../contract/model.js';
import { consumerFields } from './consumer-data.js';
import { DataValues } from './data-values.js';
import { errorNames } from './error-names.js';
import { trimmed } from './evidence.js';
import { ADDRESSES } from './free-text.js';
import { saidBy, withoutPersons } from './header-values.js';
import { NamedTexts } from './named-texts.js';
import type { Secrets } from './secrets.js';
import { SentValues } from './sent-values.js';

/** Other identifiers are meant for logs (`D9`). */
const IDENTIFIER = /(^|[_-])ids?$|[a-z]Ids?$/;
const PERSONAL = /[@\s]/;
const WORDS = new Set(['true', 'false', 'null', 'NaN', 'Infinity', '-Infinity']);
const NUMBER = /^-?\d[\d.eE+-]*$/;
const LABEL = /^\{\{[^{}]*\}\}$/;

/**
 * What reports show of answers (`D9`): of consumer data, and in production of everything, only the kind and the
 * length. What was sent, what the contract itself names, identifiers and error codes are shown, and so are `true`,
 * `false` and `null`. `keepBodies` in `contract.yaml` names environments whose answers are shown but for consumer data.
 */
export class Disclosure {
  readonly #isConsumer: (name: string) => boolean;
  readonly #named: NamedTexts;
  readonly #kept: ReadonlySet<EnvironmentName>;
  readonly #tellsError: (name: string, status: number) => boolean;

  constructor(
    readonly contract: Contract,
    readonly secrets: Secrets,
    readonly data = new DataValues(),
  ) {
    this.#isConsumer = consumerFields(contract);
    this.#named = new NamedTexts(contract);
    this.#kept = new Set(contract.config.keepBodies);
    this.#tellsError = errorNames(contract);
  }

  /** The exchange as a finding keeps it: bodies cut to what a reader needs, secrets under their names. */
  evidence(exchange: Exchange): Exchange {
    const { request, outcome, variables, ...rest } = trimmed(exchange);
    return {
      ...rest,
      request: this.#request(request),
      outcome: outcome.kind === 'none' ? outcome : this.#answer(outcome, exchange),
      ...(variables && {
        variables: Object.fromEntries(
          Object.entries(variables).map(([name, value]) => [name, this.#shown(value)]),
        ),
      }),
    };
  }

  /**
   * The body of an answer as it may be shown.
   *
   * @param hidden is told each value that is not shown, and what stands for it
   */
  body(exchange: Exchange, text: string, hidden?: (value: string, shape: string) => void): string {
    const shapes = this.#onlyShapes(exchange.environment);
    if (shapes && !/^\s*[{["\d-]/.test(text)) return this.#hide(text, text, hidden);
    const { operation, request, outcome } = exchange;
    const status = outcome.kind === 'none' ? 0 : outcome.status;
    const sent = new SentValues(request.body?.toString('utf8') ?? '');
    return withValues(text, this.#isConsumer, (token, place) => {
      if (!place.marked && !shapes) return this.#withoutAddresses(token, sent, hidden);
      const value = heldBy(token);
      if (sent.has(token) || this.#isShown(token, value, place, operation, status)) return token;
      return JSON.stringify(this.#hide(token, value, hidden));
    });
  }

  /**
   * The headers of an answer as they may be shown, but for secrets.
   *
   * @param hidden is told each value that is not shown, and what stands for it
   */
  headers(
    { environment, request }: Exchange,
    headers: readonly Header[],
    hidden?: (value: string, shape: string) => void,
  ): Header[] {
    let said: string | undefined;
    const unlessSent = (value: string): string => {
      said ??= saidBy(request);
      return said.includes(value.toLowerCase()) ? value : this.#hide('', value, hidden);
    };
    const instead = {
      address: unlessSent,
      value: unlessSent,
      words: this.#onlyShapes(environment)
        ? unlessSent
        : (text: string) => text.replace(ADDRESSES, unlessSent),
    };
    return headers.map(
      ([name, value]): Header => [name, withoutPersons(name, value, this.#isConsumer, instead)],
    );
  }

  #onlyShapes(environment: EnvironmentName): boolean {
    return environment === 'production' && !this.#kept.has(environment);
  }

  #shown(text: string): string {
    return this.data.shown(this.secrets.show(text));
  }

  #shownHeader([name, value]: Header): Header {
    return [name, this.data.shown(this.secrets.showHeader(name, value))];
  }

  #request(request: WireRequest): WireRequest {
    const text = request.body && asText(request.body);
    return {
      ...request,
      target: this.#shown(request.target),
      headers: request.headers.map((header) => this.#shownHeader(header)),
      ...(text !== undefined && { body: Buffer.from(this.#shown(text)) }),
    };
  }

  #answer(answer: Answer, exchange: Exchange): Answer {
    const headers = this.headers(exchange, answer.headers).map((header) => this.#shownHeader(header));
    const text = asText(answer.body);
    if (text !== undefined)
      return { ...answer, headers, body: Buffer.from(this.#shown(this.body(exchange, text))) };
    if (!this.#onlyShapes(exchange.environment)) return { ...answer, headers };
    const start = answer.body.subarray(0, 4).toString('hex');
    return {
      ...answer,
      headers,
      body: Buffer.from(`(${answer.size} bytes that are no text, beginning ${start})`),
    };
  }

  #isShown(
    token: string,
    value: string,
    { name, marked }: ValuePlace,
    operation: string,
    status: number,
  ): boolean {
    if (value === '' || WORDS.has(token) || LABEL.test(this.secrets.show(value))) return true;
    if (marked) return false;
    const tells = IDENTIFIER.test(name) || this.#tellsError(name, status);
    return this.#named.has(operation, value) || (tells && !PERSONAL.test(value));
  }

  /** Wherever an e-mail address stands, it is somebody's. */
  #withoutAddresses(
    token: string,
    sent: SentValues,
    hidden?: (value: string, shape: string) => void,
  ): string {
    if (!token.includes('@')) return token;
    return withEmails(token, (address) =>
      sent.hasAddress(address) ? address : this.#hide('', address, hidden),
    );
  }

  #hide(token: string, value: string, hidden?: (value: string, shape: string) => void): string {
    const shape = `(${NUMBER.test(token) ? 'number' : 'text'} of ${value.length})`;
    hidden?.(value, shape);
    return shape;
  }
}

/** Of a string that is cut off, what is there of it. */
const heldBy = (token: string): string => stringIn(token) ?? token.replace(/^"|\\?$/g, '');
