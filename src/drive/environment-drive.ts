import path from 'node:path';
import {
  bearerOf,
  type Exchange,
  isSuccessful,
  type NoAnswer,
  type Outcome,
  redirectOf,
  type WireRequest,
} from '../contract/exchange.js';
import type { Contract, Operation } from '../contract/model.js';
import { creationOf, resourcesOf } from '../contract/resources.js';
import { tokensIn } from '../masking/secret-shapes.js';
import type { Cookies } from '../request/cookies.js';
import { newmanOnly } from '../request/newman-only.js';
import { validRequest } from '../request/valid-request.js';
import type { EnvironmentSettings } from '../settings/settings.js';
import { Availability } from './availability.js';
import { Belongings, type Created } from './belongings.js';
import { follow } from './follow.js';
import { freshBody } from './fresh.js';
import type { Departure } from './guard/departure.js';
import { Hangs } from './hangs.js';
import { KeptPlaces } from './kept-places.js';
import { Lapses } from './lapses.js';
import type { Scopes } from './newman/protocol.js';
import type { Sent } from './newman/runner.js';
import { Resets } from './resets.js';
import { initialScopes, lookupIn } from './scopes.js';
import type { Recorder, Sending } from './wire/recorder.js';

/** One environment under way: sends, knows what is known there, and whether it is still there. */
export class EnvironmentDrive {
  readonly initial: Scopes;
  /** Variables as the journey left them. */
  latest: Scopes;
  /** Why nothing is sent there at all: it was not there, or refused the credentials, from the start. */
  closed: string | undefined;
  readonly availability = new Availability();
  readonly lapses: Lapses;
  readonly resets: Resets;
  readonly hangs = new Hangs();
  readonly belongings = new Belongings();
  /** Operations that failed in the journey, and those that did what they should, whatever had failed before them. */
  readonly failed = new Set<Operation>();
  readonly worked = new Set<Operation>();
  /** What was sent before the journey showed where answers hold what they created. */
  readonly early: { readonly operation: Operation; readonly sent: Sent }[] = [];
  /** The cookies that the journey had when it came to an operation. */
  readonly cookies = new Map<Operation, Cookies>();
  /** Operations whose request, as the collection has it, is redirected. */
  readonly redirected = new Set<Operation>();
  /** The row of data that an operation's unit takes, where it is not the first. */
  readonly rows = new Map<Operation, number>();
  /** Folder that upload files are read from: the collection's. */
  readonly #files: string;
  readonly #again = new WeakSet<Outcome>();
  /** Where an operation's answer holds the value that its script puts into a variable. */
  readonly #places = new Map<string, KeptPlaces>();

