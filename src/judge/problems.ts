import { createHash } from 'node:crypto';
import type { EnvironmentName } from '../contract/exchange.js';
import type { Finding } from '../contract/verdict.js';
import type { CaseResult, Problem } from './result.js';

interface Failed {
  readonly result: CaseResult;
  readonly finding: Finding;
}

/**
 * Which sentence names a cause best, when several are broken by one answer: what the request provoked before
 * what is wrong with the answer's status, before its body, before what merely follows from it.
 */
const CLEAREST = [
  'transport/',
  'authentication/',
  'request/',
  'parameter/',
  'resource/',
  'status/unknown',
  'response/complete',
  'response/json',
  'response/content-type',
  'status/documented',
  'status/no-server-error',
  'status/success',
  'status/repeatable',
  'error/success-is-not-error',
  'error/envelope',
  'error/',
  'response/undocumented-field',
  'response/echo',
  'response/binary',
  'response/schema',
  'collection/',
  'environment/parity',
];

/** Groups findings by cause: one broken thing is one problem, however many cases show it. */
export function problemsOf(results: readonly CaseResult[]): Problem[] {
  const failed = results.flatMap((result) =>
    result.verdict.status === 'failed' ? [{ result, finding: result.verdict.finding }] : [],
  );
  const bySentence = [...grouped(failed, sameSentence).values()];
  return joined(bySentence)
    .map(problem)
    .sort((a, b) => b.cases.length - a.cases.length);
}

/** One rule that is broken in the same way, on whichever operations and in whichever environments. */
const sameSentence = ({ result, finding }: Failed): string => `${result.case.rule}\n${finding.cause}`;

/** Joins groups that follow from another one: the same answer shows both. */
function joined(groups: readonly Failed[][]): Failed[][] {
  const sorted = [...groups].sort((a, b) => clearness(a) - clearness(b));
  const kept: Failed[][] = [];
  const causes = new Map<string, Failed[]>();
  for (const group of sorted) {
    const cause = causeOf(group, causes);
    if (cause) cause.push(...group);
    else kept.push(group);
    for (const failed of group) {
      for (const trace of tracesOf(failed)) if (!causes.has(trace)) causes.set(trace, cause ?? group);
    }
  }
  return kept;
}

/** The clearer group that each finding of this one follows from, if it is one and the same. */
function causeOf(group: readonly Failed[], causes: ReadonlyMap<string, Failed[]>): Failed[] | undefined {
  const found = new Set(group.map((failed) => followed(failed, causes)));
  const [cause] = found;
  return found.size === 1 ? cause : undefined;
}

function followed(failed: Failed, causes: ReadonlyMap<string, Failed[]>): Failed[] | undefined {
  const { rule } = failed.result.case;
  const byAnswer = answersOf(failed).map((answer) => causes.get(answer));
  // The comparison tells of an operation what another sentence tells of one side; so do the tests of the
  // collection, of what the valid request is answered.
  const about = rule.startsWith('collection/')
    ? validAt
    : rule === 'environment/parity'
      ? placeOf
      : undefined;
  const byPlace = failed.finding.environments.map((name) => about && causes.get(about(name, failed)));
  // Who takes any credential takes the other environment's as well.
  const incorrect = rule.replace(/of-other-environment$/, 'incorrect');
  const byRule = incorrect === rule ? undefined : causes.get(sentenceAt(incorrect, failed));
  return [...byAnswer, ...byPlace, byRule].find((cause) => cause !== undefined);
}

const tracesOf = (failed: Failed): string[] => [
  ...answersOf(failed),
  sentenceAt(failed.result.case.rule, failed),
  placeOf(failed.result.case.environment, failed),
  ...(PROBED.test(failed.result.case.rule) ? [] : [validAt(failed.result.case.environment, failed)]),
];

/** Rules that tell of a request that is to be refused; the others tell of valid ones too. */
const PROBED = /^(authentication|request|parameter)\/|^status\/unknown|^error\//;

const validAt = (environment: EnvironmentName, failed: Failed): string =>
  `valid: ${placeOf(environment, failed)}`;

const sentenceAt = (rule: string, failed: Failed): string =>
  `${rule} at ${placeOf(failed.result.case.environment, failed)}`;

const placeOf = (environment: EnvironmentName, { result }: Failed): string =>
  `${environment} ${result.case.operation}`;

function answersOf({ finding }: Failed): string[] {
  return [finding.exchange, finding.counterpart].flatMap((exchange) =>
    exchange ? [`${exchange.environment} ${exchange.id}`] : [],
  );
}

function clearness(group: readonly Failed[]): number {
  const rule = group[0]?.result.case.rule ?? '';
  const position = CLEAREST.findIndex((prefix) => rule.startsWith(prefix));
  return position < 0 ? CLEAREST.length : position;
}

function problem(group: readonly Failed[]): Problem {
  const [first] = group;
  if (!first) throw new RangeError('a problem has at least one finding');
  const { rule } = first.result.case;
  const clear = group.filter(({ result }) => result.case.rule === rule);
  const operations = distinct(clear.flatMap(({ result }) => result.case.operation ?? []));
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
