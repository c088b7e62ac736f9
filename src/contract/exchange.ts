import type { GraphqlSays } from './graphql/answer.js';
import { isSuccess } from './statuses.js';

/** The two documented environments (`D8`). */
export const ENVIRONMENTS = ['sandbox', 'production'] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];

/** A header as it stands on the wire: name in its own case, and value. Order and repeats are kept. */
export type Header = readonly [name: string, value: string];

/** A request exactly as it is put on the wire; nothing adds to it or repairs it. */
export interface WireRequest {
  readonly method: string;
  /** Scheme, host and port, e.g. `https://sandbox.example.com:8443`. */
  readonly origin: string;
  /** Path and query as sent, percent-encoded. */
  readonly target: string;
  readonly headers: readonly Header[];
  readonly body?: Buffer;
}

/** Why a body that began to arrive is not the whole declared body. */
export interface BodyDefect {
  /**
   * `cut`: the connection ended before the declared length; `timeout`: the deadline for the whole answer
   * passed; `encoding`: the declared Content-Encoding could not be undone; `over-cap`: larger than is kept;
   * `malformed`: the framing of the body broke the protocol.
   */
  readonly kind: 'cut' | 'timeout' | 'encoding' | 'over-cap' | 'malformed';
  readonly detail: string;
}

/** What came back: a status line, headers, and as much of a body as arrived. */
export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Header[];
  /** Body after its Content-Encoding was undone; empty where `defect` says that it was not kept. */
  readonly body: Buffer;
  /** Bytes of body received on the wire. */
  readonly size: number;
  readonly defect?: BodyDefect;
  /** What it says beside its status, where its operation is one of GraphQL. */
  readonly graphql?: GraphqlSays;
  /** Who answered in the API's place, where what came shows it: `nginx`; `unnamed`. */
  readonly gateway?: string;
}

/** Why no answer came back at all. */
export interface NoAnswer {
  readonly kind: 'none';
  /**
   * `guard`: the suite itself refused to send the request. `limit`: the endpoint asked to wait for longer than is waited.
   * `aborted`: the run was stopped.
   */
  readonly reason:
    | 'timeout'
    | 'closed'
    | 'refused'
    | 'dns'
    | 'tls'
    | 'protocol'
    | 'guard'
    | 'limit'
    | 'aborted';
  /** One sentence, without secrets. */
  readonly detail: string;
  /** Node's error code where there is one, e.g. `ECONNREFUSED`. */
  readonly code?: string;
}

export type Outcome = Answer | NoAnswer;

const WITHHELD = new Set<NoAnswer['reason']>(['guard', 'limit']);

/** Why the suite itself did not let the request out; undefined where it did. */
export function withheldBy(outcome: Outcome): string | undefined {
  return outcome.kind === 'none' && WITHHELD.has(outcome.reason) ? outcome.detail : undefined;
}

/** Whether an answer is a success: by its status, and by what it says beside that. */
export function isSuccessful(outcome: Outcome): boolean {
  return outcome.kind === 'answer' && isSuccess(outcome.status) && outcome.graphql !== 'errors';
}

/** Whether an answer refuses the credentials that came with its request. */
export const isUnauthorised = (outcome: Outcome): boolean =>
  outcome.kind === 'answer' && outcome.status === 401;

/** Answers that say that there is no such thing, or none any more. */
const ABSENT = new Set([404, 410]);

/** Whether an answer says that what a request names is not there. */
export const saysUnknown = (outcome: Outcome): boolean =>
  outcome.kind === 'answer' && ABSENT.has(outcome.status);

/** An attempt that was retried: no answer, 429 or 503. */
export interface RetriedAttempt {
  readonly status?: number;
  readonly detail: string;
  /** Milliseconds waited before the next attempt. */
  readonly waited: number;
}

/** A request as sent and what came back, after redaction of every secret. */
export interface Exchange {
  /** Unique within a run, in the order of sending. */
  readonly id: number;
  readonly environment: EnvironmentName;
  /** Operation name (`Folder / Name`) that was sent. */
  readonly operation: string;
  readonly request: WireRequest;
  readonly outcome: Outcome;
  /** Epoch milliseconds of the last attempt's start. */
  readonly startedAt: number;
  /** Milliseconds from the last attempt's start to its end. */
  readonly duration: number;
  readonly retried: readonly RetriedAttempt[];
  /** Values of variables that the setup, or a step before, left for it. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Names of secrets that were seen for the first time in it. */
  readonly issued?: readonly string[];
}

/** Where an answer sends its client on to, as it says; undefined where it does not. */
export function redirectOf(outcome: Outcome): string | undefined {
  return outcome.kind === 'answer' && outcome.status >= 300 && outcome.status < 400
    ? header(outcome.headers, 'location')
    : undefined;
}

/** The value of a header, matched without case; the first where it is repeated. */
export function header(headers: readonly Header[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find(([key]) => key.toLowerCase() === wanted)?.[1];
}

const BEARER = /^bearer +(\S+)$/i;

/** The Bearer token that a request carries, or undefined. */
export function bearerOf(request: WireRequest): string | undefined {
  return BEARER.exec(header(request.headers, 'authorization') ?? '')?.[1];
}
