import { beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/judge/result.js';
import { booksOf, runWith, verdictOf } from './odd.js';
import { SCRIPTS } from './script-manners.js';

let result: RunResult;
beforeAll(async () => {
  result = await runWith({}, SCRIPTS);
});

describe('A run with a script that cannot be ended', () => {
  it.each([
    ['loops for ever', /^errored: newman stopped there: Script execution timed out/],
    ['allocates without end', /^errored: (its script filled the memory|newman stopped there)/],
    ['goes on behind them', /^passed/],
  ])('tells what became of the one that %s', (name, told) => {
    expect(verdictOf(result, `Odd / ${name}`, 'collection/assertion')).toMatch(told);
  });

  it('sends and judges all the same', () => {
    const { held, others } = booksOf(result);
    expect(others).toEqual([]);
    expect(held).toBeGreaterThan(20);
    expect(verdictOf(result, 'Odd / loops for ever', 'status/success')).toMatch(/^passed/);
  });
});
