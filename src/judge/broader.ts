import { type Failed, isOfValid, statusOf } from './traces.js';

/** Rules of a family that have to break alike before what they share is the cause, and not what each of them sent. */
const SEVERAL = 2;
const TEXT = /^parameter\/(unicode|special-characters|overlong|deep-nesting)$/;

/**
 * Findings that others follow from which would head them otherwise, each by its key: an undocumented status that
 * an operation gives to whatever is wrong with a parameter; a value of the valid request that is not answered as
 * it was sent, so that no other text is either.
 */
export function broaderOf(failed: readonly Failed[]): ReadonlySet<string> {
  const rulesOf = new Map<string, Set<string>>();
  for (const one of failed) {
    const { rule } = one.result.case;
    if (!rule.startsWith('parameter/')) continue;
    const key = statusKey(one);
    rulesOf.set(key, (rulesOf.get(key) ?? new Set()).add(rule));
  }
  const isShared = (one: Failed): boolean =>
    one.result.case.rule !== 'status/documented' || (rulesOf.get(statusKey(one))?.size ?? 0) >= SEVERAL;
  return new Set(failed.filter(isShared).flatMap(broadLeft));
}

/** Whether a finding is such a cause. */
export const isBroader = (failed: Failed, broader: ReadonlySet<string>): boolean =>
  failed.result.case.rule === 'status/documented' && broader.has(statusKey(failed));

/** Whether a finding follows from such a cause, and therefore comes after all others. */
export const isNarrower = (failed: Failed, broader: ReadonlySet<string>): boolean =>
  TEXT.test(failed.result.case.rule) && altered(failed) && broader.has(placeKey(failed));

/** What such a cause leaves for those that follow from it. */
export function broadLeft(failed: Failed): string[] {
  const { rule } = failed.result.case;
  if (rule === 'status/documented') return [statusKey(failed)];
  return rule === 'response/echo' && isOfValid(failed) ? [placeKey(failed)] : [];
}

/** Which such cause a finding may follow from. */
export function broadSought(failed: Failed): string[] {
  if (!failed.result.case.rule.startsWith('parameter/')) return [];
  return [altered(failed) ? placeKey(failed) : statusKey(failed)];
}

const altered = ({ finding }: Failed): boolean => finding.cause.startsWith('altered ');

const statusKey = ({ result, finding }: Failed): string =>
  `broad ${result.case.environment} ${result.case.operation} ${finding.exchange && statusOf(finding.exchange)}`;
const placeKey = ({ result, finding }: Failed): string =>
  `echo ${result.case.environment} ${result.case.operation} ${finding.at}`;
