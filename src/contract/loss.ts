import type { Exchange, Outcome } from './exchange.js';

/** What became of an environment, or of credentials in it, while a run was under way. */
export interface Loss {
  /**
   * `outage`: it answered, and no longer does. `credentials`: they were taken, and no longer are. `reset`: what was
   * created in it was there, and no longer is, and new things are.
   */
  readonly kind: 'outage' | 'credentials' | 'reset';
  /** What is seen since, e.g. `the connection was refused (ECONNREFUSED)` or `status 503`. */
  readonly fact: string;
  /** Epoch milliseconds of the last answer that was as before, and of the first request that met the change. */
  readonly until: number;
  readonly since: number;
  /** What was sent last before an outage, and may have brought it about; what was refused, or unknown. */
  readonly exchange: Exchange;
  /** What was answered before that, the oldest first. */
  readonly before: readonly Exchange[];
}

const UNAVAILABLE = new Set([502, 503, 504]);

/** Whether an answer only says that nobody is there to answer. */
export const isUnavailable = (outcome: Outcome): boolean =>
  outcome.kind === 'answer' && UNAVAILABLE.has(outcome.status);

/** Time of day in UTC. */
export const clock = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(11, 19)} UTC`;
