import type { Exchange, NoAnswer, Outcome } from '../contract/exchange.js';
import { isUnavailable, type Loss } from '../contract/loss.js';
import { told } from '../rules/support/statuses.js';

/** After so many requests in a row that found nobody, an environment counts as gone. */
const NOBODY_AFTER = 3;
/** After so many in a row that nothing behind it answered, and not to one operation alone. */
const DOWN_AFTER = 8;
/** Exchanges that are kept, to show what was sent before. */
const KEPT = 12;
const SHOWN = 4;

const NOBODY = new Set<NoAnswer['reason']>(['refused', 'dns', 'tls']);
const CUT_OFF = new Set<NoAnswer['reason']>([...NOBODY, 'closed']);

/** Whether an outcome is that of an environment that is down; it may be that of one endpoint, too. */
const isDown = (outcome: Outcome): boolean =>
  outcome.kind === 'none' ? CUT_OFF.has(outcome.reason) : isUnavailable(outcome);

const foundNobody = ({ outcome }: Exchange): boolean => outcome.kind === 'none' && NOBODY.has(outcome.reason);

/** Watches whether an environment that answered goes on answering. */
export class Availability {
  /** Why nothing can be sent just now. */
  gone: string | undefined;
  /** What was answered last, the oldest first. */
  #answered: Exchange[] = [];
  /** In a row, without an answer that counts. */
  #down: Exchange[] = [];
  #loss: Loss | undefined;
  /** An outage is told of once. */
  #told = false;

  saw(exchange: Exchange): void {
    const { outcome } = exchange;
    if (outcome.kind === 'none' && !CUT_OFF.has(outcome.reason)) return;
    if (!isDown(outcome)) {
      this.#answered = [...this.#answered, exchange].slice(-KEPT);
      this.#down = [];
      this.#told = false;
      this.gone = undefined;
      return;
    }
    this.#down = [...this.#down, exchange].slice(-KEPT);
    if (this.gone === undefined && this.#isGone()) this.#goes(outcome);
  }

  #isGone(): boolean {
    if (this.#down.length >= NOBODY_AFTER && this.#down.slice(-NOBODY_AFTER).every(foundNobody)) return true;
    const operations = new Set(this.#down.map(({ operation }) => operation));
    return this.#answered.length > 0 && this.#down.length >= DOWN_AFTER && operations.size > 1;
  }

  #goes(outcome: Outcome): void {
    const fact = outcome.kind === 'none' ? outcome.detail : `everything is answered ${told(outcome)}`;
    this.gone = fact;
    const last = [...this.#answered].sort((a, b) => a.startedAt - b.startedAt);
    // Who was under way when it went down, and heard no more, is the first to be looked at.
    const cut = this.#down.find((one) => one.outcome.kind === 'none' && one.outcome.reason === 'closed');
    const exchange = cut ?? last.pop();
    const [first] = this.#down;
    if (this.#told || !exchange || !first || this.#answered.length === 0) return;
    this.#told = true;
    const until = Math.max(...this.#answered.map(({ startedAt, duration }) => startedAt + duration));
    const before = last.slice(-SHOWN);
    this.#loss = { kind: 'outage', fact, until, since: first.startedAt, exchange, before };
  }

  /** An outage that nobody was told of yet. */
  takeLoss(): Loss | undefined {
    const loss = this.#loss;
    this.#loss = undefined;
    return loss;
  }
}
