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

describe('A fault', () => {
  it.each(faults.filter(({ rule }) => !ELSEWHERE.includes(rule)))('$name shows: $says', async (fault) => {
    const before = await correctTour(touched(fault));
    expect(await toured([`${fault.name}@sandbox`], touched(fault), before)).not.toEqual(before);
  });
});
