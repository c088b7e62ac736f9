import { isSuccessful } from '../contract/exchange.js';
import type { Problem } from './result.js';

/** What these rules find broken lets something out, or in, that must not pass. */
const BREACHES = /^(privacy|transport)\/|^environment\/isolation$/;

/** Sorts problems, the worst first: a breach before wrong answers, however many, then by the number of cases. */
export function byGravity(one: Problem, other: Problem): number {
  return Number(isBreach(other)) - Number(isBreach(one)) || other.cases.length - one.cases.length;
}

export function isBreach({ rule, finding: { exchange } }: Pick<Problem, 'rule' | 'finding'>): boolean {
  if (BREACHES.test(rule)) return true;
  // That credentials are refused with another status lets nobody in.
  return rule.startsWith('authentication/') && exchange !== undefined && isSuccessful(exchange.outcome);
}
