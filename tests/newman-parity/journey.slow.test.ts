import { describe, expect, it } from 'vitest';
import { journeysCompared } from './journeys.js';

/** `npm run bench -- parity` asks for more. */
const COLLECTIONS = Number(process.env['PARITY_COLLECTIONS'] ?? 200);
const SEED = Number(process.env['PARITY_SEED'] ?? 10_000);

describe('The journey', () => {
  it(
    'sends what newman sends, in its order, with the same assertions and failures, of very many collections',
    async () => {
      const { collections, requests, assertions, red, different } = await journeysCompared(COLLECTIONS, SEED);
      console.info(
        `${collections} journeys compared, ${different.length} differ: ${requests} requests, ${assertions} assertions, ${red} with a failure`,
      );
      expect(different).toEqual([]);
    },
    COLLECTIONS * 5_000,
  );
});
