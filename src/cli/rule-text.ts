import { SENTENCES } from '../contract/sentences.js';
import type { Finding } from '../contract/verdict.js';
import type { Fault } from '../reference-api/faults/fault.js';
import { faults } from '../reference-api/faults/index.js';
import type { Colors } from '../report/colors.js';
import { workspaceRule } from '../report/documented.js';
import { findingLines } from '../report/explanation.js';
import { ruleOptions } from '../rules/opt-in.js';
import type { Rule } from '../rules/rule.js';

/** Everything about one rule: what it says, does and takes, what it finds, and what proves that it does. */
export function ruleText(rule: Rule, colors: Colors): string {
  const { id, says, sends, accepts, documented, file } = rule;
  const proving = faults.filter((fault) => fault.rule === id);
  const section = (label: string, lines: readonly string[]): string[] =>
    lines.map((line, index) => `  ${colors.dim((index === 0 ? label : '').padEnd(12))}${line}`.trimEnd());
  return [
    colors.bold(id),
    ...section('Rule', [says]),
    ...documented.flatMap((sentence) => section(sentence, [SENTENCES[sentence] ?? ''])),
    ...section('Source', file === undefined ? [] : [workspaceRule(file)]),
    ...section('Sends', [sends]),
    ...section('Accepts', [accepts]),
    ...section('Narrow it', narrowing(rule)),
    ...section('A finding', rule.notesOnly ? ['never: it only notes'] : findingOf(rule, proving[0])),
    ...section('Proved by', file === undefined ? provedBy(proving) : []),
    ...section('Try it', [tryIt(id, proving[0])]),
  ].join('\n');
}

/** Lines of `collections/contract.yaml`. */
function narrowing({ id, kind, accepts }: Rule): string[] {
  const statuses = accepts.match(/\b[2-5]\d\d\b/g) ?? [];
  return [
    'in collections/contract.yaml',
    ...(kind === 'probe' && statuses.length > 1 ? [`accept: { ${id}: [${statuses[0]}] }`] : []),
    ...(kind === 'comparison' ? ['differences: ["Folder / Operation"]'] : []),
    `off: [{ rule: ${id}, reason: "..." }]`,
  ];
}

/** Kinds whose cases belong to the environment. */
const OF_NO_OPERATION = new Set<Rule['kind']>(['environment', 'connection', 'burst']);

/** What a report shows of it; what came back is told by a fault, since only a run knows it. */
function findingOf({ id, documented, sends, accepts, kind, file }: Rule, fault: Fault | undefined): string[] {
  const where = OF_NO_OPERATION.has(kind) ? [] : ['Folder / Operation'];
  const finding: Finding = {
    sent: kind === 'probe' ? (sends.split(';')[0] ?? sends) : 'the request whose answer shows it',
    expected: accepts,
    received: fault ? `something else: ${fault.says}` : 'something else',
    environments: ['sandbox', 'production'],
    cause: '',
  };
  return [
    `1. ${id} ${[...documented, ...(file === undefined ? [] : [workspaceRule(file)])].join(', ')}`,
    `   ${[...where, 'sandbox and production'].join(', ')}`,
    ...findingLines(finding).map(([label, value]) => `   ${label.padEnd(11)}${value}`),
  ];
}

function provedBy(proving: readonly Fault[]): string[] {
  if (proving.length === 0) return ['no fault of the embedded API'];
  const width = Math.max(...proving.map(({ name }) => name.length));
  return proving.map(({ name, says }) => `${name.padEnd(width)}  ${says}`);
}

function tryIt(id: string, fault: Fault | undefined): string {
  return `npx --no contract-suite run --embedded${fault ? ` --fault ${fault.name}` : ''} ${ruleOptions(id)}`;
}
