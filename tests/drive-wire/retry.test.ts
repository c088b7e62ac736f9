import { describe, expect, it } from 'vitest';
import type { NoAnswer, Outcome } from '../../src/contract/exchange.js';
import { type Hold, Holds } from '../../src/drive/wire/holds.js';
import { Pace } from '../../src/drive/wire/pace.js';
import { sendWithRetries } from '../../src/drive/wire/retry.js';
import { answer } from './exchanges.js';

const none = (reason: NoAnswer['reason']): NoAnswer => ({ kind: 'none', reason, detail: `it was ${reason}` });
const PAST = 'Wed, 21 Oct 2015 07:28:00 GMT';

/** Sends what gives the outcomes one after the other, the last one for ever. */
async function sending(
  outcomes: readonly Outcome[],
  retries = 2,
  signal?: AbortSignal,
  changes: boolean = false,
) {
  let sent = 0;
  const send = async () => {
    const outcome = outcomes[Math.min(sent++, outcomes.length - 1)] ?? none('closed');
    return { outcome, startedAt: 0, duration: 0 };
  };
  const hold = new Holds(60_000).of('A');
  const result = await sendWithRetries(send, new Pace(), hold, {
    retries,
    changes,
    ...(signal && { signal }),
  });
  return { ...result, sent };
}

describe('A request is sent again', () => {
  it.each([
    ['no answer', none('closed')],
    ['429', answer('', [['Retry-After', '0']], 429)],
    ['503', answer('', [['retry-after', PAST]], 503)],
  ])('after %s, and what happened is told', async (_title, first) => {
    const { outcome, sent, retried } = await sending([first, answer('{}')]);
    expect(outcome).toMatchObject({ status: 200 });
    expect(sent).toBe(2);
    expect(retried).toHaveLength(1);
    expect(retried[0]?.detail).toMatch(/answered|it was closed/);
  });

  it('as often as asked for, then the last outcome stands', async () => {
    const { outcome, sent, retried } = await sending([answer('', [['Retry-After', '0']], 503)], 3);
    expect(outcome).toMatchObject({ status: 503 });
    expect([sent, retried.length]).toEqual([4, 3]);
  });

  it('after a time-out once only', async () => {
    const { sent } = await sending([none('timeout')], 5);
    expect(sent).toBe(2);
  });

  it.each([
    ['a refusal by the suite itself', none('guard')],
    ['a stop', none('aborted')],
    ['any other answer', answer('', [], 500)],
  ])('not after %s', async (_title, outcome) => {
    expect((await sending([outcome])).sent).toBe(1);
  });

  it('not where no retries are wanted', async () => {
    expect((await sending([answer('', [], 429)], 0)).sent).toBe(1);
  });

  it('no more once the run is stopped, and the answer stands', async () => {
    const stop = new AbortController();
    const pending = sending([answer('', [], 503)], 5, stop.signal);
    stop.abort();
    const { outcome, retried } = await pending;
    expect(outcome).toMatchObject({ status: 503 });
    expect(retried).toEqual([]);
  });

  it('no sooner than the server asks', async () => {
    const { retried } = await sending([answer('', [['Retry-After', '1']], 429), answer('{}')]);
    expect(retried.map(({ waited }) => waited)).toEqual([1000]);
  });

  it('not where the server asks to wait for too long, which is told', async () => {
    const { outcome, sent } = await sending([answer('', [['Retry-After', '3600']], 429)]);
    expect(sent).toBe(1);
    expect(outcome).toEqual({
      kind: 'none',
      reason: 'limit',
      detail:
        'rate limit: it answered 429 and asked to wait 3600 s; 60 s at most are waited for an operation (--max-wait)',
    });
  });

  it('later each time where the server asks for nothing', async () => {
    const { retried } = await sending([none('closed')], 2);
    const [first = 0, second = 0] = retried.map(({ waited }) => waited);
    expect(first).toBeGreaterThanOrEqual(187);
    expect(second).toBeGreaterThan(first);
  });
});

it('A pace gives turns in the order they were asked for', async () => {
  const pace = new Pace(40);
  const order: number[] = [];
  await Promise.all([1, 2, 3].map((turn) => pace.take().then(() => order.push(turn))));
  expect(order).toEqual([1, 2, 3]);
});

describe('An endpoint that asks to wait', () => {
  /** Whether somebody gets through at once. */
  async function free(hold: Hold): Promise<boolean> {
    const stop = new AbortController();
    let through = false;
    const waiting = hold.take(stop.signal).then(() => {
      through = !stop.signal.aborted;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    stop.abort();
    await waiting;
    return through;
  }

  it('is held back, and the others are not', async () => {
    const holds = new Holds();
    const [one, other] = [holds.of('A'), holds.of('B')];
    one.slowDown(60_000, 'answered 429');
    expect([await free(one), await free(other), holds.slowed]).toEqual([false, true, 1]);
    expect(holds.waiting).toMatchObject({ endpoint: 'A' });
  });

  it('is joined by all where a second one asks at the same time', async () => {
    const holds = new Holds();
    holds.of('A').slowDown(60_000, 'answered 429');
    holds.of('B').slowDown(60_000, 'answered 429');
    expect(await free(holds.of('C'))).toBe(false);
  });

  it('is waited for once, however many of its requests are asked to', async () => {
    const hold = new Holds(70_000).of('A');
    for (let count = 0; count < 5; count++) expect(hold.slowDown(60_000, 'answered 429')).toBeUndefined();
  });

  it('is given up once too much was waited for it, and stays so', async () => {
    const hold = new Holds(50).of('A');
    expect(hold.slowDown(30, 'answered 429')).toBeUndefined();
    expect(await hold.take()).toBeUndefined();
    expect(hold.slowDown(30, 'answered 429')).toMatch(/^rate limit: it answered 429/);
    expect(await hold.take()).toMatch(/^rate limit/);
  });
});
