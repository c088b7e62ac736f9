import type { Finding } from '../contract/verdict.js';
import type { RunIdentity } from '../judge/result.js';
import { curlLines, runAgain } from './again.js';
import { ruleLines } from './documented.js';
import { outcomeText, requestIdOf, requestText } from './exchange-text.js';
import { indented } from './text.js';

/** What a finding says, as labels and values of one line each. */
export function findingLines(finding: Finding): (readonly [label: string, value: string])[] {
  const id = finding.exchange && requestIdOf(finding.exchange.outcome);
  return [
    ['Sent', finding.sent],
    ['Expected', finding.expected],
    ['Received', finding.received],
    ...(finding.at === undefined ? [] : [['At', finding.at] as const]),
    ...(id === undefined ? [] : [['request_id', id] as const]),
    ...(finding.advice === undefined ? [] : [['Next', finding.advice] as const]),
  ];
}

/** Everything about a failed case in plain text: rule and sentence, sent, expected, received, how to see it again. */
export function explanation(
  rule: string,
  operation: string | undefined,
  finding: Finding,
  identity: RunIdentity,
): string {
  const lines = findingLines(finding).map(([label, value]) => `${`${label}:`.padEnd(12)}${value}`);
  const exchanges = [finding.exchange, finding.counterpart].flatMap((exchange) =>
    exchange
      ? [
          section(`Request (${exchange.environment})`, requestText(exchange)),
          section('Answer', outcomeText(exchange)),
        ]
      : [],
  );
  const again = [...curlLines(finding, identity), runAgain(rule, operation, identity)];
  return [
    [rule, ...ruleLines(rule, identity)].join('\n'),
    lines.join('\n'),
    ...exchanges,
    section('See it again', again.join('\n')),
  ].join('\n\n');
}

const section = (title: string, text: string): string => `${title}\n${indented(text, '  ')}`;
