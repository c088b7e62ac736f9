import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import type { CaseResult, RunResult } from '../../src/judge/result.js';
import { judgeAgain } from '../../src/judge-again.js';
import { RecordWriter } from '../../src/record/writer.js';
import { launchReferenceApi } from '../../src/reference-api/launch.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';

const host = newmanHost();
const contract = await loadContract({ workspace: path.resolve(import.meta.dirname, '../..') });

async function recorded(faults: readonly string[], operations: readonly string[] = []) {
  const api = await launchReferenceApi({ faults });
  const folder = await mkdtemp(path.join(tmpdir(), 'contract-record-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'record.ndjson.gz');
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
  const result = await run({ contract, settings, selection: { ...EVERYTHING, operations }, host, record });
  await record.keep();
  await api.close();
  return { file, result, api };
}

/** Verdicts of both, by case; only the clock of a finding's evidence is the same either way. */
const told = (results: readonly CaseResult[]) =>
  Object.fromEntries(
    results.map(({ case: { id }, verdict, exchanges, duration }) => [id, { verdict, exchanges, duration }]),
  );

const same = (again: RunResult, result: RunResult): void => {
  expect(told(again.results)).toEqual(told(result.results));
  expect(again.counts).toEqual(result.counts);
  expect(again.problems).toEqual(result.problems);
  expect(again.notes).toEqual(result.notes);
};

describe('A record that is judged again', () => {
  it('gives every verdict, reason and finding that the run gave, of a correct API', async () => {
    const { file, result } = await recorded([]);
    expect(result.counts.failed).toBe(0);
    same(await judgeAgain({ record: file, contract }), result);
  });

  it('gives them of a broken one as well', async () => {
    const { file, result } = await recorded(
      [
        'later-item-of-wrong-type',
        'client-id-ignored@production',
        'download-short',
        'unknown-resource-answers-200',
      ],
      ['Models / List models', 'Exports / *', 'Customers / *'],
    );
    expect(result.counts.failed).toBeGreaterThan(0);
    same(await judgeAgain({ record: file, contract }), result);
  });
});
