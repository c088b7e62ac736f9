import { Worker } from 'node:worker_threads';
import type { LoadOptions } from '../contract/load.js';
import type { Trial, TrialEnd } from './trial.js';
import { unjudged } from './try.js';

export interface SpreadOptions {
  /** Where the contract is read from. */
  readonly source: LoadOptions;
  /** All operations for each trial. */
  readonly whole: boolean;
}

/** Threads, each with its own API and its own newman. */
const THREADS = 2;
/** Trials of one thread before a new one takes over: newman keeps something of each run. */
const TRIALS = 60;
/** Milliseconds that one trial may take before its thread is given up. */
const PATIENCE = 180_000;

/** Compiled workers lie in `dist`; under a test runner this module is read from `src`. */
const ENTRY = new URL(
  import.meta.url.replace(/\/src\/(?=prove\/spread\.ts$)/, '/dist/').replace(/spread\.(ts|js)$/, 'worker.js'),
);

/** Makes the trials, some at once, and tells of each as it ends. */
export async function spread(
  trials: readonly Trial[],
  options: SpreadOptions,
  tell: (end: TrialEnd) => void,
  signal: AbortSignal,
): Promise<void> {
  const left = [...trials];
  const lane = async (): Promise<void> => {
    let thread: Thread | undefined;
    for (let trial = left.shift(); trial && !signal.aborted; trial = left.shift()) {
      if (thread && thread.tried >= TRIALS) {
        await thread.close();
        thread = undefined;
      }
      thread ??= new Thread(options);
      const end = await thread.try(trial, signal);
      if (end.result === 'lost') {
        await thread.close();
        thread = undefined;
        if (!signal.aborted) tell(unjudged(trial, end.reason));
      } else tell(end);
    }
    await thread?.close();
  };
  await Promise.all(Array.from({ length: Math.min(THREADS, trials.length) }, lane));
}

interface Lost {
  readonly result: 'lost';
  readonly reason: string;
}

class Thread {
  tried = 0;
  readonly #worker: Worker;
  readonly #ready: Promise<unknown>;

  constructor(options: SpreadOptions) {
    this.#worker = new Worker(ENTRY, { workerData: options });
    // A thread without a listener for its errors would take the process with it.
    this.#worker.on('error', () => undefined);
    this.#ready = this.#next();
  }

  async try(trial: Trial, signal: AbortSignal): Promise<TrialEnd | Lost> {
    const ready = await this.#ready;
    if (isLost(ready)) return ready;
    this.tried += 1;
    const told = this.#next(signal);
    this.#worker.postMessage(trial);
    return told;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #next(signal?: AbortSignal): Promise<TrialEnd | Lost> {
    return new Promise((resolve) => {
      const lost = (reason: string): void => done({ result: 'lost', reason });
      const failed = (error: Error): void => lost(error.message);
      const stopped = (): void => lost('interrupted');
      const timer = setTimeout(() => lost(`it did not end in ${PATIENCE / 1000} s`), PATIENCE);
      const done = (end: TrialEnd | Lost): void => {
        clearTimeout(timer);
        this.#worker.off('error', failed).off('message', done);
        signal?.removeEventListener('abort', stopped);
        resolve(end);
      };
      this.#worker.once('message', done).once('error', failed);
      signal?.addEventListener('abort', stopped, { once: true });
    });
  }
}

const isLost = (value: unknown): value is Lost =>
  typeof value === 'object' && value !== null && 'result' in value && value.result === 'lost';
