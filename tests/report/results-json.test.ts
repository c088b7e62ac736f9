import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { VERDICTS } from '../../src/contract/verdict.js';
import type { RunResult } from '../../src/judge/result.js';
import { renderResults } from '../../src/report/results-json.js';
import { RESULTS_SCHEMA } from '../../src/report/results-schema.js';
import { caseOf, exchangeOf, failed, HOSTILE, oneOfEach, resultOf } from './run-result.js';

const whole = (result: RunResult): string => [...renderResults(result)].join('');

const ajv = new Ajv2020({ strict: true, allErrors: true });
formats.default(ajv);
const validate = ajv.compile(RESULTS_SCHEMA);

function read(text: string) {
  const json = JSON.parse(text);
  expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
  return json;
}

describe('results.json', () => {
  it('validates against its schema, with every kind of verdict', () => {
    const result = resultOf(oneOfEach());
    const json = read(whole(result));
    expect(json.cases.map((each: { id: string }) => each.id)).toEqual(
      result.results.map((each) => each.case.id),
    );
  });

  it('validates with no case, no answer, and a comparison of binary answers', () => {
    read(whole(resultOf([])));
    const silent = {
      ...exchangeOf(),
      outcome: { kind: 'none', reason: 'closed', detail: 'closed', code: 'ECONNRESET' } as const,
      retried: [{ detail: 'no answer', waited: 1.5 }],
    };
    const binary = exchangeOf({ environment: 'production', answer: Buffer.from([0, 255, 1, 2]) });
    const json = read(
      whole(resultOf([caseOf(failed({ exchange: silent, counterpart: binary, at: 'x', advice: 'y' }))])),
    );
    expect(json.cases[0].finding.counterpart.outcome.body).toEqual({ bytes: 4, startsWithHex: '00ff0102' });
  });

  it('counts what its cases are', () => {
    const json = read(whole(resultOf(oneOfEach())));
    const verdicts: string[] = json.cases.map((each: { verdict: string }) => each.verdict);
    for (const verdict of VERDICTS) {
      expect(json.counts[verdict]).toBe(verdicts.filter((each) => each === verdict).length);
      expect(json.environments.sandbox[verdict] + json.environments.production[verdict]).toBe(
        json.counts[verdict],
      );
    }
    expect(json.planned).toBe(verdicts.length);
  });

  it('refuses a verdict without its reason or finding, and anything that it does not know', () => {
    const json = JSON.parse(whole(resultOf(oneOfEach())));
    const [first] = json.cases;
    for (const broken of [
      { ...first, verdict: 'failed' },
      { ...first, verdict: 'skipped' },
      { ...first, x: 1 },
    ]) {
      expect(validate({ ...json, cases: [broken] })).toBe(false);
    }
  });

  it('carries the identity of the run', () => {
    const { identity } = read(whole(resultOf(oneOfEach())));
    expect(identity).toMatchObject({
      suite: { version: '1.2.3' },
      commit: '0123456789abcdef',
      startedAt: '2026-01-02T03:04:05.678Z',
    });
  });

  it('survives hostile texts', () => {
    const exchange = exchangeOf({ body: HOSTILE, answer: HOSTILE });
    const json = read(whole(resultOf([caseOf(failed({ exchange }), { operation: HOSTILE })])));
    expect(json.cases[0].operation).toBe(HOSTILE);
  });

  it('cuts long bodies', () => {
    const exchange = exchangeOf({ body: 'x'.repeat(4096), answer: 'y'.repeat(4096) });
    expect(whole(resultOf([caseOf(failed({ exchange }))])).length).toBeLessThan(20_000);
  });
});
