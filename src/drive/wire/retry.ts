import { header, type NoAnswer, type Outcome, type RetriedAttempt } from '../../contract/exchange.js';
import type { WireResult } from './client.js';
import type { Hold } from './holds.js';
import { type Pace, pause } from './pace.js';

export interface Retries {
  /** Further attempts. */
  readonly retries: number;
  /** Whether an attempt without an answer may have been carried out. */
  readonly changes?: boolean;
  readonly signal?: AbortSignal;
}

export interface Retried extends WireResult {
  readonly retried: readonly RetriedAttempt[];
}

/** What the suite itself ended is not tried again. */
const FINAL = new Set<NoAnswer['reason']>(['guard', 'limit', 'aborted']);

/** Sends, and tries again after no answer, 429 and 503; `Retry-After` is honoured, as long as the hold allows. */
export async function sendWithRetries(
  send: () => Promise<WireResult>,
  pace: Pace,
  hold: Hold,
  { retries, changes = false, signal }: Retries,
): Promise<Retried> {
  const retried: RetriedAttempt[] = [];
  let lost: NoAnswer | undefined;
  for (;;) {
    const over = await hold.take(signal);
    if (over !== undefined) return { ...NOTHING_SENT, outcome: limited(over), retried };
    await pace.take(signal);
    const result = await send();
    const detail = worthRetrying(result.outcome);
    // A time-out has cost its time already: one more is enough to tell chance from habit.
    const allowed = detail === TIMED_OUT ? Math.min(1, retries) : retries;
    if (detail === undefined || retried.length >= allowed || signal?.aborted)
      return { ...result, outcome: lost ? toldBy(lost, result.outcome) : result.outcome, retried };
    if (changes && mayBeDone(result.outcome)) lost ??= result.outcome;
    const asked = askedFor(result.outcome);
    const waited = asked ?? backOff(retried.length);
    const status = result.outcome.kind === 'answer' ? { status: result.outcome.status } : {};
    // Where the endpoint asks for less, all that goes there waits; else only this request.
    if (status.status === 429 || asked !== undefined) {
      const tooLong = hold.slowDown(waited, detail);
      if (tooLong !== undefined) return { ...result, outcome: limited(tooLong), retried };
    } else await pause(waited, signal);
    // An answer is worth more than the word that the run was stopped.
    if (signal?.aborted) return { ...result, retried };
    retried.push({ ...status, detail, waited });
  }
}

const NOTHING_SENT = { startedAt: 0, duration: 0 };
const limited = (detail: string): NoAnswer => ({ kind: 'none', reason: 'limit', detail });

/** A change that was carried out is there, or gone, when it is sent again: that refusal tells nothing of the API. */
function toldBy(lost: NoAnswer, outcome: Outcome): Outcome {
  if (outcome.kind === 'none' || !REPEATED.has(outcome.status)) return outcome;
  const again = `sent again, it was answered ${outcome.status}, as where the first was carried out`;
  return { ...lost, detail: `${lost.detail}; ${again}` };
}

/** What an API may answer to a change that it made before. */
const REPEATED = new Set([400, 404, 409, 410, 412, 422]);

const ARRIVED = new Set<NoAnswer['reason']>(['timeout', 'closed', 'protocol']);

const mayBeDone = (outcome: Outcome): outcome is NoAnswer =>
  outcome.kind === 'none' && ARRIVED.has(outcome.reason);

const TIMED_OUT = 'no answer in time';

function worthRetrying(outcome: Outcome): string | undefined {
  if (outcome.kind === 'none') {
    if (FINAL.has(outcome.reason)) return undefined;
    return outcome.reason === 'timeout' ? TIMED_OUT : outcome.detail;
  }
  return outcome.status === 429 || outcome.status === 503 ? `answered ${outcome.status}` : undefined;
}

/** Milliseconds: twice as long each time, with some jitter. */
const backOff = (attempt: number): number => 250 * 2 ** attempt * (0.75 + Math.random() / 2);

/** Milliseconds that the server asks for. */
function askedFor(outcome: Outcome): number | undefined {
  if (outcome.kind === 'none') return undefined;
  // A date is one of the server's clock, which need not be this machine's.
  const now = Date.parse(header(outcome.headers, 'date') ?? '');
  return retryAfter(header(outcome.headers, 'retry-after'), Number.isNaN(now) ? Date.now() : now);
}

/** Milliseconds that a `Retry-After` header asks for; undefined where it is none. */
export function retryAfter(value: string | undefined, now = Date.now()): number | undefined {
  if (value === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000;
  // Date.parse takes nearly anything for a date, `-1` too.
  const date = /\d\d:\d\d:\d\d/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
