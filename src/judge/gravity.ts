import { isSuccessful } from '../contract/exchange.js';
import { LOST } from './lost.js';
import type { Problem } from './result.js';

/** What these rules find broken lets something out, or in, that must not pass. */
const BREACHES = /^(privacy|transport)\/|^environment\/isolation$/;

const LOSSES: readonly string[] = Object.values(LOST);

/** Sorts problems, the worst first: what was lost on the way, for it says why so much is not judged; a breach before wrong answers, however many; then by the number of cases. */
export function byGravity(one: Problem, other: Problem): number {
  return (
    Number(isLoss(other)) - Number(isLoss(one)) ||
    Number(isBreach(other)) - Number(isBreach(one)) ||
    other.cases.length - one.cases.length
  );
}

const isLoss = ({ finding: { cause } }: Problem): boolean => LOSSES.includes(cause);

export function isBreach({ rule, finding: { exchange } }: Pick<Problem, 'rule' | 'finding'>): boolean {
  if (BREACHES.test(rule)) return true;
  // That credentials are refused with another status lets nobody in.
  return rule.startsWith('authentication/') && exchange !== undefined && isSuccessful(exchange.outcome);
}
