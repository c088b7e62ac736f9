import { VERDICTS, type VerdictStatus } from '../../contract/verdict.js';
import type { CaseResult } from '../../judge/result.js';
import { reasonOf } from '../tally.js';
import type { CaseColumns, UnlistedData } from './data.js';
import type { TextTable } from './text-table.js';

/** The lists that the columns point into. */
export interface Tables {
  readonly environments: TextTable;
  readonly operations: TextTable;
  readonly rules: TextTable;
  readonly variations: TextTable;
  readonly texts: TextTable;
}

/** Splits the cases into those that are listed, what passed being left out first, and the rest. */
export function listedCases(
  results: readonly CaseResult[],
  most: number,
): { readonly listed: readonly CaseResult[]; readonly rest: readonly CaseResult[] } {
  if (results.length <= most) return { listed: results, rest: [] };
  const urgency = (status: VerdictStatus): number => URGENT.indexOf(status);
  const byUrgency = [...results].sort((a, b) => urgency(a.verdict.status) - urgency(b.verdict.status));
  const kept = new Set(byUrgency.slice(0, most));
  return {
    listed: results.filter((each) => kept.has(each)),
    rest: results.filter((each) => !kept.has(each)),
  };
}

const URGENT: readonly VerdictStatus[] = ['failed', 'flaky', 'errored', 'waived', 'skipped', 'passed'];

/** @param problemOf the place of the problem that a case belongs to, by the case's id */
export function columnsOf(
  results: readonly CaseResult[],
  tables: Tables,
  problemOf: ReadonlyMap<string, number>,
): CaseColumns {
  const column = (value: (each: CaseResult) => number): number[] => results.map(value);
  return {
    environment: column((each) => tables.environments.place(each.case.environment)),
    operation: column((each) => tables.operations.place(each.case.operation)),
    rule: column((each) => tables.rules.place(each.case.rule)),
    variation: column((each) => tables.variations.place(each.case.variation)),
    status: column(statusPlace),
    text: column(({ verdict }) =>
      tables.texts.place('finding' in verdict ? verdict.finding.received : reasonOf(verdict)),
    ),
    duration: column(({ duration }) => Math.round(duration)),
    exchanges: column(({ exchanges }) => exchanges),
    problem: column((each) => problemOf.get(each.case.id) ?? -1),
    notes: results.flatMap(({ verdict: { notes } }, place) =>
      notes.length === 0 ? [] : [[place, ...notes.map((note) => tables.texts.place(note))] as const],
    ),
  };
}

/** The cases that are not listed, counted by what the page's matrix needs. */
export function unlisted(results: readonly CaseResult[], tables: Tables): UnlistedData[] {
  const counts = new Map<string, { -readonly [Key in keyof UnlistedData]: UnlistedData[Key] }>();
  for (const each of results) {
    const place = {
      environment: tables.environments.place(each.case.environment),
      operation: tables.operations.place(each.case.operation),
      rule: tables.rules.place(each.case.rule),
      status: statusPlace(each),
    };
    const key = Object.values(place).join(' ');
    const found = counts.get(key) ?? { ...place, count: 0 };
    found.count += 1;
    counts.set(key, found);
  }
  return [...counts.values()];
}

const statusPlace = ({ verdict }: CaseResult): number => VERDICTS.indexOf(verdict.status);
