import { setTimeout as sleep } from 'node:timers/promises';

/** Waits so many milliseconds, or until the signal is given; never rejects. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (milliseconds > 0) await sleep(milliseconds, undefined, signal && { signal }).catch(() => undefined);
}

/** A limit of requests per second, shared by everything that is sent to one environment. */
export class Pace {
  readonly #interval: number;
  #next = 0;

  /** @param rate requests per second; undefined: no limit */
  constructor(rate?: number) {
    this.#interval = rate === undefined ? 0 : 1000 / rate;
  }

  /** Waits for the next turn; costs nothing where there is no limit. Ends early where the signal is given. */
  async take(signal?: AbortSignal): Promise<void> {
    if (this.#interval === 0) return;
    const now = performance.now();
    const turn = Math.max(now, this.#next);
    this.#next = turn + this.#interval;
    await pause(turn - now, signal);
  }
}
