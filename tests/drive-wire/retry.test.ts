import { describe, expect, it } from 'vitest';
import type { NoAnswer, Outcome } from '../../src/contract/exchange.js';
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
  const pace = new Pace();
  const send = async () => {
    const outcome = outcomes[Math.min(sent++, outcomes.length - 1)] ?? none('closed');
    return { outcome, startedAt: 0, duration: 0 };
  };
  const result = await sendWithRetries(send, pace, { retries, changes, ...(signal && { signal }) });
  return { ...result, sent, pace };
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

  it('no sooner than the server asks, up to a minute', async () => {
    const stop = new AbortController();
    const waits: number[] = [];
    class Watched extends Pace {
      override slowDown(milliseconds: number): void {
        waits.push(milliseconds);
        stop.abort();
      }
    }
    for (const asked of ['2', '3600']) {
      const outcome = answer('', [['Retry-After', asked]], 429);
      const options = { retries: 1, signal: new AbortController().signal };
      await sendWithRetries(async () => ({ outcome, startedAt: 0, duration: 0 }), new Watched(), options);
    }
    expect(waits).toEqual([2_000, 60_000]);
  });

  it('later each time where the server asks for nothing', async () => {
    const { retried } = await sending([none('closed')], 2);
    const [first = 0, second = 0] = retried.map(({ waited }) => waited);
    expect(first).toBeGreaterThanOrEqual(187);
    expect(second).toBeGreaterThan(first);
  });
});

describe('A pace', () => {
  it('gives turns in the order they were asked for, and counts what slowed it down', async () => {
    const pace = new Pace(40);
    const order: number[] = [];
    await Promise.all([1, 2, 3].map((turn) => pace.take().then(() => order.push(turn))));
    expect(order).toEqual([1, 2, 3]);
    expect(pace.slowed).toBe(0);
    pace.slowDown(1);
    await pace.take();
    expect(pace.slowed).toBe(1);
  });

  it('lets nobody through while it is held, who waits already neither', async () => {
    const pace = new Pace(20);
    const stop = new AbortController();
    await pace.take();
    let through = false;
    const waiting = pace.take(stop.signal).then(() => {
      through = true;
    });
    pace.slowDown(60_000);
    // Longer than the turn at twenty a second would have taken.
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(through).toBe(false);
    stop.abort();
    await waiting;
  });
});

describe('A change that was sent again after its answer was lost', () => {
  const again = (first: Outcome, status: number, changes = true) =>
    sending([first, answer('{}', [], status)], 2, undefined, changes);

  it.each([409, 404, 400])(
    'has no answer where it is then refused with %i: it may have been made',
    async (status) => {
      const { outcome } = await again(none('closed'), status);
      expect(outcome).toMatchObject({ kind: 'none', reason: 'closed' });
      expect(outcome).toHaveProperty('detail', expect.stringContaining(`answered ${status}`));
    },
  );

  it('has the answer that says whether it may be made', async () => {
    expect((await again(none('closed'), 401)).outcome).toMatchObject({ status: 401 });
    expect((await again(none('closed'), 201)).outcome).toMatchObject({ status: 201 });
    expect((await again(none('closed'), 500)).outcome).toMatchObject({ status: 500 });
  });

  it('has the refusal where nothing can have arrived before, or nothing was to be changed', async () => {
    expect((await again(none('refused'), 409)).outcome).toMatchObject({ status: 409 });
    expect((await again(none('closed'), 409, false)).outcome).toMatchObject({ status: 409 });
  });
});
