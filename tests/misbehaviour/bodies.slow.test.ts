import { beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/judge/result.js';
import { BODIES } from './body-manners.js';
import { booksOf, runWith, verdictOf } from './odd.js';

let result: RunResult;
beforeAll(async () => {
  result = await runWith(BODIES, {}, 800);
});

describe('A run against an API whose bodies misbehave', () => {
  it.each([
    ['endless chunks', 'response/complete', /^failed: status 200, then no whole answer within/],
    ['endless chunks', 'status/unknown-endpoint', /^errored: .* let 3 requests run into the time-out/],
    ['a drip', 'response/complete', /^failed: status 200, then no whole answer within/],
    ['garbage', 'response/complete', /more than 10485760 bytes|no whole answer within/],
    ['cut', 'response/complete', /^failed: status 200, then the body broke off after 5 bytes/],
    ['length too long', 'response/complete', /^failed: status 200, then no whole answer within/],
    ['length too short', 'response/json', /^failed: status 200 with text that is no JSON/],
    ['broken gzip', 'response/complete', /^failed: .*no gzip, as its Content-Encoding says/],
    ['gzip only said', 'response/complete', /^failed: .*no gzip, as its Content-Encoding says/],
    ['gzip bomb', 'response/complete', /^passed: .*unfolds to more than 10485760 bytes/],
    ['no UTF-8', 'response/json', /^failed: status 200 with bytes that are not UTF-8/],
    ['cut', 'collection/assertion', /^errored: no whole answer/],
  ])('tells of %s in %s', (name, rule, told) => {
    expect(verdictOf(result, `Odd / ${name}`, rule)).toMatch(told);
  });

  it('judges the operations beside them', () => {
    const { held, others } = booksOf(result);
    expect(others).toEqual([]);
    expect(held).toBeGreaterThan(20);
  });

  it('asks an operation that hangs a few times, not once for each case', () => {
    const endless = result.results.filter(({ case: { operation } }) => operation === 'Odd / endless chunks');
    const probed = endless.filter(({ verdict }) => verdict.status === 'failed');
    expect(endless.length).toBeGreaterThan(15);
    expect(probed.length).toBeLessThan(6);
  });
});
