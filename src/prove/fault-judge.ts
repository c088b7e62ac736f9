import { ENVIRONMENTS, type EnvironmentName } from '../contract/exchange.js';
import type { CaseResult, Problem, RunResult } from '../judge/result.js';
import { listed } from '../report/text.js';
import { problemLine } from './problem-line.js';
import type { Picked } from './touched.js';
import type { TrialEnd } from './trial.js';

/** What a fault is to be found as. */
export interface Expected {
  readonly rule: string;
  /** The environment that it holds in; both where there is none. */
  readonly only?: EnvironmentName;
}

/** With one fault in, so much of what fails has to be where the fault is. */
const SHARE = 0.9;

/** Whether a run with a fault in the API found it, and found out what it is. */
export function judgeFault(
  { rule, only }: Expected,
  { faulty }: Picked,
  { results, problems }: RunResult,
): Pick<TrialEnd, 'result' | 'flaws' | 'rules' | 'environments' | 'after' | 'failed' | 'failedThere'> {
  const has = (operation: string): boolean => faulty?.includes(operation) ?? true;
  const where = only ? [only] : ENVIRONMENTS;
  const there = problems.filter(({ operations }) => operations.length === 0 || operations.some(has));
  const named = there.filter((problem) => problem.rule === rule);
  const failed = results.filter(isFailedOperation);
  const failedThere = failed.filter((result) => has(result.case.operation ?? ''));
  const flaws = [
    ...headings(rule, there, named),
    ...named.flatMap((problem) => astray(problem, has)),
    ...(named.length > 0 ? places(named, where) : []),
    ...(failedThere.length < SHARE * failed.length
      ? [`only ${failedThere.length} of ${failed.length} failed cases are on operations that have it`]
      : []),
  ];
  return {
    result: there.length === 0 ? 'missed' : flaws.length === 0 ? 'diagnosed' : 'caught',
    flaws,
    rules: [...new Set([...named, ...there].map((problem) => problem.rule))],
    environments: environmentsOf(named.length > 0 ? named : there),
    after: firstAnswer(results, rule),
    failed: failed.length,
    failedThere: failedThere.length,
  };
}

function headings(rule: string, there: readonly Problem[], named: readonly Problem[]): string[] {
  if (named.length > 0) return [];
  const under = there.find(({ rules }) => rules.includes(rule));
  if (under) return [`${rule} stands under ${under.rule}`];
  return [
    `${rule} did not fail where the fault is`,
    ...there.map((problem) => `instead ${problemLine(problem)}`),
  ];
}

function astray({ rule, operations }: Problem, has: (operation: string) => boolean): string[] {
  const wrong = operations.filter((operation) => !has(operation));
  return wrong.length > 0 ? [`${rule} also names ${listed(wrong)}`] : [];
}

function places(named: readonly Problem[], where: readonly EnvironmentName[]): string[] {
  const told = environmentsOf(named);
  const compared = named.some(({ finding }) => finding.counterpart !== undefined);
  const missing = where.filter((name) => !told.includes(name));
  const wrong = compared ? [] : told.filter((name) => !where.includes(name));
  return [
    ...(missing.length > 0 ? [`it is not named in ${listed(missing)}`] : []),
    ...(wrong.length > 0 ? [`it is named in ${listed(wrong)} as well`] : []),
  ];
}

const environmentsOf = (problems: readonly Problem[]): EnvironmentName[] =>
  ENVIRONMENTS.filter((name) => problems.some(({ environments }) => environments.includes(name)));

function isFailedOperation(result: CaseResult): boolean {
  return result.verdict.status === 'failed' && result.case.operation !== undefined;
}

/** The number of the first answer that the rule failed on; 0 where it rests on no single answer. */
function firstAnswer(results: readonly CaseResult[], rule: string): number {
  const ids = results.flatMap((result) =>
    result.case.rule === rule && result.verdict.status === 'failed'
      ? (result.verdict.finding.exchange?.id ?? [])
      : [],
  );
  return ids.length > 0 ? Math.min(...ids) : 0;
}
