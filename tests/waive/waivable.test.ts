import { describe, expect, it } from 'vitest';
import type { Waiver } from '../../src/contract/model.js';
import { REFERENCE } from '../../src/contract/promises.js';
import type { CaseResult, RunResult } from '../../src/judge/result.js';
import { type ToWaive, toPrune, toWaive, type WaiverFilter } from '../../src/judge/waivable.js';
import { Waivers } from '../../src/judge/waive.js';
import { renderResults } from '../../src/report/results-json.js';
import { runResultOf } from '../../src/report/results-parts.js';
import { caseOf, exchangeOf, failed, IDENTITY, passed, resultOf, skipped } from '../report/run-result.js';

const TODAY = '2027-01-31';
const TERMS = { until: '2027-02-28', owner: 'Ada', reason: 'known' };
const ALL: WaiverFilter = { rules: [], operations: [], environments: [] };

const ended = (results: readonly CaseResult[], more: Partial<RunResult> = {}): RunResult =>
  resultOf(new Waivers([], TODAY, REFERENCE.errors).applied(results), more);
const waived = (
  results: readonly CaseResult[],
  filter: Partial<WaiverFilter> = {},
  waivers: readonly Waiver[] = [],
  more: Partial<RunResult> = {},
): ToWaive => toWaive(ended(results, more), { ...ALL, ...filter }, TERMS, waivers, TODAY, REFERENCE.errors);
const placed = (entry: ToWaive['add'][number] | undefined, more: Partial<Waiver> = {}): Waiver => {
  if (!entry) throw new Error('no waiver was proposed');
  return { ...entry, place: 'collections/contract.yaml:3:5', ...more };
};

const schema = caseOf(failed({ exchange: exchangeOf() }), { rule: 'response/schema' });
const method = caseOf(failed({ exchange: exchangeOf({ status: 418 }) }), {
  rule: 'request/post-only',
  operation: 'Things / Show',
  environment: 'production',
  variation: 'GET',
});
const flaky: CaseResult = { ...schema, verdict: { ...failed(), status: 'flaky' } as CaseResult['verdict'] };

describe('The waivers for what failed', () => {
  it('name rule, operation, environment and fingerprint, each once', () => {
    const { add } = waived([schema, schema, method, caseOf(passed())]);
    expect(add).toEqual([
      {
        rule: 'response/schema',
        operation: 'Things / Make a thing',
        environment: 'sandbox',
        ...TERMS,
        fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
      },
      expect.objectContaining({ rule: 'request/post-only', environment: 'production' }),
    ]);
  });

  it.each<[string, Partial<WaiverFilter>]>([
    ['rules', { rules: ['request/*'] }],
    ['operations', { operations: ['* / Show'] }],
    ['environments', { environments: ['production'] }],
  ])('are only for the %s that are asked for', (_what, filter) => {
    expect(waived([schema, method], filter).add).toMatchObject([{ rule: 'request/post-only' }]);
  });

  it('leave out what is waived already', () => {
    const [first] = waived([schema]).add;
    expect(waived([schema, method], {}, [placed(first)])).toMatchObject({
      add: [{ rule: 'request/post-only' }],
      covered: 1,
    });
  });

  it('renew one that is over', () => {
    const [first] = waived([schema]).add;
    const { add, renew } = waived([schema], {}, [placed(first, { until: '2027-01-30' })]);
    expect(add).toEqual([]);
    expect([...renew]).toEqual([[0, TERMS]]);
  });

  it('take in what is flaky only where the profile takes it for failed', () => {
    expect(waived([flaky]).add).toEqual([]);
    const release = { identity: { ...IDENTITY, profile: 'release' } };
    expect(waived([flaky], {}, [], release).add).toHaveLength(1);
  });
});

describe('A breach', () => {
  const breaches = [
    caseOf(failed({ exchange: exchangeOf() }), { rule: 'authentication/bearer-missing' }),
    caseOf(failed({ exchange: exchangeOf() }), { rule: 'privacy/secret-echo' }),
    caseOf(failed(), { rule: 'transport/tls-minimum', operation: null }),
    caseOf(failed({ exchange: exchangeOf() }), { rule: 'environment/isolation' }),
  ];

  it('is not waived, and told', () => {
    expect(waived(breaches)).toMatchObject({ add: [], breaches });
    expect(waived(breaches, { rules: ['*'] }).add).toEqual([]);
    expect(waived(breaches, { rules: ['*/*'] }).add).toEqual([]);
  });

  it('is waived where a rule names it', () => {
    const { add, breaches: left } = waived(breaches, { rules: ['privacy/*', 'environment/isolation', '*'] });
    expect(add.map(({ rule }) => rule)).toEqual(['privacy/secret-echo', 'environment/isolation']);
    expect(left.map((result) => result.case.rule)).toEqual([
      'authentication/bearer-missing',
      'transport/tls-minimum',
    ]);
  });

  it('is not that a missing credential is refused in another way', () => {
    const refused = caseOf(failed({ exchange: exchangeOf({ status: 400 }) }));
    expect(waived([refused]).add).toHaveLength(1);
  });
});

describe('A waiver', () => {
  const [entry] = waived([schema]).add;
  const pruned = (results: readonly CaseResult[], more: Partial<Waiver> = {}) =>
    toPrune(ended(results), ALL, [placed(entry, more)], REFERENCE.errors);
  const fixed = caseOf(passed(), { rule: 'response/schema' });

  it('is dropped where its case passes, or fails in another way', () => {
    expect([...pruned([fixed]).drop]).toEqual([0]);
    const other = caseOf(failed({ exchange: exchangeOf({ status: 500 }) }), { rule: 'response/schema' });
    expect([...pruned([other]).drop]).toEqual([0]);
  });

  it('stays where its failure is there, flaky too', () => {
    expect(pruned([schema])).toEqual({ drop: new Set(), unknown: [] });
    const again = { ...schema, verdict: { ...schema.verdict, status: 'flaky' } as CaseResult['verdict'] };
    expect(pruned([again]).drop.size).toBe(0);
  });

  it('stays where its case was not in the run, or a case that may be its own was not judged', () => {
    expect(pruned([method])).toEqual({ drop: new Set(), unknown: [] });
    const open = caseOf(skipped('no setup'), { rule: 'response/schema', variation: 'other' });
    expect(pruned([fixed, open])).toMatchObject({ drop: new Set(), unknown: [{ owner: 'Ada' }] });
  });

  it('without a fingerprint stays: a person meant whatever fails there', () => {
    const { fingerprint: _, ...broad } = placed(entry);
    expect(toPrune(ended([fixed]), ALL, [broad], REFERENCE.errors).drop.size).toBe(0);
  });
});

it('That GraphQL refuses a credential with status 200 is known of results that were read back', () => {
  const exchange = exchangeOf();
  const outcome = { ...exchange.outcome, graphql: 'errors' } as typeof exchange.outcome;
  const result = ended([caseOf(failed({ exchange: { ...exchange, outcome } }))]);
  const read = runResultOf(JSON.parse([...renderResults(result)].join('')));
  const { add, breaches } = toWaive(read, ALL, TERMS, [], TODAY, REFERENCE.errors);
  expect([add.length, breaches.length]).toEqual([1, 0]);
});
