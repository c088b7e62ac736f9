import { shownJson } from '../contract/shown-json.js';
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
    ['operation', operation === undefined ? undefined : shownJson(operation)],
    ['environment', environment],
    ['until', until],
    ['owner', 'NAME'],
    ['reason', 'WHY'],
    ['fingerprint', fingerprint && shownJson(fingerprint)],
  ];
  const written = entries.flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]));
  return `- { ${written.join(', ')} }`;
}

/** The waivers that would fit a problem's failures, ready to paste; what is beyond the first few is counted. */
export function waiverLines({ cases }: Problem, { results, identity }: RunResult): string[] {
  const byId = indexOf(results);
  const lines = new Set(
    cases.flatMap((id) => {
      const result = byId.get(id);
      const finding = result && failureOf(result.verdict);
      return finding ? [waiverLine(result.case, finding, identity)] : [];
    }),
  );
  const more = lines.size - MOST;
  const rest = more > 0 ? [`# and ${counted(more, 'more waiver')}, in results.json`] : [];
  return [...[...lines].slice(0, MOST), ...rest];
}

const indices = new WeakMap<RunResult['results'], ReadonlyMap<string, CaseResult>>();

/** Made once: a run may have a hundred thousand cases, and many problems. */
function indexOf(results: RunResult['results']): ReadonlyMap<string, CaseResult> {
  const known = indices.get(results) ?? new Map(results.map((result) => [result.case.id, result]));
  indices.set(results, known);
  return known;
}

/** The finding of a case that a waiver could cover. */
function failureOf(verdict: Verdict): Finding | undefined {
  return verdict.status === 'failed' || verdict.status === 'flaky' ? verdict.finding : undefined;
}
