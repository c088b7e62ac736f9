import type { Outcome, WireRequest } from '../../contract/exchange.js';
import type { JsonObject } from '../../contract/json.js';
import type { AssertionPart } from '../../contract/verdict.js';
import type { Cookies } from '../../request/cookies.js';
import type { Types, Values } from '../../request/values.js';

/** What a newman run remembers: its variables, by scope, and its cookies. */
export interface Scopes {
  /** The row of a data file that it was run with: it comes before the other scopes. */
  readonly row?: TakenRow | undefined;
  readonly environment: Values;
  readonly collection: Values;
  readonly globals: Values;
  readonly cookies?: Cookies | undefined;
}

/** Types of the variables in each scope. */
export interface ScopeTypes {
  readonly environment: Types;
  readonly collection: Types;
  readonly globals: Types;
}

interface TakenRow {
  /** From 0. */
  readonly index: number;
  readonly values: Values;
}

/** Rows of a data file that a collection is run with, once for each. */
export interface RunRows {
  /** Those of the whole file: scripts are told which of them theirs is. */
  readonly all: readonly Values[];
  readonly first: number;
  /** Itself among them. */
  readonly last: number;
}

/** A collection to be run in the worker. */
export interface RunOrder {
  readonly type: 'run';
  readonly run: number;
  readonly collection: JsonObject;
  readonly scopes: Scopes;
  readonly types: ScopeTypes;
  readonly rows?: RunRows | undefined;
  /** What scripts get as `pm.environment.name`. */
  readonly environment: string;
  /** Ids of the items that begin anew, each with the variables and cookies that it begins with. */
  readonly resets: ReadonlyMap<string, Scopes>;
  /** Folder that files named by the collection are read from. */
  readonly folder: string;
  /** Milliseconds that one script may take. */
  readonly scriptTimeout: number;
}

/** What newman told of one item when it was through with it. */
export interface ItemReport {
  readonly type: 'item';
  readonly run: number;
  /** The compiled item's id. */
  readonly item: string;
  readonly parts: readonly AssertionPart[];
  /** What its scripts threw, one sentence each: what newman counts, what it would end at, what it counts for nothing. */
  readonly exceptions: readonly string[];
  readonly unheard: readonly string[];
  readonly strays: readonly string[];
  /** A script was still waiting when its time was over. */
  readonly late: boolean;
  /** A script asked to skip the request. */
  readonly skipped: boolean;
  /** newman could not build or send the request, in its words. */
  readonly requestError?: string;
  readonly scopes: Scopes;
}

/** What came back, as it is handed to newman. */
export interface Arrived {
  readonly outcome: Outcome;
  /** Milliseconds that the API took: of the last attempt alone. */
  readonly duration?: number;
}

/** A request that newman wants to send; the drive sends it and answers. */
export interface GatewayRequest {
  readonly type: 'request';
  readonly run: number;
  readonly id: number;
  readonly item: string;
  /** True for a request of a script (`pm.sendRequest`). */
  readonly byScript: boolean;
  /** True where it named a proxy of its own, which was left out. */
  readonly proxied: boolean;
  readonly request: WireRequest;
}

export type ToWorker =
  | RunOrder
  | ({ readonly type: 'answer'; readonly id: number } & Arrived)
  | { readonly type: 'abort'; readonly run: number }
  | { readonly type: 'ping' };

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'pong' }
  | { readonly type: 'item-started'; readonly run: number; readonly item: string; readonly row: number }
  | ItemReport
  | GatewayRequest
  | { readonly type: 'done'; readonly run: number; readonly error?: string };
