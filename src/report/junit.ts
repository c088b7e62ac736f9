import { createRequire } from 'node:module';
import type { Builder, TestCase, TestSuite } from 'junit-report-builder';
import type { AssertionPart, Verdict } from '../contract/verdict.js';
import { visible } from '../contract/visible.js';
import type { CaseResult, RunIdentity, RunResult } from '../judge/result.js';
import { caseName } from '../plan/case.js';
import { sourceOf } from './documented.js';
import { explanation } from './explanation.js';
import { identityLines } from './identity-lines.js';
import { type Texts, withTexts } from './junit-case.js';
import { className, suiteName } from './suite-name.js';
import { reasonOf } from './tally.js';

/** Required, not imported: its types speak of a default export that the CommonJS module does not have. */
const builder: Builder = createRequire(import.meta.url)('junit-report-builder');

/**
 * `junit.xml`: one suite for each environment and operation, one test case for each planned case. A suite is built
 * at a time: the tree of all of them would be many times the size of the report.
 */
export function* renderJunit(result: RunResult): Generator<string> {
  const head = builder.newBuilder().name(visible(result.identity.contract.title));
  withTotals(head.testSuite(), result);
  yield head.build().replace(/\/>\s*$/, '>\n');
  for (const [name, results] of bySuite(result.results)) {
    const report = builder.newBuilder();
    addSuite(report.testSuite(), name, results, result);
    const [, suite = ''] = /<testsuites[^>]*>\n(.*)<\/testsuites>/s.exec(report.build()) ?? [];
    yield suite;
  }
  yield '</testsuites>\n';
}

/** Makes the suite stand for all of them: it counts as they do, and writes nothing. */
function withTotals(suite: TestSuite, { counts, identity }: RunResult): void {
  const flaky = identity.profile === 'release' ? counts.flaky : 0;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  Object.assign(suite, {
    getTestCaseCount: () => all,
    getFailureCount: () => counts.failed + flaky,
    getErrorCount: () => counts.errored,
    getSkippedCount: () => counts.skipped + counts.waived,
    build: () => undefined,
  });
}

function addSuite(suite: TestSuite, name: string, results: readonly CaseResult[], result: RunResult): void {
  suite.name(visible(name));
  suite.time(seconds(results.reduce((sum, { duration }) => sum + milliseconds(duration), 0)));
  suite.timestamp(result.identity.startedAt.toISOString().slice(0, 19));
  for (const [label, value] of identityLines(result)) suite.property(label.toLowerCase(), visible(value));
  const names = new Map<string, number>();
  for (const each of results) addCase(suite, each, uniqueName(each, names), result.identity);
}

function bySuite(results: readonly CaseResult[]): Map<string, CaseResult[]> {
  const suites = new Map<string, CaseResult[]>();
  for (const result of results) {
    const name = suiteName(result.case);
    const suite = suites.get(name);
    if (suite) suite.push(result);
    else suites.set(name, [result]);
  }
  return suites;
}

function uniqueName({ case: planned }: CaseResult, names: Map<string, number>): string {
  const name = visible(caseName(planned));
  const count = (names.get(name) ?? 0) + 1;
  names.set(name, count);
  return count === 1 ? name : uniqueAmong(name, count, names);
}

/** A numbered name may itself be one that was planned. */
function uniqueAmong(name: string, from: number, names: Map<string, number>): string {
  let count = from;
  while (names.has(`${name} (${count})`)) count += 1;
  names.set(`${name} (${count})`, 1);
  return `${name} (${count})`;
}

function addCase(suite: TestSuite, result: CaseResult, name: string, identity: RunIdentity): void {
  const { case: planned, verdict } = result;
  const testCase = suite
    .testCase()
    .className(visible(className(planned)))
    .name(name)
    .time(seconds(milliseconds(result.duration)))
    .property('rule', planned.rule)
    .property('sentence', sourceOf(planned.rule, identity))
    .property('environment', planned.environment);
  if (planned.operation !== undefined) testCase.property('operation', visible(planned.operation));
  const output = outputOf(verdict);
  withTexts(testCase, { ...conclude(testCase, result, identity), ...(output !== '' && { output }) });
}

/** Gives the case its element; @returns the texts that go into it */
function conclude(testCase: TestCase, { case: planned, verdict }: CaseResult, identity: RunIdentity): Texts {
  switch (verdict.status) {
    case 'passed':
      return {};
    case 'errored':
      testCase.error(visible(verdict.reason), 'errored');
      return { error: verdict.reason };
    case 'skipped':
    case 'waived':
      testCase.skipped();
      return { skipped: reasonOf(verdict) ?? '' };
    case 'failed':
    case 'flaky': {
      const message = `expected ${verdict.finding.expected}, received ${verdict.finding.received}`;
      const text = explanation(planned.rule, planned.operation, verdict.finding, identity);
      if (verdict.status === 'flaky' && identity.profile !== 'release') return { flaky: { message, text } };
      testCase.failure(visible(message), planned.rule);
      return { failure: text };
    }
  }
}

function outputOf({ parts = [], notes }: Verdict): string {
  return [...parts.map(partLine), ...notes.map((note) => `note: ${note}`)].join('\n');
}

function partLine({ name, result, message }: AssertionPart): string {
  return `${result}: ${name}${message === undefined ? '' : ` (${message})`}`;
}

/** Whole milliseconds, so that a suite's time is the sum of the times below it. */
const milliseconds = (duration: number): number => Math.round(duration);
const seconds = (whole: number): number => whole / 1000;
