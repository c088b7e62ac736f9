import { VERDICTS } from '../contract/verdict.js';
import { oneLine, visible } from '../contract/visible.js';
import type { Problem, RunResult } from '../judge/result.js';
import { curlLines, runAgain } from './again.js';
import type { Colors } from './colors.js';
import { sourceOf } from './documented.js';
import { findingLines } from './explanation.js';
import { changeLines, changesSentence, flakyLines, pastOf } from './past/change-lines.js';
import { repeatLines } from './repeat-lines.js';
import { countsByEnvironment, reasonOf, reasonsOf, total } from './tally.js';
import { counted, cut, listed, spoken } from './text.js';
import { uncheckedAuthentication } from './unchecked.js';
import { verdictSentence } from './verdict-sentence.js';
import { waiverLines } from './waiver-lines.js';

export interface TerminalOptions {
  readonly colors: Colors;
  /** Only the verdict. */
  readonly quiet?: boolean;
  /** All problems, reasons and notes, instead of the first few. */
  readonly verbose?: boolean;
  /** All that is waived, case by case, instead of its reasons. */
  readonly listsWaivers?: boolean;
  /** Folder of the reports, as it was named. */
  readonly reports?: string;
}

/** What is read in ten seconds; the rest stands in `summary.md`. */
const PROBLEMS = 8;
const REASONS = 3;
const WIDTH = 400;

