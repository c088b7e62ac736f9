import { describe, expect, it } from 'vitest';
import { Latencies } from '../../src/judge/latency.js';
import { exchangeOf } from '../report/run-result.js';

describe('Latencies', () => {
  it('are told by operation and environment, near the true quantiles', () => {
    const latencies = new Latencies();
    for (let duration = 1; duration <= 1000; duration += 1) latencies.add({ ...exchangeOf(), duration });
    latencies.add({ ...exchangeOf({ environment: 'production' }), duration: 0 });
    const [sandbox, production] = latencies.all;
    expect(sandbox).toMatchObject({ environment: 'sandbox', count: 1000, min: 1, max: 1000 });
    expect(Math.abs((sandbox?.median ?? 0) / 500 - 1)).toBeLessThan(0.05);
    expect(Math.abs((sandbox?.p95 ?? 0) / 950 - 1)).toBeLessThan(0.05);
    expect(production).toMatchObject({
      environment: 'production',
      count: 1,
      min: 0,
      median: 0,
      p95: 0,
      max: 0,
    });
  });

  it('are those of answers only', () => {
    const latencies = new Latencies();
    latencies.add({ ...exchangeOf(), outcome: { kind: 'none', reason: 'timeout', detail: 'no answer' } });
    expect(latencies.all).toEqual([]);
  });
});
