import type { CaseResult, RunResult } from '../../src/judge/result.js';
import { caseOf, exchangeOf, failed, passed, resultOf, skipped } from './run-result.js';

const RULES = ['parameter/required', 'parameter/type', 'error/envelope', 'response/schema', 'status/success'];

/** A run of many cases, one in fifty of them a failure with a cause of its own. */
export function largeRun(cases: number, answer = '{"error_code":"NOT_FOUND","list":[1,2,3]}'): RunResult {
  const results = Array.from({ length: cases / 2 }, (_, index) => pair(index, answer)).flat();
  return resultOf(results);
}

function pair(index: number, answer: string): CaseResult[] {
  return (['sandbox', 'production'] as const).map((environment) => {
    const parts = {
      environment,
      operation: `Folder ${index % 12} / Operation ${index % 150}`,
      rule: RULES[index % RULES.length] ?? '',
      variation: `field_${index}`,
    };
    if (index % 50 === 0) {
      const exchange = exchangeOf({ environment, body: `{"index":${index}}`, status: 404, answer });
      return caseOf(failed({ received: `status 404 (${index})`, cause: `cause ${index}`, exchange }), parts);
    }
    return caseOf(index % 9 === 0 ? skipped('no schema is bound') : passed(), parts);
  });
}
