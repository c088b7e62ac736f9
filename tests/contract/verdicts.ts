import type { CaseResult } from '../../src/judge/result.js';

/** Verdicts as they arrive, for tests that wait for them. */
export class Verdicts {
  readonly #waiting = new Map<string, PromiseWithResolvers<CaseResult>>();
  #failure: unknown;

  of(id: string): Promise<CaseResult> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return this.#entry(id).promise;
  }

  settle(result: CaseResult): void {
    this.#entry(result.case.id).resolve(result);
  }

  /** The run itself could not be done. */
  fail(error: unknown): void {
    this.#failure = error;
    for (const entry of this.#waiting.values()) entry.reject(error);
  }

  #entry(id: string): PromiseWithResolvers<CaseResult> {
    const entry = this.#waiting.get(id) ?? withResolvers<CaseResult>();
    this.#waiting.set(id, entry);
    return entry;
  }
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

/** `Promise.withResolvers` is not in Node 20. */
function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  // A test that was not selected waits for nothing.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
