import { describe, expect, it } from 'vitest';
import { journeysCompared } from './journeys.js';

describe('The journey', () => {
  it('sends what newman sends, in its order, with the same assertions and failures', async () => {
    const { different, red, collections } = await journeysCompared(10, 1);
    expect(different).toEqual([]);
    // Both ends are there to be told apart.
    expect(red).toBeGreaterThan(0);
    expect(red).toBeLessThan(collections);
  });
});
