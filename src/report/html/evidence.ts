import type { Finding, Verdict } from '../../contract/verdict.js';
import type { CaseResult, RunResult } from '../../judge/result.js';
import { curlLines, runAgain } from '../again.js';
import { cut } from '../text.js';
import { waiverLine } from '../waiver-lines.js';
import type { EvidenceData } from './data.js';
import { exchangeData } from './exchange-data.js';

/** Characters of a line of a finding. */
const LINE = 600;
/** Parts of a case that are shown. */
const PARTS = 50;

/**
 * What the cases show that did not pass. The clearest case of each problem comes first; where there is no room for
 * the exchanges of a case, its lines are kept, and where there is none for these, nothing.
 *
 * @param places where the cases stand in the page's columns, by id
 * @param most characters
 */
export function evidenceOf(
  result: RunResult,
  places: ReadonlyMap<string, number>,
  most: number,
): EvidenceData[] {
  let size = 0;
  const kept: EvidenceData[] = [];
  for (const each of inOrderOfUse(result)) {
    const place = places.get(each.case.id);
    const whole = place === undefined ? undefined : evidence(each, place, result);
    const fitting = [whole, whole && withoutExchanges(whole)].find(
      (form) => form && size + length(form) <= most,
    );
    if (!fitting) continue;
    size += length(fitting);
    kept.push(fitting);
  }
  return kept;
}

const length = (data: EvidenceData): number => JSON.stringify(data).length;

function inOrderOfUse({ problems, results }: RunResult): CaseResult[] {
  const clearest = new Set(problems.map(({ cases: [first] }) => first));
  const shown = results.filter(
    ({ verdict }) => findingOf(verdict) || (verdict.parts && verdict.status !== 'passed'),
  );
  const byId = new Map(shown.map((each) => [each.case.id, each]));
  const first = [...clearest].flatMap((id) => byId.get(id ?? '') ?? []);
  return [...first, ...shown.filter((each) => !clearest.has(each.case.id))];
}

const findingOf = (verdict: Verdict): Finding | undefined =>
  'finding' in verdict ? verdict.finding : undefined;

function evidence(
  { case: planned, verdict }: CaseResult,
  place: number,
  { identity, history }: RunResult,
): EvidenceData {
  const finding = findingOf(verdict);
  const parts = verdict.parts
    ?.slice(0, PARTS)
    .map(({ result, name, message = '' }) => [result, line(name), line(message)] as const);
  return {
    case: place,
    sent: line(finding?.sent ?? ''),
    expected: line(finding?.expected ?? ''),
    received: line(finding?.received ?? ''),
    ...(finding?.at !== undefined && { at: line(finding.at) }),
    ...(finding?.advice !== undefined && { advice: line(finding.advice) }),
    exchanges: [finding?.exchange, finding?.counterpart].flatMap((each) =>
      each ? [exchangeData(each)] : [],
    ),
    curl: finding ? curlLines(finding, identity) : [],
    again: runAgain(planned.rule, planned.operation, identity),
    ...(finding && verdict.status !== 'waived' && { waiver: line(waiverLine(planned, finding, identity)) }),
    ...(verdict.status === 'flaky' && { history: history?.get(planned.id)?.outcomes ?? [] }),
    ...(parts && { parts }),
  };
}

function withoutExchanges({ exchanges: _, ...data }: EvidenceData): EvidenceData {
  return { ...data, curl: [] };
}

const line = (text: string): string => cut(text, LINE);