/** The summary that ends a run on a terminal. */
export function renderTerminal(result: RunResult, options: TerminalOptions): string {
  const { colors } = options;
  const paint = result.exitCode === 0 ? colors.green : result.exitCode === 1 ? colors.red : colors.yellow;
  const verdict = colors.bold(paint(verdictSentence(result)));
  if (options.quiet) return `${verdict}\n`;
  const sections = [
    changesText(result, options),
    ...problemTexts(result, options),
    flakyText(result, options),
    reasonText('Could not be judged', result, 'errored', options),
    reasonText('Skipped', result, 'skipped', options),
    options.listsWaivers ? waivedText(result, colors) : reasonText('Waived', result, 'waived', options),
    noteText(result, options),
    shortfallText(result, colors),
    oneLine(uncheckedAuthentication(result) ?? ''),
    countsText(result, colors),
    `${verdict}\n${colors.dim(footer(result, options))}`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function changesText(result: RunResult, { colors, verbose }: TerminalOptions): string {
  const sentence = changesSentence(result);
  if (sentence === undefined) return '';
  const lines = changeLines(result).map(
    ([label, text]) => `  ${label.padEnd(12)}${cut(oneLine(text), WIDTH)}`,
  );
  const shown = verbose ? lines : lines.slice(0, PROBLEMS);
  const more = lines.length - shown.length;
  return [colors.bold(sentence), ...shown, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n');
}

function problemTexts(result: RunResult, options: TerminalOptions): string[] {
  const shown = options.verbose ? result.problems : result.problems.slice(0, PROBLEMS);
  const more = result.problems.length - shown.length;
  return [
    ...shown.map((problem, index) => problemText(problem, index + 1, result, options)),
    ...(more > 0 ? [`and ${counted(more, 'more problem')}: summary.md lists them, so does --verbose`] : []),
  ];
}

function problemText(
  problem: Problem,
  number: number,
  result: RunResult,
  { colors, verbose }: TerminalOptions,
): string {
  const { identity } = result;
  const { rule, operations, environments, finding, cases } = problem;
  const [first] = operations;
  const more = operations.length > 1 ? ` and ${counted(operations.length - 1, 'more operation')}` : '';
  const where = [...(first === undefined ? [] : [oneLine(first) + more]), listed(environments)].join(', ');
  const past = pastOf(problem.id, 'failed', result);
  const fresh = result.changes?.new.includes(problem.id) ? colors.red(' new') : '';
  const also = cases.length > 1 ? colors.dim(` (${counted(cases.length, 'case')})`) : '';
  const again = [...curlLines(finding, identity), runAgain(rule, first, identity)];
  return [
    `${colors.red(`${number}. ${colors.bold(rule)}`)} ${colors.dim(sourceOf(rule, identity))}${also}${fresh}`,
    `   ${where}`,
    ...findingLines(finding).map(([label, value]) => labelled(label, cut(oneLine(value), WIDTH), colors)),
    ...(past === undefined ? [] : [labelled('Last runs', past, colors)]),
    // Line ends stay: a command with a body of several lines is to be copied as it is.
    ...again.map((line, index) => labelled(index === 0 ? 'Again' : '', visible(line), colors)),
    ...(verbose ? waiverLines(problem, result) : []).map((line, index) =>
      labelled(index === 0 ? 'Waiver' : '', oneLine(line), colors),
    ),
  ].join('\n');
}

/** What failed once and passed once. */
function flakyText(result: RunResult, { colors, verbose }: TerminalOptions): string {
  const lines = flakyLines(result).map((line) => `  ${cut(oneLine(line), WIDTH)}`);
  if (lines.length === 0) return '';
  const shown = verbose ? lines : lines.slice(0, PROBLEMS);
  const more = lines.length - shown.length;
  const rest = more > 0 ? [`  and ${more} more: summary.md lists them, so does --verbose`] : [];
  return [colors.bold('Flaky'), ...shown, ...rest].join('\n');
}

function waivedText({ results }: RunResult, colors: Colors): string {
  const lines = results.flatMap(({ case: planned, verdict }) =>
    verdict.status === 'waived' ? [`  ${cut(oneLine(`${planned.id}: ${reasonOf(verdict)}`), WIDTH)}`] : [],
  );
  return lines.length === 0 ? '' : [colors.bold('Waived'), ...lines].join('\n');
}

const labelled = (label: string, value: string, colors: Colors): string =>
  `   ${colors.dim(label.padEnd(11))}${value}`;

function reasonText(
  title: string,
  { results }: RunResult,
  status: 'errored' | 'skipped' | 'waived',
  { colors, verbose }: TerminalOptions,
): string {
  const reasons = reasonsOf(results, status);
  if (reasons.length === 0) return '';
  const shown = verbose ? reasons : reasons.slice(0, REASONS);
  const rest = reasons.slice(shown.length).reduce((sum, [, count]) => sum + count, 0);
  const lines = shown.map(([reason, count]) => `  ${`${count}`.padStart(5)}  ${cut(oneLine(reason), WIDTH)}`);
  if (rest > 0)
    lines.push(`  ${`${rest}`.padStart(5)}  for ${counted(reasons.length - shown.length, 'other reason')}`);
  return [colors.bold(title), ...lines].join('\n');
}

function noteText(result: RunResult, { colors, verbose }: TerminalOptions): string {
  const { results } = result;
  const notes = [...repeatLines(result), ...result.notes];
  const ofCases = [...new Set(results.flatMap(({ verdict }) => verdict.notes))];
  const shown = verbose ? [...notes, ...ofCases] : notes;
  const hidden = verbose ? 0 : ofCases.length;
  if (shown.length + hidden === 0) return '';
  const more = hidden > 0 ? [`  ${counted(hidden, 'remark')} on cases: summary.md lists them`] : [];
  return [colors.bold('Notes'), ...shown.map((note) => `  ${cut(oneLine(note), WIDTH)}`), ...more].join('\n');
}

/** What was asked for and not reached, beyond what the verdict says. */
function shortfallText(result: RunResult, colors: Colors): string {
  const verdict = verdictSentence(result);
  const lines = (result.shortfalls ?? []).filter((shortfall) => !verdict.includes(shortfall));
  return lines.length === 0 ? '' : [colors.bold('Also'), ...lines.map((line) => `  ${line}`)].join('\n');
}

/** Only columns in which something stands; they add up to what was planned. */
function countsText(result: RunResult, colors: Colors): string {
  const columns = VERDICTS.filter((verdict) => verdict === 'passed' || result.counts[verdict] > 0);
  const rows = [...countsByEnvironment(result)].map(([name, counts]) => [
    name,
    ...columns.map((verdict) => `${counts[verdict]}`),
    `${total(counts)}`,
  ]);
  const head = ['', ...columns, 'planned'];
  const widths = head.map((_, index) => Math.max(...[head, ...rows].map((row) => row[index]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) =>
        index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join('  ');
  return [colors.dim(line(head)), ...rows.map(line)].join('\n');
}

function footer({ duration, requests, identity }: RunResult, { reports }: TerminalOptions): string {
  const sent = Object.values(requests).reduce((sum, count) => sum + count, 0);
  const where = reports === undefined ? '' : ` · reports in ${reports}`;
  return `${counted(sent, 'request')} in ${spoken(duration)} · contract ${identity.contract.hash.slice(0, 12)}${where}`;
}