  constructor(
    readonly contract: Contract,
    readonly settings: EnvironmentSettings,
    readonly recorder: Recorder,
  ) {
    this.#files = path.dirname(path.resolve(contract.workspace, contract.file));
    this.initial = initialScopes(contract, settings);
    this.latest = this.initial;
    this.resets = new Resets(this.name, this.belongings, (created) => this.#read(created));
    this.lapses = new Lapses(this.name, (request, departure) => this.#sendOne(request, departure, {}));
  }

  /** Why nothing can be sent there just now: it was lost on the way. */
  get gone(): string | undefined {
    return this.availability.gone;
  }

  get name() {
    return this.settings.name;
  }

  /** Variables with the row of data that a unit takes in place of the one that they came with. */
  withRow(scopes: Scopes, index: number): Scopes {
    const values = this.settings.data?.rows[index];
    return values ? { ...scopes, row: { index, values } } : scopes;
  }

  /** The row of data that an operation is checked with. */
  rowOf(operation: Operation): number {
    return this.rows.get(operation) ?? 0;
  }

  /** Sends a request; where it is a valid one, also what its answer redirects to. */
  async send(
    request: WireRequest,
    departure: Departure,
    { cookies, ...more }: Sending & { readonly cookies?: Cookies | undefined } = {},
  ): Promise<Sent> {
    const sent = await this.#sendOne(request, departure, more);
    if (redirectOf(sent.raw) === undefined || departure.by !== 'suite' || request !== departure.base)
      return sent;
    const { operation } = departure;
    return follow(operation, request, sent, cookies, (leg) =>
      this.#sendOne(leg, { by: 'redirect', operation }, more),
    );
  }

  async #sendOne(request: WireRequest, departure: Departure, more: Sending): Promise<Sent> {
    const sent = await this.recorder.exchange(request, departure, more);
    this.availability.saw(sent.exchange);
    const isValid = departure.by === 'suite' && request === departure.base;
    if (isValid && !departure.operation.changes && isSuccessful(sent.raw))
      this.lapses.worked(request, departure, sent.exchange);
    return sent;
  }

  /** Sends a valid request for others than the operation's own unit; not where it let too many of them wait. */
  async sendValid(
    request: WireRequest,
    departure: Departure & { readonly operation: Operation },
  ): Promise<Sent | NoAnswer> {
    const { operation } = departure;
    const detail = this.hangs.reason(operation.name);
    if (detail !== undefined) return { kind: 'none', reason: 'guard', detail };
    const sent = await this.send(request, departure, { changes: operation.changes });
    this.hangs.saw(operation.name, sent.raw);
    return sent;
  }

  /**
   * The operation's valid request with the given variables, its unique fields fresh.
   *
   * @returns or why it cannot be sent
   */
  resolve(
    operation: Operation,
    scopes: Scopes,
    own: Readonly<Record<string, string>> = {},
  ): WireRequest | string {
    const lookup = lookupIn(scopes, own, this.contract.config.empty);
    // What a scenario gives is meant.
    const raw = freshBody(operation, this.contract, (name) =>
      Object.hasOwn(own, name) ? undefined : lookup(name),
    );
    try {
      const built = validRequest(operation, lookup, { folder: this.#files, cookies: scopes.cookies }, raw);
      if (built.missing.length > 0) return this.#lack(built.missing);
      return built.lacks.length > 0 ? built.lacks.join('; ') : built.request;
    } catch (error) {
      return `newman cannot send it: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  #lack(variables: readonly string[]): string {
    const named = variables.map((name) => `{{${name}}}`).join(', ');
    const setters = this.contract.operations.filter(({ writes }) =>
      writes.some((name) => variables.includes(name)),
    );
    if (setters.length === 0) return `no value for ${named}: nothing sets it`;
    return `no value for ${named}: ${setters.map(({ name }) => name).join(' or ')} should have set it`;
  }

  /** The Bearer token that the operation carries here. */
  bearerFor(operation: Operation): string | undefined {
    const request = this.resolve(operation, this.withRow(this.latest, this.rowOf(operation)));
    return typeof request !== 'string' ? bearerOf(request) : this.settings.bearerToken;
  }

  /** Learns from a run by newman where an answer holds what its script put into variables. */
  learn(operation: Operation, scopes: Scopes, { raw }: Sent): void {
    if (operation.writes.length === 0 || raw.kind !== 'answer') return;
    const places = this.#places.get(operation.name) ?? new KeptPlaces();
    if (!places.mayLearn(operation.writes)) return;
    this.#places.set(operation.name, places);
    // A row that hides the variable is not what the script put there.
    const lookup = lookupIn({ ...scopes, row: undefined });
    for (const variable of operation.writes) {
      const value = lookup(variable);
      if (value !== undefined) places.learn(variable, value, raw);
    }
  }

  /** What an answer holds of the variables that the operation's scripts keep. */
  kept(operation: Operation, raw: Outcome): Record<string, string> {
    if (raw.kind !== 'answer') return {};
    return this.#places.get(operation.name)?.in(raw) ?? {};
  }

  /** What an answer of a creating operation created; it belongs to the run until it is deleted. */
  created(operation: Operation, scopes: Scopes, sent: Sent): Created | undefined {
    const created = isSuccessful(sent.raw) ? this.#created(operation, scopes, sent.raw) : undefined;
    if (created && this.belongings.add(created)) this.#again.add(sent.raw);
    if (created) this.resets.made(created, sent.exchange.startedAt);
    return created;
  }

  #created(operation: Operation, scopes: Scopes, raw: Outcome): Created | undefined {
    const creation = creationOf(this.contract, operation);
    if (!creation) return undefined;
    const { names, beside, above, deleteBy } = creation;
    const kept = this.kept(operation, raw);
    const own = Object.fromEntries(
      [...names, ...beside].flatMap((name) =>
        kept[name] === undefined ? [] : [[name, kept[name]] as const],
      ),
    );
    // A token that only its shape tells is no thing that was created.
    if (tokensIn(own[names[0] ?? ''] ?? '').length > 0) return undefined;
    // What only a script that keeps something told, and no identifier shows, may be no creation at all.
    const shown = Object.keys(own).length > 0 || (raw.kind === 'answer' && raw.status === 201);
    if (!deleteBy && !shown) return undefined;
    const lookup = lookupIn(scopes);
    const belongsTo = above.flatMap((name) => lookup(name) ?? []);
    const left = { operation, own, above: belongsTo, scopes };
    if (!deleteBy || names.length === 0 || names.some((name) => own[name] === undefined)) return left;
    return { ...left, deleteBy };
  }

  /** Asks for something that was created, where an operation reads it. */
  async #read({ operation, own, scopes }: Created): Promise<Exchange | undefined> {
    const { read } = resourcesOf(this.contract).find(({ create }) => create === operation) ?? {};
    const request = read && !newmanOnly(read) ? this.resolve(read, scopes, own) : undefined;
    if (!read || !request || typeof request === 'string') return undefined;
    return (await this.#sendOne(request, { by: 'suite', operation: read, base: request }, {})).exchange;
  }

  /** Whether an answer gave the identifier of something that was created before and is still there. */
  gaveAgain(raw: Outcome): boolean {
    return this.#again.has(raw);
  }
}
