import path from 'node:path';
import {
  type EnvironmentName,
  type Exchange,
  type Outcome,
  redirectOf,
  type WireRequest,
  withheldBy,
} from '../../contract/exchange.js';
import type { Contract, Operation } from '../../contract/model.js';
import { typesIn } from '../../request/values.js';
import type { Departure } from '../guard/departure.js';
import { type Chunk, type CompiledItem, compile, itemsOf } from './compile.js';
import type { NewmanHost } from './host.js';
import type { Arrived, GatewayRequest, ItemReport, RunRows, Scopes, ScopeTypes } from './protocol.js';

/** An exchange with the bytes as they came, which only the drive may see, and as they are recorded. */
export interface Sent {
  readonly raw: Outcome;
  readonly exchange: Exchange;
  /** The exchanges before it, each of which sent the client on to the next. */
  readonly redirects?: readonly Exchange[];
}

/** One item that newman is through with. */
export interface RunItem {
  readonly chunk: Chunk;
  readonly operation: Operation;
  readonly report: ItemReport;
  /** The last exchange of the item itself: the answer that its scripts saw. */
  readonly own?: Sent;
  /** The request that was built, for an item whose request is not to be sent. */
  readonly captured?: WireRequest;
  /** Why a request that one of its scripts made was not let out. */
  readonly heldBack?: string;
}

/** What a redirect led to. */
export const behind = ({ redirects = [], exchange }: Sent, next: Sent): Sent => ({
  ...next,
  redirects: [...redirects, exchange],
});

export interface RunListener {
  item(item: RunItem): void;
  /** The thread had to be killed while this operation's scripts ran. */
  killed(chunk: Chunk, operation: Operation, reason: string, row: number): void;
}

/** Sends what newman wants to send. */
export type SendForNewman = (
  request: WireRequest,
  departure: Extract<Departure, { by: 'collection' | 'script' | 'redirect' }>,
) => Promise<Sent | Outcome>;

const NOT_SENT: Outcome = { kind: 'none', reason: 'guard', detail: 'the request was only to be built' };
/** `setNextRequest` may go round in circles: after so many rounds, with each row of data, the run is ended. */
const ROUNDS = 20;

/** Runs chunks of the collection through newman in one environment, going on behind a script that had to be killed. */
export class CollectionRunner {
  readonly types: ScopeTypes;

  constructor(
    readonly host: NewmanHost,
    readonly contract: Contract,
    readonly environment: EnvironmentName,
    readonly send: SendForNewman,
    /** Is told of an operation with a request that named a proxy of its own. */
    readonly onProxy: (operation: Operation) => void,
    readonly signal?: AbortSignal,
  ) {
    const { lists } = contract;
    this.types = {
      environment: typesIn(lists[environment]),
      collection: typesIn(lists.collection),
      globals: typesIn(lists.globals),
    };
  }

  /** @param fresh whether each chunk begins with the given variables and with cookies of its own */
  async run(
    chunks: readonly Chunk[],
    scopes: Scopes,
    fresh: boolean,
    listener: RunListener,
    rows?: RunRows,
  ): Promise<void> {
    const whole = chunks.filter((chunk) => itemsOf(chunk).length > 0);
    let left = whole;
    let current = scopes;
    let fruitless = 0;
    let asked = rows;
    while (left.length > 0 && !this.signal?.aborted) {
      // What is left of one row is run with that row alone.
      const now = asked && left !== whole ? { ...asked, last: asked.first } : asked;
      const pass = new Pass(this, left, listener, now);
      const end = await pass.run(current, fresh);
      current = fresh ? scopes : pass.scopes;
      if (end.ended === 'done') {
        asked = asked && now && rowsBehind(asked, now.last);
        if (!asked) return;
        left = whole;
        continue;
      }
      if (asked) asked = { ...asked, first: end.row };
      const stopped = pass.find(end.culprit ?? end.interrupted);
      if (stopped && end.culprit !== undefined)
        listener.killed(stopped.chunk, stopped.item.operation, end.reason, end.row);
      // An innocent run is repeated from where it was; twice without getting on is enough.
      fruitless = end.culprit === undefined && pass.done === 0 ? fruitless + 1 : 0;
      if (fruitless > 2) return;
      left = stopped ? rest(left, stopped, end.culprit !== undefined, fresh) : left;
      if (left.length > 0) continue;
      asked = asked && rowsBehind(asked, asked.first);
      if (asked) left = whole;
    }
  }
}

