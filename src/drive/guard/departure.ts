import type { WireRequest } from '../../contract/exchange.js';
import type { Operation } from '../../contract/model.js';

/** For whom a request leaves. */
export type Departure =
  /** The request of an operation, as newman built it with all that its scripts did to it. */
  | { readonly by: 'collection'; readonly operation: Operation }
  /** A request that a script of the operation makes by itself. */
  | { readonly by: 'script'; readonly operation: Operation }
  /** Where an answer sent newman on to. */
  | { readonly by: 'redirect'; readonly operation: Operation }
  /** A request of the suite: the valid one, or what a rule made of it. */
  | { readonly by: 'suite'; readonly operation: Operation; readonly base: WireRequest }
  /** A look at the connection, without credentials; with what an operation that only reads would send. */
  | { readonly by: 'look'; readonly operation: Operation | undefined };
