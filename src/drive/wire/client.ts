import { isIP } from 'node:net';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import type { Outcome, WireRequest } from '../../contract/exchange.js';
import { pooled } from './like-node.js';
import { proxiesOf } from './proxy.js';
import { Reception } from './reception.js';
import { trustOf } from './trust.js';

export interface WireOptions {
  /** Milliseconds for the whole answer. */
  readonly timeout: number;
  /** Bytes of a body that are kept. */
  readonly cap: number;
  /** Extra CA certificates, PEM, beside the root bundle (`D6`). */
  readonly extraCa?: string;
  /** Connections to one origin. */
  readonly connections?: number;
}

export interface WireResult {
  readonly outcome: Outcome;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Milliseconds. */
  readonly duration: number;
}

/**
 * Sends requests as they are, over kept-alive connections, and tells what came back.
 *
 * By undici's dispatcher, not node:https: both leave names, order and repeats of headers alone and follow no
 * redirect, but undici adds nothing beyond the framing, undoes no encoding, knows proxies, and takes half the CPU.
 * Its parser is as strict as Node's. What it refuses to write (a header with a line break) is an outcome too.
 */
export class WireClient {
  readonly #agent: Dispatcher;

  /** @throws ContractError SETTING_INVALID where a proxy setting is no address */
  constructor(readonly options: WireOptions) {
    const ca = trustOf(options.extraCa);
    const settings = {
      connections: options.connections ?? 64,
      pipelining: 1,
      // The deadline is for the whole answer and is kept by the reception.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { ...ca, timeout: options.timeout },
      factory: pooled,
    };
    const proxies = proxiesOf(process.env);
    this.#agent = proxies
      ? new EnvHttpProxyAgent({ ...settings, ...proxies, requestTls: ca, proxyTls: ca })
      : new Agent(settings);
  }

  /** Never rejects: whatever happens is an outcome. */
  send(request: WireRequest, signal?: AbortSignal): Promise<WireResult> {
    const startedAt = Date.now();
    const begun = performance.now();
    return new Promise((resolve) => {
      const settle = (outcome: Outcome): void =>
        resolve({ outcome, startedAt, duration: performance.now() - begun });
      const reception = new Reception(this.options, settle, signal);
      if (reception.settled) return;
      try {
        this.#agent.dispatch(optionsOf(request), reception);
      } catch (error) {
        reception.onResponseError(undefined, error);
      }
    });
  }

  /** Ends every connection, those in use too. */
  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}

function optionsOf({ method, origin, target, headers, body }: WireRequest): Dispatcher.DispatchOptions {
  // Connection and Content-Length are undici's own to write; that the connection is to be closed, it can be told.
  const own = headers.filter(
    ([name, value]) => !/^(connection|keep-alive|content-length)$/i.test(name) || isClose(name, value),
  );
  const options = {
    origin,
    // undici would take the name for TLS from a Host header, which may be anything.
    servername: serverName(origin),
    path: target,
    method,
    // As a set of pairs: of a flat list, undici's proxy agent keeps only the last of repeated headers.
    headers: new Set(own.map(([name, value]): [string, string] => [name, value])),
    body: body ?? null,
  };
  return options;
}

const isClose = (name: string, value: string): boolean => /^connection: close$/i.test(`${name}: ${value}`);

/** The name that TLS asks for; none for an address. */
function serverName(origin: string): string {
  const { hostname } = new URL(origin);
  return isIP(hostname.replace(/^\[|\]$/g, '')) ? '' : hostname;
}
