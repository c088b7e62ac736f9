import { describe, expect, it } from 'vitest';
import { compared, told } from './sent.js';

describe('The valid request of the suite', () => {
  it('has the bytes that newman sends, whatever the collection', async () => {
    const { requests, impossible, different } = await compared(200, 1);
    expect(different.map(told)).toEqual([]);
    expect(requests).toBeGreaterThanOrEqual(200);
    expect(impossible / requests).toBeLessThan(0.05);
  });
});
