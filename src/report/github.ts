import { visible } from '../contract/visible.js';
import type { Problem, RunResult } from '../judge/result.js';
import { renderSummary } from './summary.js';
import { counted, cut, listed } from './text.js';
import { verdictSentence } from './verdict-sentence.js';

/** GitHub shows ten errors of a step, and drops the others. */
const ANNOTATIONS = 10;
/** Characters of one value. */
const VALUE = 500;
/** Bytes that GitHub takes for the summary of one step; it drops a longer one as a whole. */
const SUMMARY = 1024 * 1024;
const CUT =
  '\n\n_The summary is longer than GitHub takes: the whole is in `summary.md` and `report.html`._\n';

/** Workflow commands that put the worst problems beside the run; none where the contract holds. */
export function annotations(result: RunResult): string {
  const { problems, exitCode } = result;
  if (problems.length === 0) return exitCode === 0 ? '' : command('No verdict', verdictSentence(result));
  const shown = problems.slice(0, problems.length > ANNOTATIONS ? ANNOTATIONS - 1 : ANNOTATIONS);
  const rest = problems.length - shown.length;
  return [
    ...shown.map((problem) => command(problem.rule, problemText(problem))),
    ...(rest > 0 ? [command('contract-suite', `and ${counted(rest, 'more problem')}, in summary.md`)] : []),
  ].join('');
}

function problemText({ operations, environments, finding, cases }: Problem): string {
  const [first] = operations;
  const more = operations.length > 1 ? ` and ${counted(operations.length - 1, 'more operation')}` : '';
  const where = [...(first === undefined ? [] : [first + more]), listed(environments)].join(', ');
  return [
    `${where} (${counted(cases.length, 'case')})`,
    ...(finding.at === undefined ? [] : [`At: ${cut(finding.at, VALUE)}`]),
    `Sent: ${cut(finding.sent, VALUE)}`,
    `Expected: ${cut(finding.expected, VALUE)}`,
    `Received: ${cut(finding.received, VALUE)}`,
  ].join('\n');
}

const command = (title: string, message: string): string =>
  `::error title=${escapedProperty(title)}::${escapedData(message)}\n`;

/** One line, as workflow commands take it. */
export function escapedData(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

const escapedProperty = (text: string): string =>
  escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/**
 * `summary.md` as far as it fits.
 *
 * @param used bytes that other steps' commands have taken of the same summary
 */
export function stepSummary(result: RunResult, used = 0): string {
  const text = renderSummary(result);
  const room = SUMMARY - used;
  if (Buffer.byteLength(text) <= room) return text;
  const kept = Buffer.from(text)
    .subarray(0, Math.max(0, room - Buffer.byteLength(CUT)))
    .toString('utf8');
  // At the end of a section: a cut one could leave a block open, and swallow what follows.
  const end = kept.lastIndexOf('\n\n#');
  return end > 0 && room > CUT.length ? kept.slice(0, end).trimEnd() + CUT : '';
}
