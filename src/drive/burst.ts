import type { Exchange } from '../contract/exchange.js';
import { header } from '../contract/exchange.js';
import type { PlannedBurst } from '../plan/planned.js';
import type { BurstSeen } from '../rules/rule.js';
import type { EnvironmentDrive } from './environment-drive.js';
import { pause } from './wire/pace.js';
import { retryAfter } from './wire/retry.js';

/** Requests under way at once. */
const IN_FLIGHT = 24;
/** So many requests without an answer, or with one of another kind, end the burst. */
const OTHERS = 8;
/** The longest Retry-After that is waited for, in milliseconds. */
const LONGEST_WAIT = 65_000;
/** Added to what Retry-After says: it counts in whole seconds, and from the server's clock. */
const GRACE = 500;

/**
 * Sends the valid request of one operation past pace and retries until the first 429, or up to the rule's bound;
 * then waits as long as Retry-After says and sends one more.
 *
 * @returns why nothing could be sent, or what was seen
 */
export async function burst(
  { operation, rule: { most, seconds } }: PlannedBurst,
  environment: EnvironmentDrive,
  signal: AbortSignal,
): Promise<BurstSeen | string> {
  const send = async (): Promise<Exchange | undefined> => {
    const scopes = environment.withRow(environment.latest, environment.rowOf(operation));
    const request = environment.resolve(operation, scopes);
    if (typeof request === 'string') return undefined;
    return (await environment.recorder.hasty(request, { by: 'suite', operation, base: request })).exchange;
  };
  const first = await send();
  if (!first) return `${operation.name} has variables without a value`;
  if (!isSuccess(first) && statusOf(first) !== 429) return { first, sent: 1, others: [] };
  const seen = new Seen(first);
  const end = performance.now() + seconds * 1000;
  const lane = async (): Promise<void> => {
    while (!seen.over && seen.sent < most && performance.now() < end && !signal.aborted) {
      seen.sent += 1;
      const exchange = await send();
      if (exchange) seen.take(exchange);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return withWait(seen, send, signal);
}

class Seen {
  sent = 1;
  limited: Exchange | undefined;
  readonly others: Exchange[] = [];

  constructor(readonly first: Exchange) {
    this.take(first);
  }

  get over(): boolean {
    return this.limited !== undefined || this.others.length >= OTHERS;
  }

  take(exchange: Exchange): void {
    if (statusOf(exchange) === 429) this.limited ??= exchange;
    else if (!isSuccess(exchange)) this.others.push(exchange);
  }
}

async function withWait(
  { first, sent, limited, others }: Seen,
  send: () => Promise<Exchange | undefined>,
  signal: AbortSignal,
): Promise<BurstSeen> {
  if (limited?.outcome.kind !== 'answer') return { first, sent, others };
  const asked = retryAfter(header(limited.outcome.headers, 'retry-after'));
  const seen = { first, sent, others, limited, ...(asked !== undefined && { asked }) };
  if (asked === undefined || asked > LONGEST_WAIT) return seen;
  await pause(asked + GRACE, signal);
  const after = signal.aborted ? undefined : await send();
  return { ...seen, ...(after && { after }) };
}

const statusOf = ({ outcome }: Exchange): number | undefined =>
  outcome.kind === 'answer' ? outcome.status : undefined;

function isSuccess(exchange: Exchange): boolean {
  const status = statusOf(exchange) ?? 0;
  return status >= 200 && status < 300;
}
