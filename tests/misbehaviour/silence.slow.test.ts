import { beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/judge/result.js';
import { booksOf, runWith, verdictOf } from './odd.js';
import { SILENCES } from './silence-manners.js';

let result: RunResult;
beforeAll(async () => {
  result = await runWith(SILENCES);
});

describe('A run against an API that does not answer, or not with HTTP', () => {
  it.each([
    ['silent', 'status/success', /^failed: no answer: no whole answer within/],
    ['silent', 'authentication/client-id-missing', /^errored: .* does not answer its valid request either/],
    ['silent', 'response/complete', /^errored: .* let 3 requests run into the time-out/],
    ['silent to what is invalid', 'status/success', /^passed/],
    ['silent to what is invalid', 'request/content-type-missing', /^failed: no answer/],
    ['silent to what is invalid', 'request/post-only', /^errored: .* let 3 requests run into the time-out/],
    ['closed', 'status/success', /^failed: no answer: the connection was closed without an answer/],
    ['a malformed status line', 'status/success', /^failed: no answer: what came was no HTTP\/1.1 answer/],
    ['many headers', 'status/success', /^failed: no answer: what came was no HTTP\/1.1 answer/],
    ['a control character', 'status/success', /^failed: no answer: what came was no HTTP\/1.1 answer/],
    ['a control character', 'collection/assertion', /^errored: no whole answer/],
  ])('tells of %s in %s', (name, rule, told) => {
    expect(verdictOf(result, `Odd / ${name}`, rule)).toMatch(told);
  });

  it('judges the operations beside it', () => {
    const { held, others } = booksOf(result);
    expect(others).toEqual([]);
    expect(held).toBeGreaterThan(20);
  });
});
