import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newAjv } from '../../src/contract/validator.js';
import type { Verdict } from '../../src/contract/verdict.js';
import type { RunResult } from '../../src/judge/result.js';
import { LastLook } from '../../src/masking/last-look.js';
import { Secrets } from '../../src/masking/secrets.js';
import { colorsFor } from '../../src/report/colors.js';
import { addToHistory, HISTORY_FILE } from '../../src/report/past/history.js';
import { readPast, withPast } from '../../src/report/past/with-past.js';
import { renderResults } from '../../src/report/results-json.js';
import { RESULTS_SCHEMA } from '../../src/report/results-schema.js';
import { renderSummary } from '../../src/report/summary.js';
import { renderTerminal } from '../../src/report/terminal.js';
import { writeReports } from '../../src/report/write.js';
import { caseOf, failed, IDENTITY, oneOfEach, passed, resultOf, skipped } from './run-result.js';

const clean = { look: new LastLook(new Secrets()) };
const at = (day: number) => ({ ...IDENTITY, startedAt: new Date(Date.UTC(2027, 0, day)) });
const RULES = ['response/schema', 'status/success', 'response/echo'] as const;

/** A run in which these rules failed, and the others passed. */
function runOf(day: number, failing: readonly string[], reached: readonly string[] = RULES): RunResult {
  const results = RULES.map((rule) => {
    if (!reached.includes(rule)) return { ...caseOf(skipped('not now'), { rule }), exchanges: 0 };
    return caseOf(failing.includes(rule) ? failed({ cause: rule }) : passed(), { rule });
  });
  return resultOf(results, { identity: { ...at(day), rules: reached } });
}

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'contract-past-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** One run after another in one folder; @returns the last, as it was reported. */
async function nights(out: string, runs: readonly RunResult[], since?: string): Promise<RunResult> {
  let last: RunResult | undefined;
  for (const run of runs) {
    last = withPast(run, await readPast(out, since));
    await writeReports(out, last, clean);
    await addToHistory(out, last, clean);
  }
  if (!last) throw new Error('no run');
  return last;
}

const ids = (list: readonly { readonly rule: string }[] = []) => list.map(({ rule }) => rule);

const outcomesOf = ({ history }: RunResult) => [...(history?.values() ?? [])].map(({ outcomes }) => outcomes);

describe('A run after another one', () => {
  it('tells what is new, fixed and still failing, the new first', async () => {
    const result = await nights(await folder(), [
      runOf(1, ['response/schema', 'status/success']),
      runOf(2, ['status/success', 'response/echo']),
    ]);
    expect(ids(result.problems)).toEqual(['response/echo', 'status/success']);
    expect(result.changes?.new).toEqual([result.problems[0]?.id]);
    expect(ids(result.changes?.fixed)).toEqual(['response/schema']);
    expect(result.changes?.cases).toEqual({ new: 1, still: 1, fixed: 1, flaky: 0, notReached: 0 });
    const sentence = 'Since the run of 2027-01-01 00:00 UTC: 1 new problem, 1 fixed and 1 still failing';
    const text = renderTerminal(result, { colors: colorsFor(process.stdout, false, {}) });
    expect(text.startsWith(sentence)).toBe(true);
    expect(renderSummary(result)).toContain(sentence);
  });

  it('takes for fixed only what was judged again', async () => {
    const result = await nights(await folder(), [
      runOf(1, ['response/schema']),
      runOf(2, [], ['status/success']),
    ]);
    expect(result.changes?.fixed).toEqual([]);
    expect(ids(result.changes?.notReached)).toEqual(['response/schema']);
  });

  it('is described by the schema of results.json', async () => {
    const result = await nights(await folder(), [
      resultOf(oneOfEach()),
      resultOf(oneOfEach(), { identity: at(2) }),
    ]);
    const validate = (await newAjv()).compile(RESULTS_SCHEMA);
    validate(JSON.parse([...renderResults(result)].join('')));
    expect(validate.errors).toBeNull();
  });

  it('compares with the newest results of a folder', async () => {
    const [out, kept] = [await folder(), await folder()];
    for (const [name, run] of [
      ['b', runOf(3, ['response/echo'])],
      ['a', runOf(1, [])],
    ] as const) {
      await mkdir(path.join(kept, name));
      await writeFile(path.join(kept, name, 'results.json'), [...renderResults(run)].join(''));
    }
    await writeFile(path.join(kept, 'other.json'), '{}');
    const result = await nights(out, [runOf(4, ['response/echo'])], kept);
    expect(result.changes?.since.file).toBe(path.join(kept, 'b', 'results.json'));
    expect(result.changes?.still).toHaveLength(1);
  });

  it.each([
    ['a file that is not there', undefined, 'could not be read'],
    ['no JSON', 'x', 'could not be read'],
    ['another document', '{"a":1}', 'holds no results'],
    ['another format', '{"format":0}', 'has format 0'],
    ['another contract', '{"format":1,"cases":[{"id":"z","verdict":"passed"}]}', 'none of these cases'],
  ])('says that it has nothing to compare with, given %s', async (_name, text, why) => {
    const out = await folder();
    const file = path.join(out, 'before.json');
    if (text !== undefined) await writeFile(file, text);
    const result = await nights(out, [runOf(1, ['response/echo'])], file);
    expect(result.changes).toBeUndefined();
    expect(result.notes.join()).toContain(why);
  });

  it('says nothing of it where it is the first', async () => {
    const result = await nights(await folder(), [runOf(1, [])]);
    expect([result.changes, result.notes]).toEqual([undefined, []]);
  });
});

