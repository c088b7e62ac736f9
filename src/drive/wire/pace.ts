import { setTimeout as sleep } from 'node:timers/promises';

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

  /** Waits for the next turn; costs nothing where there is no limit. */
  async take(signal?: AbortSignal): Promise<void> {
    const now = performance.now();
    if (this.#interval === 0 && this.#heldUntil <= now) return;
    const turn = Math.max(now, this.#next, this.#heldUntil);
    this.#next = turn + this.#interval;
    if (turn > now) await sleep(turn - now, undefined, signal && { signal }).catch(() => undefined);
  }

  /** Holds everything back for so many milliseconds. */
  slowDown(milliseconds: number): void {
    this.slowed += 1;
    this.#heldUntil = Math.max(this.#heldUntil, performance.now() + milliseconds);
  }
}
