import type { Outcome } from '../contract/exchange.js';

/** After so many requests that ran into the time-out, the rest of their kind is not sent. */
export const HANGS = 3;

/** Whether a request cost its whole time-out: nothing came, or something that did not end. */
export function ranOut(outcome: Outcome): boolean {
  return outcome.kind === 'none' ? outcome.reason === 'timeout' : outcome.defect?.kind === 'timeout';
}

/** Why no more requests of an operation are sent. */
export const hangsReason = (operation: string): string =>
  `${operation} let ${HANGS} requests run into the time-out`;

/** Counts the valid requests of operations that ran into the time-out: setups and clean-ups of many units send them. */
export class Hangs {
  readonly #counts = new Map<string, number>();

  saw(operation: string, outcome: Outcome): void {
    this.#counts.set(operation, ranOut(outcome) ? (this.#counts.get(operation) ?? 0) + 1 : 0);
  }

  /** Undefined where the operation may be sent. */
  reason(operation: string): string | undefined {
    return (this.#counts.get(operation) ?? 0) >= HANGS ? hangsReason(operation) : undefined;
  }
}
