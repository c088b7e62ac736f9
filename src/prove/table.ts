import { faults } from '../reference-api/faults/index.js';
import { rules } from '../rules/index.js';
import { familyOf } from './family.js';
import type { TrialEnd } from './trial.js';

type Row = readonly [family: string, faults: number, caught: number, diagnosed: number, alarms: number];

const HEAD = ['', 'faults', 'caught', 'diagnosed', 'false alarms'];

/** The result as a Markdown table, a row for each family of rules. */
export function table(ends: readonly TrialEnd[]): string {
  const families = [...new Set(rules.map(({ id }) => familyOf(id)))];
  const rows = families
    .map((family) => rowOf(family, ends))
    .filter(([, ...counts]) => counts.some((n) => n > 0));
  const sum = (column: 1 | 2 | 3 | 4): number => rows.reduce((total, row) => total + row[column], 0);
  const lines = [HEAD, ...rows, ['all', sum(1), sum(2), sum(3), sum(4)]].map((row) => row.map(String));
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const written = lines.map(
    (line) =>
      `| ${line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [written[0], rule, ...written.slice(1)].join('\n');
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
