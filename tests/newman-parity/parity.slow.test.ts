import { describe, expect, it } from 'vitest';
import { compared, told } from './sent.js';

/** `npm run bench -- parity` asks for more. */
const REQUESTS = Number(process.env['PARITY_REQUESTS'] ?? 2_000);
const SEED = Number(process.env['PARITY_SEED'] ?? 1_000);

describe('The valid request of the suite', () => {
  it(
    'has the bytes that newman sends, of very many requests',
    async () => {
      const { requests, unsent, impossible, different } = await compared(REQUESTS, SEED);
      const share = ((impossible / requests) * 100).toFixed(2);
      console.info(
        `${requests} requests compared, ${different.length} differ, ${unsent} that newman cannot send, ${impossible} (${share} %) that the suite says it frames otherwise`,
      );
      expect(different.map(told)).toEqual([]);
      expect(impossible / requests).toBeLessThan(0.01);
    },
    REQUESTS * 150,
  );
});
