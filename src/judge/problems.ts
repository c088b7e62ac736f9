import { createHash } from 'node:crypto';
import type { EnvironmentName } from '../contract/exchange.js';
import { broaderOf, broadLeft, broadSought, isBroader, isNarrower } from './broader.js';
import { clearness } from './clearest.js';
import { byGravity } from './gravity.js';
import { clearestFirst, type KindOf, kindsIn } from './one-kind.js';
import type { CaseResult, Problem } from './result.js';
import { type Failed, left, sought } from './traces.js';

/** Groups findings by cause: one broken thing is one problem, however many cases show it; the worst first. */
export function problemsOf(results: readonly CaseResult[]): Problem[] {
  const failed = results.flatMap((result) =>
    result.verdict.status === 'failed' ? [{ result, finding: result.verdict.finding }] : [],
  );
  const kindOf = kindsIn(failed);
  const groups = [...grouped(failed, (one) => kindOf(one) ?? sameSentence(one)).values()];
  const sorted = groups.map((group) => (isOneKind(group, kindOf) ? clearestFirst(group) : group));
  return joined(sorted, kindOf)
    .map((group) => problem(group, kindOf))
    .sort(byGravity);
}

/** One rule that is broken in the same way, on whichever operations and in whichever environments. */
const sameSentence = ({ result, finding }: Failed): string => `${result.case.rule}\n${finding.cause}`;

/** Whether it is one thing that whichever rules show. */
const isOneKind = ([first]: readonly Failed[], kindOf: KindOf): boolean =>
  first !== undefined && kindOf(first) !== undefined;

/** Joins findings to the clearer group that they follow from, where all of their own group do. */
function joined(groups: readonly Failed[][], kindOf: KindOf): Failed[][] {
  const broader = broaderOf(groups.flat());
  const sorted = [...groups].sort((a, b) => rank(a, broader, kindOf) - rank(b, broader, kindOf));
  const kept: Failed[][] = [];
  const byTrace = new Map<string, Failed[]>();
  for (const group of sorted) {
    const causes = group.map((failed) => causeOf(failed, byTrace) ?? group);
    const follows = !causes.includes(group);
    if (!follows) kept.push(group);
    for (const [index, failed] of group.entries()) {
      const home = follows ? (causes[index] ?? group) : group;
      if (home !== group) home.push(failed);
      for (const trace of [...left(failed), ...broadLeft(failed)])
        if (!byTrace.has(trace)) byTrace.set(trace, home);
    }
  }
  return kept;
}

/** Smaller is clearer. */
function rank(group: readonly Failed[], broader: ReadonlySet<string>, kindOf: KindOf): number {
  // It follows from nothing.
  if (isOneKind(group, kindOf)) return Number.MIN_SAFE_INTEGER;
  if (group.some((failed) => isBroader(failed, broader))) return -1;
  if (group.every((failed) => isNarrower(failed, broader))) return Number.MAX_SAFE_INTEGER;
  return group[0] ? clearness(group[0]) : 0;
}

const causeOf = (failed: Failed, byTrace: ReadonlyMap<string, Failed[]>): Failed[] | undefined =>
  [...sought(failed), ...broadSought(failed)]
    .map((trace) => byTrace.get(trace))
    .find((cause) => cause !== undefined);

function problem(group: readonly Failed[], kindOf: KindOf): Problem {
  const [first] = group;
  if (!first) throw new RangeError('a problem has at least one finding');
  const { rule } = first.result.case;
  const clear = isOneKind(group, kindOf) ? group : group.filter(({ result }) => result.case.rule === rule);
  const operations = distinct(group.flatMap(({ result }) => result.case.operation ?? []));
  const environments = distinct(clear.flatMap(({ finding }) => finding.environments));
  return {
    id: createHash('sha256')
      .update(`${rule}\n${operations.join('\n')}\n${first.finding.cause}`)
      .digest('hex')
      .slice(0, 10),
    rule,
    operations,
    environments: environments.sort(bySandboxFirst),
    finding: first.finding,
    cases: group.map(({ result }) => result.case.id),
    rules: distinct(group.map(({ result }) => result.case.rule)),
  };
}

const bySandboxFirst = (a: EnvironmentName, b: EnvironmentName): number => b.localeCompare(a);

function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

const distinct = <T>(items: readonly T[]): T[] => [...new Set(items)];
