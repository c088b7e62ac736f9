import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import type { RunResult } from '../../src/judge/result.js';
import { LastLook } from '../../src/masking/last-look.js';
import { Secrets } from '../../src/masking/secrets.js';
import { merge } from '../../src/merge.js';
import { launchReferenceApi, type ReferenceApi } from '../../src/reference-api/launch.js';
import { readResults } from '../../src/report/results-read.js';
import { checkReportsFolder, writeReports } from '../../src/report/write.js';
import { rules } from '../../src/rules/index.js';
import { run } from '../../src/run.js';
import { EVERYTHING, type Selection } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';

const host = newmanHost();
const contract = await loadContract({ workspace: path.resolve(import.meta.dirname, '../..') });
const folder = await mkdtemp(path.join(tmpdir(), 'shards-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A few operations and rules, and what adds up the environment: each run takes its time. */
const SELECTION: Selection = {
  ...EVERYTHING,
  operations: ['Models / List*', 'Tokens / I*', 'Sources / List*'],
  rules: ['authentication/*', 'status/*', 'error/*', 'collection/*', 'environment/parity'],
  once: true,
};

async function runOn({ environments, ca }: ReferenceApi, shard?: Selection['shard']): Promise<RunResult> {
  const settings = {
    environments: (['sandbox', 'production'] as const).map((name) => ({
      name,
      ...environments[name],
      writes: true,
      embedded: true,
    })),
    extraCa: ca,
    timeout: 10_000,
    retries: 2,
    profile: 'manual' as const,
  };
  return run({ contract, settings, selection: { ...SELECTION, ...(shard && { shard }) }, host });
}

/** Runs the shards one after the other, and merges what they wrote. */
async function inShards(api: ReferenceApi, of: number): Promise<RunResult> {
  const shards = [];
  for (let index = 1; index <= of; index += 1) {
    const place = path.join(folder, `${index}-${of}`);
    const result = await runOn(api, { index, of });
    await checkReportsFolder(place);
    const { files } = await writeReports(place, result, { look: new LastLook(new Secrets()) });
    const file = files.find((name) => name.endsWith('results.json')) ?? '';
    shards.push({ place: file, result: await readResults(file) });
  }
  return merge({ shards, contract, rules });
}

/** What must be the same, however the work was divided. */
const essence = ({ results, counts, problems, exitCode, requests }: RunResult) => ({
  verdicts: results.map(
    ({ case: { id }, verdict, exchanges }) => `${id}: ${verdict.status} over ${exchanges}`,
  ),
  notes: results.flatMap(({ case: { rule }, verdict }) => (rule === 'error/covered' ? verdict.notes : [])),
  counts,
  problems: problems.map(({ id, rule, cases, environments }) => ({ id, rule, cases, environments })),
  exitCode,
  environments: Object.keys(requests),
});

describe.each([
  ['A correct API', [], 0],
  ['A broken API', ['client-id-prefix-only', 'error-in-success', 'total-negative@production'], 1],
] as const)('%s', (_, faults, exitCode) => {
  it('is found to be the same in one run, and in one, two and three shards', async () => {
    const api = await launchReferenceApi({ faults });
    onTestFinished(() => api.close());
    const whole = await runOn(api);
    expect(whole.exitCode).toBe(exitCode);
    for (const of of [1, 2, 3]) expect(essence(await inShards(api, of))).toEqual(essence(whole));
  });
});
