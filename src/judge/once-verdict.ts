import type { EnvironmentName } from '../contract/exchange.js';
import type { Verdict } from '../contract/verdict.js';
import type { Judgement } from '../rules/rule.js';
import { evidence, type Show } from './evidence.js';

/** The verdict of a case that belongs to no operation. */
export function onceVerdict(
  judgement: Judgement,
  environment: EnvironmentName,
  { sends, at }: { readonly sends: string; readonly at?: string },
  show: Show,
): Verdict {
  if (judgement.holds === true) return { status: 'passed', notes: (judgement.notes ?? []).map(show) };
  if (judgement.holds === 'unknown') return { status: 'errored', reason: judgement.reason, notes: [] };
  if (judgement.holds === 'nothing') return { status: 'skipped', reason: judgement.reason, notes: [] };
  const { holds: _, cause, exchange, expected, received, ...rest } = judgement;
  return {
    status: 'failed',
    notes: [],
    finding: {
      ...(at !== undefined && { at }),
      ...rest,
      expected: show(expected),
      received: show(received),
      sent: sends,
      environments: [environment],
      ...(exchange && { exchange: evidence(exchange, show) }),
      cause: cause ?? received,
    },
  };
}
