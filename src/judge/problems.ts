import { createHash } from 'node:crypto';
import type { EnvironmentName } from '../contract/exchange.js';
import { isUnavailable } from '../contract/loss.js';
import { broaderOf, broadLeft, broadSought, isBroader, isNarrower } from './broader.js';
import { gatewayKindOf } from './by-gateway.js';
import { clearness, gatewayClearness } from './clearest.js';
import { byGravity } from './gravity.js';
import { LOST } from './lost.js';
import type { CaseResult, Problem } from './result.js';
import { type Failed, isOfProbe, isOfValid, left, sought } from './traces.js';

/** Groups findings by cause: one broken thing is one problem, however many cases show it; the worst first. */
export function problemsOf(results: readonly CaseResult[]): Problem[] {
  const failed = results.flatMap((result) =>
    result.verdict.status === 'failed' ? [{ result, finding: result.verdict.finding }] : [],
  );
  const outages = failed.filter(({ finding }) => finding.cause === LOST.outage);
  const sentence = (one: Failed): string =>
    sameSentence(outages.find((outage) => isOfOutage(one, outage)) ?? one);
  const bySentence = [...grouped(failed, sentence).values()].map(clearestFirst);
  return joined(bySentence).map(problem).sort(byGravity);
}

/**
 * One rule that is broken in the same way, on whichever operations and in whichever environments; of what a gateway
 * answered, whichever rules.
 */
const sameSentence = ({ result, finding }: Failed): string =>
  gatewayKindOf(finding) ?? `${result.case.rule}\n${finding.cause}`;

/** Joins findings to the clearer group that they follow from, where all of their own group do. */
function joined(groups: readonly Failed[][]): Failed[][] {
  const broader = broaderOf(groups.flat());
  const sorted = [...groups].sort((a, b) => rank(a, broader) - rank(b, broader));
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

/** Whether a gateway spoke for an environment that was down. */
function isOfOutage({ result, finding: { exchange } }: Failed, { finding, ...outage }: Failed): boolean {
  return (
    exchange?.outcome.kind === 'answer' &&
    exchange.outcome.gateway !== undefined &&
    isUnavailable(exchange.outcome) &&
    result.case.environment === outage.result.case.environment &&
    exchange.startedAt >= (finding.exchange?.startedAt ?? Number.POSITIVE_INFINITY)
  );
}

/** Of what a gateway answered, several rules make one group; where only one thing provoked it, that leads. */
function clearestFirst(group: Failed[]): Failed[] {
  const outage = group.find(({ finding }) => finding.cause === LOST.outage);
  if (outage) return [outage, ...group.filter((one) => one !== outage)];
  if (!group[0] || gatewayKindOf(group[0].finding) === undefined) return group;
  const provoked = new Set(group.filter(isOfProbe).map(({ result }) => result.case.rule));
  const clearer = provoked.size === 1 && !group.some(isOfValid) ? clearness : gatewayClearness;
  return [...group].sort((a, b) => clearer(a) - clearer(b));
}

/** Smaller is clearer. */
function rank(group: readonly Failed[], broader: ReadonlySet<string>): number {
  // It follows from nothing.
  if (group[0] && gatewayKindOf(group[0].finding) !== undefined) return Number.MIN_SAFE_INTEGER;
  if (group.some((failed) => isBroader(failed, broader))) return -1;
  if (group.every((failed) => isNarrower(failed, broader))) return Number.MAX_SAFE_INTEGER;
  return group[0] ? clearness(group[0]) : 0;
}

const causeOf = (failed: Failed, byTrace: ReadonlyMap<string, Failed[]>): Failed[] | undefined =>
  [...sought(failed), ...broadSought(failed)]
    .map((trace) => byTrace.get(trace))
    .find((cause) => cause !== undefined);

function problem(group: readonly Failed[]): Problem {
  const [first] = group;
  if (!first) throw new RangeError('a problem has at least one finding');
  const { rule } = first.result.case;
  const clear = group.filter(({ result }) => result.case.rule === rule);
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
