import { VERDICTS } from '../../contract/verdict.js';
import type { Changes } from '../../judge/past.js';
import type { Problem, RunResult } from '../../judge/result.js';
import { FAMILIES } from '../../rules/rule.js';
import { codeTable } from '../codes-section.js';
import { ruleLines } from '../documented.js';
import { identityLines } from '../identity-lines.js';
import { cut, spoken } from '../text.js';
import { waiverLines } from '../waiver-lines.js';
import type { Budget } from './budget.js';
import { columnsOf, listedCases, type Tables, unlisted } from './case-columns.js';
import type { ChangesData, LatencyData, PageData, ProblemData } from './data.js';
import { evidenceOf } from './evidence.js';
import { TextTable } from './text-table.js';

/** Remarks on the run that are shown, and characters of each. */
const NOTES = 100;
const NOTE = 600;
/** Problems that show the waivers that would fit them. */
const WAIVED = 200;

/** A run as the page gets it, within the budget. */
export function pageData(result: RunResult, budget: Budget): PageData {
  const tables = tablesFor(result, budget);
  const { listed, rest } = listedCases(result.results, budget.cases);
  const places = new Map(listed.map((each, place) => [each.case.id, place]));
  const problems = result.problems.filter(({ cases: [first] }) => places.has(first ?? ''));
  const problemOf = new Map(problems.flatMap(({ cases }, place) => cases.map((id) => [id, place] as const)));
  const cases = columnsOf(listed, tables, problemOf);
  const more = unlisted(rest, tables);
  const latencies = latencyData(result, tables);
  const rules = tables.rules.texts;
  return {
    statuses: VERDICTS,
    environments: tables.environments.texts.map((name) => ({ name })),
    operations: tables.operations.texts,
    rules: rules.map((id) => ({ id, says: ruleLines(id, result.identity) })),
    families: familiesOf(rules),
    variations: tables.variations.texts,
    texts: tables.texts.texts,
    cases,
    unlisted: more,
    problems: problems.map((problem, index) =>
      problemData(problem, index < WAIVED ? waiverLines(problem, result) : [], places, tables, result),
    ),
    evidence: evidenceOf(result, places, budget.evidence),
    latencies,
    notes: notesOf(result),
    facts: identityLines(result),
    ...(result.changes && { changes: changesData(result.changes, result) }),
    ...codesData(result, tables.environments.texts),
  };
}

function tablesFor({ identity }: RunResult, { texts }: Budget): Tables {
  const tables = {
    environments: new TextTable(texts),
    operations: new TextTable(texts),
    rules: new TextTable(texts),
    variations: new TextTable(texts),
    texts: new TextTable(texts),
  };
  for (const { name } of identity.environments) tables.environments.place(name);
  return tables;
}

function notesOf({ notes }: RunResult): string[] {
  const shown = notes.slice(0, NOTES).map((note) => cut(note, NOTE));
  return notes.length > NOTES ? [...shown, `and ${notes.length - NOTES} more, in results.json`] : shown;
}

/** In the order of the suite, those of a workspace behind them. */
function familiesOf(rules: readonly string[]): string[] {
  const present = new Set(rules.map((rule) => rule.split('/')[0] ?? rule));
  const own = [...present].filter((family) => !FAMILIES.includes(family));
  return [...FAMILIES.filter((family) => present.has(family)), ...own];
}

function problemData(
  { id, cases: [first = ''], environments }: Problem,
  waivers: readonly string[],
  places: ReadonlyMap<string, number>,
  tables: Tables,
  result: RunResult,
): ProblemData {
  const { changes, history: past } = result;
  const ends = past?.get(id);
  return {
    id,
    clearest: places.get(first) ?? -1,
    environments: environments.map((name) => tables.environments.place(name)),
    ...(changes && { change: changes.new.includes(id) ? ('new' as const) : ('still' as const) }),
    ...(ends && { history: ends.outcomes }),
    ...(ends?.failingSince !== undefined && { failingSince: ends.failingSince }),
    ...(ends?.lastPassed !== undefined && { lastPassed: ends.lastPassed }),
    waivers: waivers,
  };
}

function latencyData({ latencies = [] }: RunResult, tables: Tables): LatencyData[] {
  const tenths = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;
  return latencies.map(({ environment, operation, count, min, median, p95, max }) => ({
    environment: tables.environments.place(environment),
    operation: tables.operations.place(operation),
    count,
    min: tenths(min),
    median: tenths(median),
    p95: tenths(p95),
    max: tenths(max),
  }));
}

function changesData({ since, fixed, notReached }: Changes, { identity }: RunResult): ChangesData {
  const then = new Date(since.startedAt);
  const ago = identity.startedAt.getTime() - then.getTime();
  const when = `${then.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return { since: `the run of ${when}, ${spoken(ago)} before`, fixed, notReached };
}

/** Rows of the table of codes, and operations that one of its cells names. */
const CODES = 300;
const OPERATIONS = 5;

function codesData(result: RunResult, environments: readonly string[]): Pick<PageData, 'codes'> {
  const found = codeTable(result);
  if (!found) return {};
  const rows = found.rows.slice(0, CODES).map(({ code, of, seen }) => ({
    code: code,
    remark: of,
    seen: environments.map((name) => {
      const places = seen.filter(({ environment }) => environment === name);
      return { count: places.length, names: places.slice(0, OPERATIONS).map(({ operation }) => operation) };
    }),
  }));
  return { codes: { sentence: found.sentence, rows, more: found.rows.length - rows.length } };
}
