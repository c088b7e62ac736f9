import type { Dispatcher } from 'undici';
import {
  type BodyDefect,
  type Header,
  header,
  type NoAnswer,
  type Outcome,
} from '../../contract/exchange.js';
import { decodeBody } from './decode.js';
import { noAnswer } from './no-answer.js';

interface Head {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Header[];
}

export interface Limits {
  /** Milliseconds for the whole answer. */
  readonly timeout: number;
  /** Bytes of a body that are kept. */
  readonly cap: number;
}

/** Takes in one answer, until it is whole, its time is over, it is too large, or the run is stopped. */
export class Reception implements Dispatcher.DispatchHandler {
  settled = false;
  readonly #chunks: Buffer[] = [];
  readonly #deadline: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #head: Head | undefined;
  #size = 0;

  constructor(
    readonly limits: Limits,
    readonly settle: (outcome: Outcome) => void,
    readonly signal: AbortSignal | undefined,
  ) {
    const { timeout } = limits;
    this.#deadline = setTimeout(() => {
      const detail = `no whole answer within ${timeout} ms`;
      this.#end({ kind: 'timeout', detail }, { kind: 'none', reason: 'timeout', detail });
    }, timeout);
    if (signal?.aborted) this.#abort();
    else signal?.addEventListener('abort', this.#abort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Its time may have passed while it waited for a connection.
    if (this.settled) controller.abort(new Error('ended'));
  }

  onResponseStart(
    { rawHeaders }: Dispatcher.DispatchController,
    status: number,
    _headers: unknown,
    statusText = '',
  ): void {
    // 103 Early Hints and their like announce an answer and are none.
    if (status >= 200) this.#head = { status, statusText, headers: headersOf(rawHeaders) };
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size <= this.limits.cap) this.#chunks.push(chunk);
    else this.#end({ kind: 'over-cap', detail: `a body of more than ${this.limits.cap} bytes` });
  }

  onResponseEnd(): void {
    this.#end();
  }

  onResponseError(_controller: unknown, error: unknown): void {
    const none = noAnswer(error);
    const short = none.code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH';
    const kind = none.reason === 'protocol' && !short ? 'malformed' : 'cut';
    this.#end({ kind, detail: `the body broke off after ${this.#size} bytes (${none.code ?? kind})` }, none);
  }

  #abort = (): void => {
    const detail = 'the run was stopped';
    this.#end({ kind: 'cut', detail }, { kind: 'none', reason: 'aborted', detail });
  };

  /** @param none what there is to say where not even a status line came */
  #end(defect?: BodyDefect, none?: NoAnswer): void {
    if (this.settled) return;
    this.settled = true;
    clearTimeout(this.#deadline);
    this.signal?.removeEventListener('abort', this.#abort);
    if (defect) this.#controller?.abort(new Error(defect.detail));
    if (this.#head) this.settle(this.#answer(this.#head, defect));
    else this.settle(none ?? noAnswer(undefined));
  }

  #answer(head: Head, defect: BodyDefect | undefined): Outcome {
    const received = Buffer.concat(this.#chunks);
    const answer = { kind: 'answer' as const, ...head, size: this.#size };
    if (!defect) return { ...answer, ...decodeBody(received, head.headers, this.limits.cap) };
    // A part of a compressed body can be read by nobody here, and could hide a secret.
    const encoded = header(head.headers, 'content-encoding') !== undefined;
    return { ...answer, body: encoded ? Buffer.alloc(0) : received, defect };
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
