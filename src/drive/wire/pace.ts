import { setTimeout as sleep } from 'node:timers/promises';

/** Waits so many milliseconds, or until the signal is given; never rejects. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (milliseconds > 0) await sleep(milliseconds, undefined, signal && { signal }).catch(() => undefined);
}

/** A limit of requests per second, shared by everything that is sent to one environment. */
export class Pace {
  readonly #interval: number;
  #next = 0;
  #heldUntil = 0;
  /** How often a 429 or a Retry-After held everything back. */
  slowed = 0;

  /** @param rate requests per second; undefined: no limit */
  constructor(rate?: number) {
    this.#interval = rate === undefined ? 0 : 1000 / rate;
  }

  /** Waits for the next turn; costs nothing where there is no limit. Ends early where the signal is given. */
  async take(signal?: AbortSignal): Promise<void> {
    const now = performance.now();
    if (this.#interval === 0 && this.#heldUntil <= now) return;
    const turn = Math.max(now, this.#next, this.#heldUntil);
    this.#next = turn + this.#interval;
    await pause(turn - now, signal);
    // Whoever waits while everything is held back takes a new turn behind it.
    if (turn < this.#heldUntil && !signal?.aborted) await this.take(signal);
  }

  /** Holds everything back for so many milliseconds. */
  slowDown(milliseconds: number): void {
    this.slowed += 1;
    this.#heldUntil = Math.max(this.#heldUntil, performance.now() + milliseconds);
  }
}
