import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { atMost } from '../at-most.js';
import type { Arrived, FromWorker, GatewayRequest, ItemReport, RunOrder, ToWorker } from './protocol.js';

/** What a newman run asks of, and tells, the one who ordered it. */
export interface RunHandlers {
  request(request: GatewayRequest): Promise<Arrived>;
  item(report: ItemReport): void;
}

/** How a newman run ended; `killed` with the item whose script stopped the thread, if it was this run's. */
export type RunEnd =
  | { readonly ended: 'done'; readonly error?: string }
  | {
      readonly ended: 'killed';
      readonly reason: string;
      readonly culprit?: string;
      readonly interrupted: string;
      /** The row of data that it was run with, from 0. */
      readonly row: number;
    };

interface ActiveRun {
  readonly handlers: RunHandlers;
  readonly resolve: (end: RunEnd) => void;
  item: string;
  row: number;
  /** Requests of this run that the drive has not answered yet: while one is open, no script of it can loop. */
  open: number;
}

/** Compiled workers lie in `dist`; under a test runner this module is read from `src`. */
const ENTRY = new URL(
  import.meta.url
    .replace(/\/src\/(?=drive\/newman\/host\.ts$)/, '/dist/')
    .replace(/host\.(ts|js)$/, 'worker.js'),
);
const HEARTBEAT = 1000;
/** Milliseconds that a thread is given to end. */
const LEAVE = 1000;
/** Bytes of the whole process: what a script takes outside of its heap (typed arrays) has no limit of its own. */
const MOST_MEMORY = 1 << 30;

const OUT_OF_MEMORY = 'its script filled the memory that scripts may use';

/** Runs newman in a thread of its own that is killed, and replaced, when a script stops it. */
export class NewmanHost {
  #worker: Worker | undefined;
  #runs = new Map<number, ActiveRun>();
  #sequence = 0;
  #heartbeat: NodeJS.Timeout | undefined;
  /** Heartbeats since the thread gave a sign: time alone would also count when this thread was busy. */
  #silent = 0;
  #closed = false;

  /**
   * @param scriptTimeout milliseconds that one script may take
   * @param heapMegabytes memory that scripts may fill before the thread is killed
   */
  constructor(
    readonly scriptTimeout: number,
    readonly heapMegabytes = 192,
  ) {}

  /** Starts the thread ahead of the first run: loading newman takes most of a second, and is not waited for. */
  async start(): Promise<void> {
    if (this.#worker) return;
    this.#worker = this.#spawn();
    await Promise.race([once(this.#worker, 'online'), once(this.#worker, 'exit')]).catch(() => undefined);
  }

  /** @param signal ends the run after the item that is under way */
  run(
    order: Omit<RunOrder, 'type' | 'run' | 'scriptTimeout'>,
    handlers: RunHandlers,
    signal?: AbortSignal,
  ): Promise<RunEnd> {
    if (this.#closed)
      return Promise.resolve({ ended: 'killed', reason: 'the run was stopped', interrupted: '', row: 0 });
    this.#worker ??= this.#spawn();
    const run = ++this.#sequence;
    const abort = (): void => this.#post({ type: 'abort', run });
    const ended = new Promise<RunEnd>((resolve) => {
      this.#runs.set(run, { handlers, resolve, item: '', row: order.rows?.first ?? 0, open: 0 });
      this.#watch();
      this.#post({ type: 'run', run, scriptTimeout: this.scriptTimeout, ...order });
    });
    signal?.addEventListener('abort', abort);
    // The signal lives as long as the whole suite: what listens to it stays in memory, with all that it holds.
    return ended.finally(() => signal?.removeEventListener('abort', abort));
  }

  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    this.#lost('the run was stopped');
    // Of a thread that is only just starting, Node may never tell the end, and the process would end without a verdict.
    if (worker) await atMost(LEAVE, worker.terminate());
  }

  #spawn(): Worker {
    const worker = new Worker(ENTRY, {
      // Proxies are the wire's business; newman must hand its requests to the gateway.
      env: {
        ...process.env,
        HTTP_PROXY: '',
        HTTPS_PROXY: '',
        http_proxy: '',
        https_proxy: '',
        NO_PROXY: '*',
      },
      // A small young generation is swept often: with Node's own 48 MB, most of what newman takes would be rubbish.
      resourceLimits: { maxOldGenerationSizeMb: this.heapMegabytes, maxYoungGenerationSizeMb: 12 },
      stdout: true,
      stderr: true,
    });
    this.#silent = 0;
    worker.on('message', (message: FromWorker) => this.#receive(message));
    worker.on('error', (error) => this.#fell(worker, describe(error)));
    worker.on('exit', (code) => this.#fell(worker, `its thread ended with code ${code}`));
    // Who waits for it to be there holds the process; afterwards its runs do.
    worker.once('online', () => worker.unref());
    return worker;
  }

  #post(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }

  #receive(message: FromWorker): void {
    this.#silent = 0;
    if (message.type === 'ready' || message.type === 'pong') return;
    const run = this.#runs.get(message.run);
    if (!run) return;
    if (message.type === 'item-started') Object.assign(run, { item: message.item, row: message.row });
    else if (message.type === 'item') run.handlers.item(message);
    else if (message.type === 'request') void this.#forward(run, message);
    else this.#finish(message.run, endOf(message.error, run));
  }

  async #forward(run: ActiveRun, message: GatewayRequest): Promise<void> {
    run.open += 1;
    const worker = this.#worker;
    const request = message.request.body
      ? { ...message.request, body: Buffer.from(message.request.body) }
      : message.request;
    const arrived = await run.handlers.request({ ...message, request });
    run.open -= 1;
    if (worker === this.#worker) this.#post({ type: 'answer', id: message.id, ...arrived });
  }

  #finish(id: number, end: RunEnd): void {
    this.#runs.get(id)?.resolve(end);
    this.#runs.delete(id);
    if (this.#runs.size === 0) {
      clearInterval(this.#heartbeat);
      this.#heartbeat = undefined;
    }
  }

  #watch(): void {
    this.#heartbeat ??= setInterval(() => {
      this.#post({ type: 'ping' });
      // The script's own limit comes first, and starting takes time too; only a thread that hangs is killed.
      this.#silent += 1;
      if ((this.#silent - 5) * HEARTBEAT > this.scriptTimeout)
        this.#kill('its script stopped the thread: a loop without end?');
      else if (this.#silent > 1 && process.memoryUsage.rss() > MOST_MEMORY) this.#kill(OUT_OF_MEMORY);
    }, HEARTBEAT);
  }

  #kill(reason: string): void {
    const worker = this.#worker;
    this.#lost(reason);
    void worker?.terminate();
  }

  #fell(worker: Worker, reason: string): void {
    if (worker === this.#worker) this.#lost(reason);
  }

  #lost(reason: string): void {
    this.#worker = undefined;
    for (const [id, run] of [...this.#runs]) {
      const culprit = run.open === 0 && run.item ? { culprit: run.item } : {};
      this.#finish(id, { ended: 'killed', reason, interrupted: run.item, row: run.row, ...culprit });
    }
  }
}

/** newman gives a run up, and all that is behind, where a script does not end in time. */
function endOf(error: string | undefined, { item, row }: ActiveRun): RunEnd {
  if (error === undefined) return { ended: 'done' };
  if (item === '') return { ended: 'done', error };
  return { ended: 'killed', reason: `newman stopped there: ${error}`, culprit: item, interrupted: item, row };
}

function describe(error: Error & { code?: string }): string {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? OUT_OF_MEMORY : error.message;
}
