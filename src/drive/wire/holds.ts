import { DEFAULTS } from '../../settings/defaults.js';
import { pause } from './pace.js';

/**
 * What the endpoints of an environment ask to wait for. A limit is that of an endpoint (`D10`): the others go on. Where
 * two of them ask at the same time, it is one of the whole API, and all wait.
 */
export class Holds {
  /** How often something was held back. */
  slowed = 0;
  readonly #holds = new Map<string, Hold>();
  #allUntil = 0;

  /** @param most milliseconds that are waited for one endpoint, all in all */
  constructor(readonly most = DEFAULTS.maxWait * 1000) {}

  of(endpoint: string): Hold {
    const hold = this.#holds.get(endpoint) ?? new Hold(this, endpoint);
    this.#holds.set(endpoint, hold);
    return hold;
  }

  /** What waits the longest, and milliseconds until it goes on; undefined where nothing does. */
  get waiting(): { readonly endpoint: string; readonly left: number } | undefined {
    const now = performance.now();
    const held = [...this.#holds.values()].filter(({ until }) => until > now);
    const [first] = held.sort((a, b) => b.until - a.until);
    return first && { endpoint: first.endpoint, left: first.until - now };
  }

  held(hold: Hold): void {
    const now = performance.now();
    const others = [...this.#holds.values()].some((other) => other !== hold && other.until > now);
    if (others) this.#allUntil = Math.max(this.#allUntil, hold.until);
  }

  get allUntil(): number {
    return this.#allUntil;
  }
}

/** One endpoint, while it is asked to wait. */
export class Hold {
  until = 0;
  #waited = 0;
  #over: string | undefined;

  constructor(
    readonly holds: Holds,
    readonly endpoint: string,
  ) {}

  /** Waits as long as it is held back. @returns why nothing more is sent to it */
  async take(signal?: AbortSignal): Promise<string | undefined> {
    for (;;) {
      const left = Math.max(this.until, this.holds.allUntil) - performance.now();
      if (this.#over !== undefined || left <= 0 || signal?.aborted) return this.#over;
      await pause(left, signal);
    }
  }

  /** Holds it back. @returns why so long is not waited for */
  slowDown(milliseconds: number, answered: string): string | undefined {
    this.holds.slowed += 1;
    const now = performance.now();
    const more = now + milliseconds - Math.max(now, this.until);
    if (more <= 0) return this.#over;
    if (this.#waited + more > this.holds.most) {
      const most = Math.round(this.holds.most / 1000);
      this.#over = `rate limit: it ${answered} and asked to wait ${Math.ceil(milliseconds / 1000)} s; ${most} s at most are waited for an operation (--max-wait)`;
      return this.#over;
    }
    this.#waited += more;
    this.until = now + milliseconds;
    this.holds.held(this);
    return undefined;
  }
}