const rowsBehind = (rows: RunRows, row: number): RunRows | undefined =>
  row < rows.last ? { ...rows, first: row + 1 } : undefined;

interface Place {
  readonly chunk: Chunk;
  readonly item: CompiledItem;
}

/** What is still to be run after a kill. */
function rest(chunks: readonly Chunk[], { chunk, item }: Place, culprit: boolean, fresh: boolean): Chunk[] {
  const later = chunks.slice(chunks.indexOf(chunk) + 1);
  if (fresh) return culprit ? later : [chunk, ...later];
  const position = chunk.operations.indexOf(item.operation);
  return [{ ...chunk, operations: chunk.operations.slice(position + (culprit ? 1 : 0)) }, ...later].filter(
    ({ operations }) => operations.length > 0,
  );
}

/** One newman run over the chunks. */
class Pass {
  readonly #places = new Map<string, Place>();
  readonly #own = new Map<string, Sent>();
  readonly #captured = new Map<string, WireRequest>();
  readonly #heldBack = new Map<string, string>();
  readonly #stop = new AbortController();
  scopes: Scopes = { environment: {}, collection: {}, globals: {} };
  done = 0;

  constructor(
    readonly runner: CollectionRunner,
    readonly chunks: readonly Chunk[],
    readonly listener: RunListener,
    readonly rows: RunRows | undefined,
  ) {
    for (const chunk of chunks) for (const item of itemsOf(chunk)) this.#places.set(item.id, { chunk, item });
  }

  find(id: string): Place | undefined {
    return this.#places.get(id);
  }

  run(scopes: Scopes, fresh: boolean) {
    const { host, contract, environment, types, signal } = this.runner;
    this.scopes = scopes;
    const first = this.chunks.flatMap((chunk) =>
      itemsOf(chunk)
        .slice(0, 1)
        .map(({ id }) => [id, { ...(chunk.scopes ?? scopes), cookies: chunk.cookies }] as const),
    );
    return host.run(
      {
        collection: compile(contract.collection, this.chunks),
        scopes,
        rows: this.rows,
        types,
        environment: contract.environmentNames[environment],
        resets: new Map(fresh ? first : []),
        folder: path.dirname(path.join(contract.workspace, contract.file)),
      },
      { request: (request) => this.#request(request), item: (report) => this.#item(report) },
      signal ? AbortSignal.any([signal, this.#stop.signal]) : this.#stop.signal,
    );
  }

  async #request({ item: id, byScript, proxied, request }: GatewayRequest): Promise<Arrived> {
    const place = this.#places.get(id);
    if (!place) return { outcome: { kind: 'none', reason: 'guard', detail: 'no operation is under way' } };
    if (place.item.capture && !byScript) {
      this.#captured.set(id, request);
      return { outcome: NOT_SENT };
    }
    const { operation } = place.item;
    if (proxied) this.runner.onProxy(operation);
    // Behind a redirect, the item has nothing to send but where that leads.
    const last = this.#own.get(id);
    const from = !byScript && last && redirectOf(last.raw) !== undefined ? last : undefined;
    const by = byScript ? 'script' : from ? 'redirect' : 'collection';
    const sent = await this.runner.send(request, { by, operation });
    const held = withheldBy('kind' in sent ? sent : sent.raw);
    if (byScript && held !== undefined) this.#heldBack.set(id, held);
    if ('kind' in sent) return { outcome: sent };
    if (!byScript) this.#own.set(id, from ? behind(from, sent) : sent);
    return { outcome: sent.raw, duration: sent.exchange.duration };
  }

  #item(report: ItemReport): void {
    const place = this.#places.get(report.item);
    if (!place) return;
    this.scopes = report.scopes;
    this.done += 1;
    const rows = this.rows ? this.rows.last - this.rows.first + 1 : 1;
    if (this.done > this.#places.size * ROUNDS * rows) this.#stop.abort();
    const own = this.#own.get(report.item);
    const captured = this.#captured.get(report.item);
    const heldBack = this.#heldBack.get(report.item);
    this.#heldBack.delete(report.item);
    this.#own.delete(report.item);
    this.#captured.delete(report.item);
    this.listener.item({
      chunk: place.chunk,
      operation: place.item.operation,
      report,
      ...(own && { own }),
      ...(captured && { captured }),
      ...(heldBack !== undefined && { heldBack }),
    });
  }
}
