import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/judge/result.js';
import { renderJunit } from '../../src/report/junit.js';
import {
  caseOf,
  errored,
  exchangeOf,
  failed,
  HOSTILE,
  IDENTITY,
  oneOfEach,
  passed,
  resultOf,
  skipped,
} from './run-result.js';
import { elements, readXml, type XmlElement } from './xml.js';

const whole = (result: RunResult): string => [...renderJunit(result)].join('');

/** Attribute of a total, and the element that it counts. */
const TOTALS = { tests: 'testcase', failures: 'failure', errors: 'error', skipped: 'skipped' };

function expectTotals(element: XmlElement): void {
  for (const [total, counted] of Object.entries(TOTALS)) {
    expect([total, Number(element.attributes[total])]).toEqual([total, elements(element, counted).length]);
  }
}

describe('junit.xml', () => {
  it('has one test case for each planned case, and totals that equal the elements below them', () => {
    const result = resultOf(oneOfEach());
    const root = readXml(whole(result));
    for (const element of [root, ...elements(root, 'testsuite')]) expectTotals(element);
    expect(elements(root, 'testcase')).toHaveLength(result.results.length);
    expect(Number(root.attributes['failures'])).toBe(result.counts.failed);
    expect(Number(root.attributes['errors'])).toBe(result.counts.errored);
    expect(Number(root.attributes['skipped'])).toBe(result.counts.skipped + result.counts.waived);
  });

  it('has a suite for each environment and operation, and one for cases of no operation', () => {
    const suites = elements(readXml(whole(resultOf(oneOfEach()))), 'testsuite');
    expect(suites.map(({ attributes }) => attributes['name'])).toEqual([
      'sandbox › Things / Make a thing',
      'sandbox › error',
      'production › Things / Make a thing',
      'production › error',
    ]);
    expect(suites[0]?.children.find(({ name }) => name === 'testcase')?.attributes).toMatchObject({
      classname: 'sandbox.Things.Make a thing',
      name: 'authentication/bearer-missing variation 0',
    });
    expect(suites[1]?.children.find(({ name }) => name === 'testcase')?.attributes).toMatchObject({
      classname: 'sandbox.error',
      name: 'error/covered',
    });
  });

  it('tells in a failure what was sent, expected and received, the request_id, and how to see it again', () => {
    const [failure] = elements(readXml(whole(resultOf(oneOfEach()))), 'failure');
    expect(failure?.attributes['message']).toBe('expected status 401 or 403, received status 200');
    for (const text of [
      'authentication/bearer-missing',
      'D10: 200 completed',
      'the valid request without its Authorization header',
      'status 401 or 403',
      'status 200',
      'req_77',
      'curl -i ',
      '"$SANDBOX_CLIENT_ID"',
      "npx --no contract-suite run --rule authentication/bearer-missing --operation 'Things / Make a thing'",
    ]) {
      expect(failure?.text).toContain(text);
    }
  });

  it('tells why a case was skipped, waived or errored', () => {
    const root = readXml(whole(resultOf(oneOfEach())));
    expect(elements(root, 'skipped').map(({ attributes }) => attributes['message'])).toEqual(
      expect.arrayContaining(['no schema is bound', 'waived until 2027-01-01 by Ada: known']),
    );
    expect(elements(root, 'error')[0]?.attributes['message']).toBe('no answer came back');
  });

  it('counts a flaky case as a failure only in the profile release', () => {
    const failures = (profile: string): number => {
      const root = readXml(whole(resultOf(oneOfEach(), { identity: { ...IDENTITY, profile } })));
      expectTotals(root);
      return elements(root, 'failure').length;
    };
    expect(failures('manual')).toBe(2);
    expect(failures('release')).toBe(4);
    expect(elements(readXml(whole(resultOf(oneOfEach()))), 'flakyFailure')).toHaveLength(2);
  });

  it('gives the parts of an assertion and the notes as output', () => {
    const verdict = {
      ...passed(['took 401']),
      parts: [{ name: 'is fast', result: 'failed' as const, message: 'took 3 s' }],
    };
    const [output] = elements(readXml(whole(resultOf([caseOf(verdict)]))), 'system-out');
    expect(output?.text).toBe('failed: is fast (took 3 s)\nnote: took 401');
  });

  it('survives hostile names, reasons and bodies', () => {
    const exchange = exchangeOf({ answer: HOSTILE, body: HOSTILE, answerHeaders: [['X', HOSTILE]] });
    const parts = { operation: HOSTILE, variation: HOSTILE };
    const results = [
      caseOf(failed({ received: HOSTILE, exchange }), parts),
      caseOf(skipped(HOSTILE), { ...parts, rule: 'response/schema' }),
      caseOf(errored(HOSTILE), { ...parts, rule: 'response/json' }),
      caseOf(passed([HOSTILE]), { ...parts, rule: 'response/echo' }),
    ];
    const root = readXml(whole(resultOf(results, { notes: [HOSTILE] })));
    expectTotals(root);
    expect(elements(root, 'failure')[0]?.text).toContain(']]> ]]> & < > " \'');
    expect(elements(root, 'testsuite')[0]?.attributes['name']).toContain('😀');
  });

  it('gives cases that share a name names of their own', () => {
    const results = [passed(), passed(), passed()].map((verdict) => caseOf(verdict, { variation: 'x' }));
    const twin = caseOf(passed(), { variation: 'x (2)' });
    const names = elements(readXml(whole(resultOf([...results, twin]))), 'testcase').map(
      ({ attributes }) => attributes['name'],
    );
    expect(new Set(names).size).toBe(4);
  });

  it('has for a suite the sum of the times below it', () => {
    const results = [0.4, 1.6, 2.5].map((duration, index) =>
      caseOf(passed(), { duration, variation: `${index}` }),
    );
    const [suite] = elements(readXml(whole(resultOf(results))), 'testsuite');
    const times = elements(readXml(whole(resultOf(results))), 'testcase').map(({ attributes }) =>
      Number(attributes['time']),
    );
    expect(times).toEqual([0, 0.002, 0.003]);
    expect(Number(suite?.attributes['time'])).toBe(0.005);
  });

  it('is the same for the same result', () => {
    const result = resultOf(oneOfEach());
    expect(whole(result)).toBe(whole(result));
  });
});
