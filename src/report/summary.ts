import { VERDICTS } from '../contract/verdict.js';
import type { Counts, Problem, RunResult } from '../judge/result.js';
import { curlLines, runAgain } from './again.js';
import { codesSection } from './codes-section.js';
import { ruleLines } from './documented.js';
import { outcomeText, requestText } from './exchange-text.js';
import { findingLines } from './explanation.js';
import { identityLines } from './identity-lines.js';
import { block, code, inline, table } from './markdown.js';
import { changeLines, changesSentence, DOTS_LEGEND, flakyLines, pastOf } from './past/change-lines.js';
import { countsByEnvironment, reasonsOf, total } from './tally.js';
import { counted, listed } from './text.js';
import { uncheckedAuthentication } from './unchecked.js';
import { verdictSentence } from './verdict-sentence.js';
import { waiverLines } from './waiver-lines.js';

/** A CI takes a step summary of 1 MiB at most; problems beyond this are named in one line each. */
const DETAILS = 400_000;
/** Lines of a list. */
const LINES = 100;
/** Operations that a problem names. */
const OPERATIONS = 20;

/** `summary.md`: verdict, counts, problems first, then what was not judged and why. */
export function renderSummary(result: RunResult): string {
  const sections = [
    `# ${inline(verdictSentence(result))}`,
    changesSection(result),
    countsTable(result),
    inline(uncheckedAuthentication(result) ?? ''),
    shortfallSection(result),
    ...problemSections(result),
    flakySection(result),
    reasonSection('Could not be judged', result, 'errored'),
    reasonSection('Skipped', result, 'skipped'),
    reasonSection('Waived', result, 'waived'),
    codesSection(result),
    notesSection(result),
    `## The run\n\n${identityLines(result)
      .map(([label, value]) => `- ${label}: ${inline(value)}`)
      .join('\n')}`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function countsTable(result: RunResult): string {
  const row = (name: string, counts: Counts): string[] => [
    name,
    ...VERDICTS.map((verdict) => counts[verdict].toLocaleString('en-US')),
    total(counts).toLocaleString('en-US'),
  ];
  const rows = [...countsByEnvironment(result)].map(([name, counts]) => row(name, counts));
  return table(['environment', ...VERDICTS, 'planned'], [...rows, row('all', result.counts)]);
}

function changesSection(result: RunResult): string {
  const sentence = changesSentence(result);
  if (sentence === undefined) return '';
  const lines = changeLines(result).map(([label, text]) => `- **${label}:** ${inline(text)}`);
  const more = lines.length > LINES ? [`- and ${lines.length - LINES} more, in results.json`] : [];
  return [inline(sentence), [...lines.slice(0, LINES), ...more].join('\n')].filter(Boolean).join('\n\n');
}

/** What was asked for and not reached, beyond what the verdict says. */
function shortfallSection(result: RunResult): string {
  const verdict = verdictSentence(result);
  const lines = (result.shortfalls ?? []).filter((shortfall) => !verdict.includes(shortfall));
  return lines.map((line) => `- ${inline(line)}`).join('\n');
}

function problemSections(result: RunResult): string[] {
  if (result.problems.length === 0) return [];
  const sections = ['## Problems'];
  let size = 0;
  const rest: Problem[] = [];
  for (const problem of result.problems) {
    const section = size < DETAILS ? problemSection(problem, result) : undefined;
    if (section === undefined) rest.push(problem);
    else sections.push(section);
    size += section?.length ?? 0;
  }
  const lines = rest.slice(0, LINES).map((problem) => `- ${problemTitle(problem)}`);
  if (rest.length > LINES) lines.push(`- and ${rest.length - LINES} more, in results.json`);
  return rest.length > 0 ? [...sections, '### And also', lines.join('\n')] : sections;
}

function problemTitle({ rule, operations, environments }: Problem): string {
  const [first] = operations;
  const more = operations.length > 1 ? ` and ${counted(operations.length - 1, 'more operation')}` : '';
  const where = first === undefined ? '' : `${inline(first)}${more}, `;
  return `${code(rule)}: ${where}${listed(environments)}`;
}

function problemSection(problem: Problem, result: RunResult): string {
  const { identity } = result;
  const { rule, rules, operations, finding, cases } = problem;
  const others = rules.filter((other) => other !== rule);
  const past = pastOf(problem.id, 'failed', result);
  const facts = [
    ...findingLines(finding).map(([label, value]) => `- **${label}:** ${inline(value)}`),
    ...(operations.length > 1 ? [`- **Operations:** ${operationNames(operations)}`] : []),
    ...(past === undefined ? [] : [`- **Last runs:** ${past} (${DOTS_LEGEND})`]),
    `- **Shown by:** ${counted(cases.length, 'case')}${others.length > 0 ? `, also of ${others.map(code).join(', ')}` : ''}`,
  ];
  const exchanges = [finding.exchange, finding.counterpart].flatMap((exchange) =>
    exchange ? [`${requestText(exchange)}\n\n${outcomeText(exchange)}`] : [],
  );
  return [
    `### ${problemTitle(problem)}`,
    ruleLines(rule, identity).map(inline).join('  \n'),
    facts.join('\n'),
    ...exchanges.map(
      (text) => `<details><summary>Request and answer</summary>\n\n${block(text)}\n\n</details>`,
    ),
    block([...curlLines(finding, identity), runAgain(rule, operations[0], identity)].join('\n'), 'sh'),
    `<details><summary>To waive it (contract.yaml)</summary>\n\n${block(waiverLines(problem, result).join('\n'), 'yaml')}\n\n</details>`,
  ].join('\n\n');
}

function flakySection(result: RunResult): string {
  const lines = flakyLines(result).map((line) => `- ${inline(line)}`);
  if (lines.length === 0) return '';
  const more = lines.length > LINES ? [`- and ${lines.length - LINES} more, in results.json`] : [];
  return `## Flaky\n\n${[...lines.slice(0, LINES), ...more].join('\n')}`;
}

function operationNames(operations: readonly string[]): string {
  const shown = operations.slice(0, OPERATIONS).map(inline).join(', ');
  const more = operations.length - OPERATIONS;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function reasonSection(
  title: string,
  { results }: RunResult,
  status: 'errored' | 'skipped' | 'waived',
): string {
  const reasons = reasonsOf(results, status);
  if (reasons.length === 0) return '';
  const lines = reasons
    .slice(0, LINES)
    .map(([reason, count]) => `- ${counted(count, 'case')}: ${inline(reason)}`);
  if (reasons.length > LINES) lines.push(`- and ${reasons.length - LINES} more reasons, in results.json`);
  return `## ${title}\n\n${lines.join('\n')}`;
}

/** Notes of the run, then those of its cases: the same note once, with how often. */
function notesSection({ notes, results }: RunResult): string {
  const byNote = new Map<string, number>();
  for (const note of results.flatMap(({ verdict }) => verdict.notes)) {
    byNote.set(note, (byNote.get(note) ?? 0) + 1);
  }
  const lines = [
    ...notes.map((note) => `- ${inline(note)}`),
    ...[...byNote]
      .sort((a, b) => b[1] - a[1])
      .map(([note, count]) => `- ${inline(note)}${count > 1 ? ` (${counted(count, 'case')})` : ''}`),
  ];
  if (lines.length === 0) return '';
  const more = lines.length - LINES;
  return `## Notes\n\n${[...lines.slice(0, LINES), ...(more > 0 ? [`- and ${more} more, in results.json`] : [])].join('\n')}`;
}
