import { describe, expect, it } from 'vitest';
import type { EnvironmentName } from '../../src/contract/exchange.js';
import type { CaseResult } from '../../src/judge/result.js';
import { judgeFault } from '../../src/prove/fault-judge.js';
import { caseOf, exchangeOf, failed, passed, resultOf } from '../report/run-result.js';

const THING = 'Things / Make a thing';
const OTHER = 'Things / List things';
const RULE = 'request/body-empty';
const BOTH = ['sandbox', 'production'] as const;
const picked = { operations: [THING, OTHER], faulty: [THING] };

function broken(rule: string, operation: string, environment: EnvironmentName): CaseResult {
  const verdict = failed({ environments: [environment], exchange: exchangeOf({ environment }) });
  return caseOf(verdict, { rule, operation, environment });
}
const everywhere = (rule: string, operation = THING): CaseResult[] =>
  BOTH.map((environment) => broken(rule, operation, environment));

describe('A fault', () => {
  it('is diagnosed where a problem names its rule, operation and environments', () => {
    const end = judgeFault({ rule: RULE }, picked, resultOf(everywhere(RULE)));
    expect(end).toMatchObject({ result: 'diagnosed', flaws: [], rules: [RULE], environments: BOTH });
    expect(end.after).toBeGreaterThan(0);
  });

  it('is missed where nothing fails, or only elsewhere', () => {
    expect(judgeFault({ rule: RULE }, picked, resultOf([caseOf(passed())])).result).toBe('missed');
    expect(judgeFault({ rule: RULE }, picked, resultOf(everywhere(RULE, OTHER))).result).toBe('missed');
  });

  it('is only caught where another rule heads the problem', () => {
    const end = judgeFault({ rule: RULE }, picked, resultOf(everywhere('request/body-malformed')));
    expect(end.result).toBe('caught');
    expect(end.flaws[0]).toBe(`${RULE} did not fail where the fault is`);
    expect(end.flaws[1]).toMatch(/^instead request\/body-malformed at Things/);
  });

  it('is only caught where its rule stands under another one', () => {
    const exchange = exchangeOf();
    const verdict = failed({ environments: ['sandbox'], exchange });
    const results = ['status/documented', 'response/schema'].map((rule) => caseOf(verdict, { rule }));
    const end = judgeFault({ rule: 'response/schema', only: 'sandbox' }, picked, resultOf(results));
    expect(end).toMatchObject({
      result: 'caught',
      flaws: ['response/schema stands under status/documented'],
    });
  });

  it('is only caught where an environment is missing, or one is named that has it not', () => {
    const sandbox = resultOf([broken(RULE, THING, 'sandbox')]);
    expect(judgeFault({ rule: RULE }, picked, sandbox).flaws).toEqual(['it is not named in production']);
    const both = resultOf(everywhere(RULE));
    expect(judgeFault({ rule: RULE, only: 'sandbox' }, picked, both).flaws).toEqual([
      'it is named in production as well',
    ]);
  });

  it('is only caught where its problem names an operation that has it not', () => {
    const end = judgeFault(
      { rule: RULE },
      picked,
      resultOf([...everywhere(RULE), ...everywhere(RULE, OTHER)]),
    );
    expect(end.result).toBe('caught');
    expect(end.flaws).toContain(`${RULE} also names ${OTHER}`);
  });

  it('is only caught where too much fails beside it', () => {
    const beside = everywhere('response/schema', OTHER);
    const end = judgeFault({ rule: RULE }, picked, resultOf([...everywhere(RULE), ...beside]));
    expect(end).toMatchObject({ result: 'caught', failed: 4, failedThere: 2 });
    expect(end.flaws).toEqual(['only 2 of 4 failed cases are on operations that have it']);
  });

  it('is diagnosed where the comparison of two environments names the one that has it', () => {
    const exchanges = { exchange: exchangeOf(), counterpart: exchangeOf({ environment: 'production' }) };
    const results = [
      caseOf(failed({ environments: BOTH, ...exchanges }), { rule: 'environment/parity', operation: THING }),
    ];
    const end = judgeFault({ rule: 'environment/parity', only: 'production' }, picked, resultOf(results));
    expect(end).toMatchObject({ result: 'diagnosed', environments: BOTH });
  });
});
