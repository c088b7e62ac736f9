import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Exchange } from '../../src/contract/exchange.js';
import { loadContract } from '../../src/contract/load.js';
import type { CaseResult, RunResult } from '../../src/judge/result.js';
import { judgeAgain } from '../../src/judge-again.js';
import { RecordWriter } from '../../src/record/writer.js';
import { launchReferenceApi } from '../../src/reference-api/launch.js';
import { rules } from '../../src/rules/index.js';
import { run } from '../../src/run.js';
import { EVERYTHING, type Selection } from '../../src/settings/settings.js';
import { defineRule, HOLDS } from '../../src/user-rules/define.js';
import { newmanHost } from '../newman-host.js';

const host = newmanHost();
const contract = await loadContract({ workspace: path.resolve(import.meta.dirname, '../..') });
const OPERATIONS = ['Customers / Get a customer', 'Models / List models', 'Exports / Download an export'];

async function emptyFile(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'contract-record-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return path.join(folder, 'record.ndjson.gz');
}

async function recorded(faults: readonly string[], selection: Partial<Selection>) {
  const api = await launchReferenceApi({ faults });
  const file = await emptyFile();
  const record = new RecordWriter(file);
  const settings = {
    environments: (['sandbox', 'production'] as const).map((name) => ({
      name,
      ...api.environments[name],
      writes: true,
      embedded: true,
    })),
    extraCa: api.ca,
    timeout: 5000,
    retries: 2,
    profile: 'manual' as const,
  };
  const result = await run({ contract, settings, selection: { ...EVERYTHING, ...selection }, host, record });
  await record.keep();
  await api.close();
  return { file, result, environments: api.environments };
}

const text = async (file: string): Promise<string> => gunzipSync(await readFile(file)).toString('utf8');

/** Without bodies of answers: of those, consumer data are kept by their shape. */
const shown = (exchange: Exchange | undefined) =>
  exchange && {
    ...exchange,
    outcome: exchange.outcome.kind === 'answer' ? { ...exchange.outcome, body: '' } : exchange.outcome,
  };

const told = (results: readonly CaseResult[]) =>
  Object.fromEntries(
    results.map(({ case: { id }, verdict, exchanges, duration }) => {
      if (verdict.status !== 'failed') return [id, { verdict, exchanges, duration }];
      const { exchange, counterpart, trail, ...finding } = verdict.finding;
      const evidence = [exchange, counterpart, ...(trail ?? [])].map(shown);
      return [id, { status: verdict.status, finding, evidence, notes: verdict.notes, exchanges, duration }];
    }),
  );

function expectSame(again: RunResult, result: RunResult): void {
  expect(told(again.results)).toEqual(told(result.results));
  expect(again.counts).toEqual(result.counts);
  expect(again.problems.map(({ id, cases }) => ({ id, cases }))).toEqual(
    result.problems.map(({ id, cases }) => ({ id, cases })),
  );
  expect(again.notes).toEqual(result.notes);
  expect(again.exitCode).toBe(result.exitCode);
}

describe('A record that is judged again', () => {
  it('gives every verdict, reason and finding that the run gave, of a correct API', async () => {
    const { file, result, environments } = await recorded([], { operations: OPERATIONS, once: true });
    expect(result.counts).toMatchObject({ failed: 0, errored: 0 });
    expectSame(await judgeAgain({ record: file, contract }), result);
    const whole = await text(file);
    for (const { clientId, bearerToken = 'none' } of Object.values(environments)) {
      expect(whole).not.toContain(clientId);
      expect(whole).not.toContain(bearerToken);
    }
  });

  it('gives them of a broken one as well, in the environment that is broken', async () => {
    const faults = [
      'later-item-of-wrong-type',
      'client-id-ignored@production',
      'download-short',
      'unknown-resource-answers-200',
    ];
    const { file, result } = await recorded(faults, { operations: OPERATIONS });
    expect(result.counts.failed).toBeGreaterThan(10);
    expectSame(await judgeAgain({ record: file, contract }), result);
  });
});

describe('A record of one operation', () => {
  const ONE = { operations: ['Models / List models'] };

  it('is judged by a rule that was written since, and skips what was not sent then', async () => {
    const { file } = await recorded([], {
      ...ONE,
      rules: ['response/schema', 'request/content-type-missing'],
    });
    const rule = defineRule({
      id: 'own/no-answer-is-good',
      says: 'Nothing is good.',
      judge: ({ answer }) =>
        answer.status === 200 ? { holds: false, expected: 'no 200', received: '200' } : HOLDS,
    });
    const again = await judgeAgain({
      record: file,
      contract,
      rules: [...rules, rule],
      selection: { rules: ['own/*', 'request/content-type-*', 'response/schema'] },
    });
    const verdicts = new Map(again.results.map(({ case: { id }, verdict }) => [id, verdict]));
    const at = (name: string) => verdicts.get(`sandbox › Models / List models › ${name}`);
    expect(at('response/schema')?.status).toBe('passed');
    expect(at('request/content-type-missing')?.status).toBe('passed');
    expect(at('own/no-answer-is-good')?.status).toBe('failed');
    const operations = { operations: ['Models / Get a model'] };
    const elsewhere = await judgeAgain({ record: file, contract, selection: operations });
    expect(new Set(elsewhere.results.map(({ verdict }) => 'reason' in verdict && verdict.status))).toEqual(
      new Set(['skipped']),
    );
    expect(JSON.stringify(elsewhere.results)).toContain('not in the record');
  });

  it('that was cut off gives what can be concluded, and says so', async () => {
    const { file } = await recorded([], ONE);
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, Math.floor(whole.length * 0.6)));
    const again = await judgeAgain({ record: file, contract });
    expect(again.interrupted).toBe(true);
    expect(again.exitCode).toBe(130);
    expect(again.notes.join()).toMatch(/cut off after \d+ exchanges/);
  });

  it('of another format, or no record at all, is refused', async () => {
    const file = await emptyFile();
    await writeFile(file, gzipSync('{"is":"head","format":99}\n'));
    await expect(judgeAgain({ record: file, contract })).rejects.toMatchObject({ code: 'RECORD_FORMAT' });
    for (const wrong of [gzipSync('hello\n'), gzipSync(''), Buffer.from('not compressed')]) {
      await writeFile(file, wrong);
      await expect(judgeAgain({ record: file, contract })).rejects.toMatchObject({
        code: 'RECORD_UNREADABLE',
      });
    }
    await expect(judgeAgain({ record: `${file}.no`, contract })).rejects.toMatchObject({
      code: 'RECORD_UNREADABLE',
    });
  });
});
