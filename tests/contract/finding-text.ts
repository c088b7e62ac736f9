import type { Finding } from '../../src/contract/verdict.js';
import type { UserRule } from '../../src/judge/result.js';
import type { PlannedCase } from '../../src/plan/case.js';
import { ruleLines } from '../../src/report/documented.js';
import { outcomeText, requestText } from '../../src/report/exchange-text.js';
import { findingLines } from '../../src/report/explanation.js';
import { printed } from '../../src/report/printed.js';

/** What a failed test says: the rule, what was sent, expected and received, and both messages. */
export function findingText({ rule }: PlannedCase, finding: Finding, userRules: readonly UserRule[]): string {
  const { exchange } = finding;
  const lines = [
    rule,
    ...ruleLines(rule, { userRules }),
    ...findingLines(finding).map(([label, value]) => `${label}: ${value}`),
    ...(exchange ? ['', requestText(exchange), '', outcomeText(exchange)] : []),
  ];
  return printed(lines.join('\n'));
}