describe('The history', () => {
  it('grows by one line a run, and shows how a problem ended in each', async () => {
    const out = await folder();
    const result = await nights(out, [
      runOf(1, ['response/echo']),
      runOf(2, []),
      runOf(3, [], ['status/success']),
      runOf(4, ['response/echo']),
    ]);
    const lines = (await readFile(path.join(out, HISTORY_FILE), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).exitCode)).toEqual([1, 0, 0, 1]);
    expect(renderSummary(result)).toContain('**Last runs:** ●○·●, passed last 2027-01-02 00:00 UTC');
  });

  it('tells since when a problem is there, whatever was not reached in between', async () => {
    const out = await folder();
    const echo = ['response/echo'];
    const first = await nights(out, [runOf(1, echo), runOf(2, echo)]);
    expect(renderSummary(first)).toContain('●●, failing since 2027-01-01 00:00 UTC or before');
    const last = await nights(out, [
      runOf(3, []),
      runOf(4, echo),
      runOf(5, [], ['status/success']),
      runOf(6, echo),
    ]);
    const told = 'failing since 2027-01-04 00:00 UTC, passed last 2027-01-03 00:00 UTC';
    expect(renderSummary(last)).toContain(`●●○●·●, ${told}`);
    expect(renderTerminal(last, { colors: colorsFor(process.stdout, false, {}) })).toContain(told);
    expect(JSON.parse([...renderResults(last)].join('')).problems[0]).toMatchObject({
      failingSince: '2027-01-04T00:00:00.000Z',
      lastPassed: '2027-01-03T00:00:00.000Z',
    });
  });

  it('shows how a flaky case ended in each run as well', async () => {
    const run = (day: number, verdict: Verdict): RunResult =>
      resultOf([caseOf(verdict, { rule: 'status/success' })], { identity: { ...at(day), rules: RULES } });
    const broken = failed();
    const finding = 'finding' in broken ? broken.finding : undefined;
    const flaky: Verdict = finding ? { status: 'flaky', notes: [], finding } : broken;
    const result = await nights(await folder(), [
      run(1, failed()),
      run(2, flaky),
      run(3, passed()),
      run(4, flaky),
    ]);
    expect(renderSummary(result)).toContain('(last runs: ●◐○◐)');
    expect(renderTerminal(result, { colors: colorsFor(process.stdout, false, {}) })).toContain('●◐○◐');
    expect(JSON.parse([...renderResults(result)].join('')).cases[0].before).toEqual([
      'failed',
      'flaky',
      'passed',
    ]);
  });

  it('knows a problem again that shows on fewer operations than it did', async () => {
    const broken = failed({ cause: 'the same' });
    const run = (day: number, operations: readonly string[]): RunResult =>
      resultOf(
        operations.map((operation) => caseOf(broken, { rule: 'response/schema', operation })),
        { identity: at(day) },
      );
    const result = await nights(await folder(), [
      run(1, ['Things / A', 'Things / B']),
      run(2, ['Things / A']),
    ]);
    expect(outcomesOf(result)).toEqual([['failed']]);
  });

  it('passes over lines that are no lines of it, half a line of a killed run too', async () => {
    const out = await folder();
    await nights(out, [runOf(1, ['response/echo'])]);
    await appendFile(path.join(out, HISTORY_FILE), '[]\n{"format":9}\n{"format":1,"sta');
    const result = await nights(out, [runOf(2, ['response/echo']), runOf(3, ['response/echo'])]);
    expect(outcomesOf(result)).toEqual([['failed', 'failed']]);
  });

  it('keeps 400 lines', async () => {
    const out = await folder();
    await writeFile(path.join(out, HISTORY_FILE), '{"format":1}\n'.repeat(450));
    await nights(out, [runOf(1, [])]);
    const lines = (await readFile(path.join(out, HISTORY_FILE), 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(400);
    expect(lines.at(-1)).toContain('2027-01-01');
  });

  it('takes no secret: its name stands in the line', async () => {
    const out = await folder();
    const secrets = new Secrets();
    secrets.add('shop-of-the-client-4711', '{{SANDBOX_CLIENT_ID}}');
    const named = runOf(1, []);
    const contract = { ...named.identity.contract, title: 'Orders of shop-of-the-client-4711' };
    const run = { ...named, identity: { ...named.identity, contract } };
    await addToHistory(out, run, { look: new LastLook(secrets) });
    const line: unknown = JSON.parse(await readFile(path.join(out, HISTORY_FILE), 'utf8'));
    expect(line).toMatchObject({ contract: 'Orders of {{SANDBOX_CLIENT_ID}}' });
  });
});
