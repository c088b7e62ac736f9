import type { EnvironmentName, Exchange } from '../contract/exchange.js';

/** How long the answers of one operation took in one environment: milliseconds from the request's start to the answer's end. */
export interface Latency {
  readonly environment: EnvironmentName;
  readonly operation: string;
  readonly count: number;
  readonly min: number;
  /** Within a twentieth of the true value, as `p95` is. */
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

/** A bucket's end is so many times its beginning; nine minutes and a tenth of a millisecond lie 320 buckets apart. */
const STEP = 1.05;
const SHORTEST = 0.1;

/** Durations of answers, in buckets: memory does not grow with their number. */
class Durations {
  readonly #buckets = new Map<number, number>();
  count = 0;
  min = Number.POSITIVE_INFINITY;
  max = 0;

  add(duration: number): void {
    const bucket = Math.ceil(Math.log(Math.max(duration, SHORTEST) / SHORTEST) / Math.log(STEP));
    this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + 1);
    this.count += 1;
    this.min = Math.min(this.min, duration);
    this.max = Math.max(this.max, duration);
  }

  /** The duration that the given share of the answers did not exceed. */
  quantile(share: number): number {
    let seen = 0;
    for (const [bucket, count] of [...this.#buckets].sort(([a], [b]) => a - b)) {
      seen += count;
      if (seen >= share * this.count) return this.#within(SHORTEST * STEP ** (bucket - 0.5));
    }
    return this.max;
  }

  #within(duration: number): number {
    return Math.min(this.max, Math.max(this.min, duration));
  }
}

/** Collects how long answers take, by operation and environment. */
export class Latencies {
  readonly #byPlace = new Map<string, { environment: EnvironmentName; operation: string; of: Durations }>();

  add({ environment, operation, outcome, duration }: Exchange): void {
    if (outcome.kind === 'none') return;
    const key = `${environment} ${operation}`;
    const place = this.#byPlace.get(key) ?? { environment, operation, of: new Durations() };
    this.#byPlace.set(key, place);
    place.of.add(duration);
  }

  /** One for each operation that answered in an environment, in the order of their first answers. */
  get all(): Latency[] {
    return [...this.#byPlace.values()].map(({ environment, operation, of }) => ({
      environment,
      operation,
      count: of.count,
      min: of.min,
      median: of.quantile(0.5),
      p95: of.quantile(0.95),
      max: of.max,
    }));
  }
}
