import { faults } from '../reference-api/faults/index.js';
import { table as markdownTable } from '../report/markdown.js';
import { rules } from '../rules/index.js';
import { familyOf } from './family.js';
import type { TrialEnd } from './trial.js';

type Row = readonly [family: string, faults: number, caught: number, diagnosed: number, alarms: number];

const HEAD = ['', 'faults', 'caught', 'diagnosed', 'false alarms'];

/** The result as a Markdown table, a row for each family of rules. */
export function table(ends: readonly TrialEnd[]): string {
  const families = new Set([...rules.map(({ id }) => id), ...ends.flatMap((end) => end.rules)].map(familyOf));
  const rows = [...families]
    .map((family) => rowOf(family, ends))
    .filter(([, ...counts]) => counts.some((count) => count > 0));
  const sum = (column: 1 | 2 | 3 | 4): number => rows.reduce((total, row) => total + row[column], 0);
  return written([HEAD, ...rows, ['all', sum(1), sum(2), sum(3), sum(4)]].map((row) => row.map(String)));
}

/** Cells of one width, so that people can read it as well. */
function written(rows: readonly (readonly string[])[]): string {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const [head = [], ...body] = rows.map((row) =>
    row.map((text, column) =>
      column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
    ),
  );
  return markdownTable(head, body);
}

function rowOf(family: string, ends: readonly TrialEnd[]): Row {
  const own = ends.filter(({ trial }) => trial.kind === 'fault' && familyOf(ruleOf(trial.name)) === family);
  const alarms = ends
    .filter(({ trial }) => trial.kind !== 'fault')
    .flatMap(({ rules: raised }) => raised.filter((rule) => familyOf(rule) === family));
  const count = (...results: TrialEnd['result'][]): number =>
    own.filter(({ result }) => results.includes(result)).length;
  return [family, own.length, count('caught', 'diagnosed'), count('diagnosed'), alarms.length];
}

/** The rule that a fault is to be found by. */
export function ruleOf(named: string): string {
  const [name] = named.split('@');
  return faults.find((fault) => fault.name === name)?.rule ?? '';
}
