import type { Finding, Verdict } from '../contract/verdict.js';
import type { CaseResult, Problem, RunIdentity, RunResult } from '../judge/result.js';
import { counted } from './text.js';

/** How long a proposed waiver holds. */
const DAYS = 30;
const DAY = 86_400_000;
/** Lines that a problem shows. */
const MOST = 10;

/** The entry for `waivers:` in `contract.yaml` that fits one failure, in one line; owner and reason are to be filled in. */
export function waiverLine(
  { rule, operation, environment }: CaseResult['case'],
  { fingerprint }: Finding,
  { startedAt }: RunIdentity,
): string {
  const until = new Date(startedAt.getTime() + DAYS * DAY).toISOString().slice(0, 10);
  const entries: [string, string | undefined][] = [
    ['rule', rule],
    ['operation', operation === undefined ? undefined : JSON.stringify(operation)],
    ['environment', environment],
    ['until', until],
    ['owner', 'NAME'],
    ['reason', 'WHY'],
    ['fingerprint', fingerprint && JSON.stringify(fingerprint)],
  ];
  const written = entries.flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]));
  return `- { ${written.join(', ')} }`;
}

/** The waivers that would fit a problem's failures, ready to paste; what is beyond the first few is counted. */
export function waiverLines(problem: Problem, { results, identity }: RunResult): string[] {
  const cases = new Set(problem.cases);
  const lines = new Set(
    results.flatMap(({ case: planned, verdict }) => {
      const finding = cases.has(planned.id) ? failureOf(verdict) : undefined;
      return finding ? [waiverLine(planned, finding, identity)] : [];
    }),
  );
  const more = lines.size - MOST;
  const rest = more > 0 ? [`# and ${counted(more, 'more waiver')}, in results.json`] : [];
  return [...[...lines].slice(0, MOST), ...rest];
}

/** The finding of a case that a waiver could cover. */
function failureOf(verdict: Verdict): Finding | undefined {
  return verdict.status === 'failed' || verdict.status === 'flaky' ? verdict.finding : undefined;
}
