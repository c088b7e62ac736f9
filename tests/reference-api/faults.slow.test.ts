import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/reference-api/faults/fault.js';
import { faults } from '../../src/reference-api/faults/index.js';
import { type ReferenceApi, startReferenceApi } from '../../src/reference-api/start.js';
import { Client } from './client.js';
import { ANY, Different, tour } from './tour.js';
import { prepared } from './tour-objects.js';

/** What a tour of one environment's answers cannot show has tests of its own. */
const ELSEWHERE = ['transport/tls-minimum', 'transport/plaintext-refused', 'rate-limit/limited'];

let api: ReferenceApi;
const correct = new Map<string, readonly string[]>();

beforeAll(async () => {
  api = await startReferenceApi();
});
afterAll(() => api.close());

/** What sandbox answers on a tour, with faults in it, up to the first line that is not the expected one. */
async function toured(
  names: readonly string[],
  touches: readonly string[],
  expected?: readonly string[],
): Promise<readonly string[]> {
  const environments = await api.become({ faults: names });
  const sandbox = new Client({ ...api, environments });
  const production = new Client({ ...api, environments }, 'production');
  try {
    const strangers = await prepared(async (path, sent) => (await production.send(path, sent)).json);
    return await tour(sandbox, touches, strangers.ids, expected);
  } catch (error) {
    if (error instanceof Different) return [error.message];
    throw error;
  } finally {
    sandbox.close();
    production.close();
  }
}

/** What the correct API answers on the same tour. */
async function correctTour(touches: readonly string[]): Promise<readonly string[]> {
  const known = correct.get(touches.join()) ?? (await toured([], touches));
  correct.set(touches.join(), known);
  return known;
}

const touched = ({ touches = ANY }: Fault): readonly string[] => touches.slice(0, 3);

/** One for each rule; `contract-suite prove` tries them all. */
const sample = [
  ...new Map(
    faults
      .filter(({ rule, requests }) => !ELSEWHERE.includes(rule) && !requests)
      .map((fault) => [fault.rule, fault]),
  ).values(),
];

describe('A fault', () => {
  it.each(sample)('$name shows: $says', async (fault) => {
    const before = await correctTour(touched(fault));
    expect(await toured([`${fault.name}@sandbox`], touched(fault), before)).not.toEqual(before);
  });

  it('shows in its environment only', async () => {
    const touches = ['/attributes/list'];
    const before = await correctTour(touches);
    expect(await toured(['teapot@production'], touches)).toEqual(before);
    expect((await toured(['teapot'], touches)).join()).toContain('/attributes/list 418');
  });

  it('leaves the others their place', async () => {
    const lines = await toured(['teapot', 'echo-changed'], ['/attributes/list', '/sources/create']);
    expect(lines.join()).toContain('/attributes/list 418');
    expect(lines.join()).toContain('“CAFÉ”');
  });
});

describe('A fault of the rate limit', () => {
  const limited = faults.filter(({ rule }) => rule === 'rate-limit/limited');
  let slow: ReferenceApi;
  beforeAll(async () => {
    slow = await startReferenceApi({ rateLimit: 1 });
  });
  afterAll(() => slow.close());

  /** Every kind of answer to more requests than one second takes, without those below the limit. */
  async function answers(names: readonly string[]): Promise<string[]> {
    const client = new Client({ ...slow, environments: await slow.become({ faults: names }) });
    const burst = Array.from({ length: 6 }, () => client.send('/models/list').catch(() => undefined));
    const lines = (await Promise.all(burst)).map((received) =>
      received ? `${received.status} ${received.headers} ${received.bytes}` : 'none',
    );
    client.close();
    const masked = lines.map((line) => line.replace(/req_[0-9a-f]{20}/g, 'req'));
    return [...new Set(masked.filter((line) => !line.startsWith('200')))];
  }

  // That one shows only to who waits.
  it.each(limited.filter(({ name }) => name !== 'retry-after-too-short'))(
    '$name shows past the limit: $says',
    async ({ name }) => {
      expect(await answers([`${name}@sandbox`])).not.toEqual(await answers([]));
    },
  );
});

describe('A fault that is not there', () => {
  it.each(['no-such-fault', 'teapot@staging', ''])(
    '“%s” is an error before anything starts',
    async (name) => {
      await expect(startReferenceApi({ faults: ['teapot', name] })).rejects.toMatchObject({
        name: 'UnknownFaultError',
        fault: name,
        known: faults.map((fault) => fault.name),
      });
    },
  );
});
