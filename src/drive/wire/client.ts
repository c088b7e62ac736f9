import { rootCertificates } from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import type { BodyDefect, Header, NoAnswer, Outcome, WireRequest } from '../../contract/exchange.js';
import { decodeBody } from './decode.js';
import { noAnswer } from './no-answer.js';

export interface WireOptions {
  /** Milliseconds for the whole answer. */
  readonly timeout: number;
  /** Bytes of a body that are kept. */
  readonly cap: number;
  /** Extra CA certificates, PEM, beside the root bundle (`D6`). */
  readonly extraCa?: string;
  /** Origins that requests may go to; any other is refused. */
  readonly origins: ReadonlySet<string>;
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

const PROXY_SETTINGS = ['HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy', 'http_proxy'];

/**
 * Sends requests as they are, over kept-alive connections, and tells what came back.
 *
 * By undici: it puts names, order and repeats of headers on the wire as given, follows no redirect, undoes no
 * encoding, knows proxies, and takes half the CPU of node:https. What it refuses to write is an outcome too.
 */
export class WireClient {
  readonly #agent: Dispatcher;

  constructor(readonly options: WireOptions) {
    const ca = options.extraCa === undefined ? {} : { ca: [...rootCertificates, options.extraCa] };
    const settings = {
      connections: options.connections ?? 64,
      pipelining: 1,
      // The deadline is for the whole answer and is kept here.
      headersTimeout: 0,
      bodyTimeout: 0,
      strictContentLength: false,
      connect: { ...ca, timeout: options.timeout },
    };
    const proxied = PROXY_SETTINGS.some((name) => process.env[name]);
    this.#agent = proxied ? new EnvHttpProxyAgent({ ...settings, requestTls: ca }) : new Agent(settings);
  }

  /** Never rejects: whatever happens is an outcome. */
  send(request: WireRequest, signal?: AbortSignal): Promise<WireResult> {
    const startedAt = Date.now();
    const begun = performance.now();
    return new Promise((resolve) => {
      const settle = (outcome: Outcome): void =>
        resolve({ outcome, startedAt, duration: performance.now() - begun });
      if (!this.options.origins.has(request.origin)) {
        const detail = `requests to ${request.origin} are refused: it is no host of a chosen environment (collections/contract.yaml, hosts)`;
        settle({ kind: 'none', reason: 'guard', detail });
        return;
      }
      const reception = new Reception(this.options, settle, signal);
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
  return {
    origin,
    path: target,
    method: method as Dispatcher.HttpMethod,
    // Connection and Content-Length are undici's own to write.
    headers: headers.filter(([name]) => !/^(connection|keep-alive|content-length)$/i.test(name)).flat(),
    body: body ?? null,
  };
}

/** Takes in one answer. */
class Reception implements Dispatcher.DispatchHandler {
  readonly #chunks: Buffer[] = [];
  readonly #deadline: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #head: { status: number; statusText: string; headers: Header[] } | undefined;
  #size = 0;
  #settled = false;

  constructor(
    readonly options: WireOptions,
    readonly settle: (outcome: Outcome) => void,
    readonly signal: AbortSignal | undefined,
  ) {
    const { timeout } = options;
    this.#deadline = setTimeout(() => {
      const detail = `no whole answer within ${timeout} ms`;
      this.#end({ kind: 'timeout', detail }, { kind: 'none', reason: 'timeout', detail });
    }, timeout);
    if (signal?.aborted) this.#abort();
    else signal?.addEventListener('abort', this.#abort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#settled) controller.abort(new Error('ended'));
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    _headers: unknown,
    statusText?: string,
  ): void {
    this.#head = { status, statusText: statusText ?? '', headers: headersOf(controller.rawHeaders) };
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size <= this.options.cap) this.#chunks.push(chunk);
    else this.#end({ kind: 'over-cap', detail: `a body of more than ${this.options.cap} bytes` });
  }

  onResponseEnd(): void {
    this.#end();
  }

  onResponseError(_controller: unknown, error: unknown): void {
    const none = noAnswer(error);
    const kind = none.reason === 'protocol' ? 'malformed' : 'cut';
    this.#end({ kind, detail: `the body broke off after ${this.#size} bytes: ${none.detail}` }, none);
  }

  #abort = (): void => {
    const detail = 'the run was stopped';
    this.#end({ kind: 'cut', detail }, { kind: 'none', reason: 'aborted', detail });
  };

  /** @param none what there is to say where not even a status line came */
  #end(defect?: BodyDefect, none?: NoAnswer): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#deadline);
    this.signal?.removeEventListener('abort', this.#abort);
    const head = this.#head;
    if (defect) this.#controller?.abort(new Error(defect.detail));
    if (!head) {
      this.settle(
        none ?? { kind: 'none', reason: 'closed', detail: 'the connection was closed without an answer' },
      );
      return;
    }
    const received = { kind: 'answer' as const, ...head, size: this.#size };
    if (defect) this.settle({ ...received, body: Buffer.concat(this.#chunks), defect });
    else
      this.settle({
        ...received,
        ...decodeBody(Buffer.concat(this.#chunks), head.headers, this.options.cap),
      });
  }
}

function headersOf(raw: Dispatcher.DispatchController['rawHeaders']): Header[] {
  if (!Array.isArray(raw)) return [];
  const headers: Header[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2)
    headers.push([text(raw[index]), text(raw[index + 1])]);
  return headers;
}

const text = (bytes: Buffer | string | undefined): string =>
  typeof bytes === 'string' ? bytes : (bytes?.toString('latin1') ?? '');
