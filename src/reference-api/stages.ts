import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Server, ServerOptions } from 'node:https';
import type { Authority } from './certificates.js';
import type { Fields } from './fields.js';
import type { Store } from './store.js';

export type Environment = 'sandbox' | 'production';

/** What an environment has for itself. */
export interface Estate {
  readonly store: Store;
  readonly credentials: { readonly clientId: string; readonly bearerToken: string };
}

/** One request on its way through the stages. */
export interface Call extends Estate {
  readonly environment: Environment;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  /** Path below the client id, e.g. `/customers/create`. */
  readonly path: string;
  /** The path segment that stands for the client id. */
  readonly clientId: string;
  readonly body: Buffer;
  readonly requestId: string;
  /** The other environment's, for faults that mix the two up; a correct API never looks at it. */
  readonly neighbour: Estate;
  /** Set by routing. */
  endpoint?: Endpoint;
  parameters: Record<string, string>;
  token?: string;
}

/** What an endpoint answers, before it is written. */
export interface Reply {
  readonly status: number;
  /** An object becomes JSON; bytes are sent as they are. */
  readonly body: Readonly<Record<string, unknown>> | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Endpoint {
  /** e.g. `/exports/{export_id}/download`. */
  readonly path: string;
  /** Scope that a token must have. */
  readonly scope: string;
  readonly fields: Fields;
  handle(input: Readonly<Record<string, unknown>>, call: Call): Reply;
}

/** Bytes of an answer. */
interface Written {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** The places where behaviour can be replaced: a fault is one of these, or a few, in other words. */
export interface Stages {
  /** TLS of the connections, and the certificate. */
  tls(options: ServerOptions, authority: Authority): ServerOptions | Promise<ServerOptions>;
  /** What the server does with its connections, before it listens. */
  connect(server: Server, serve: RequestListener): void;
  /** Before anything is looked at; true where the call was taken care of. */
  accept(call: Call): boolean | Promise<boolean>;
  route(call: Call): Endpoint;
  limit(call: Call): void;
  identify(call: Call): void;
  authenticate(call: Call): void;
  authorize(call: Call): void;
  contentType(call: Call): void;
  parse(call: Call): Record<string, unknown>;
  validate(input: Readonly<Record<string, unknown>>, call: Call): void;
  handle(input: Readonly<Record<string, unknown>>, call: Call): Reply;
  /** The envelope of whatever went wrong. */
  refuse(error: unknown, call: Call): Reply;
  serialise(reply: Reply, call: Call): Written;
  /** Bytes on the wire. */
  write(written: Written, call: Call): void | Promise<void>;
}
