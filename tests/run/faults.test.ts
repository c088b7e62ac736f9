import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import type { RunResult } from '../../src/judge/result.js';
import { faults } from '../../src/reference-api/faults/index.js';
import { launchReferenceApi, type ReferenceApi, UnknownFaultError } from '../../src/reference-api/launch.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';

const contract = await loadContract({ workspace: path.resolve(import.meta.dirname, '../..') });
const ONE = ['sandbox'] as const;
const BOTH = ['sandbox', 'production'] as const;
let api: ReferenceApi | undefined;

afterEach(async () => {
  await api?.close();
  api = undefined;
});

/** Runs some of the contract on the embedded API with faults in it. */
async function runWith(names: readonly string[], operations: readonly string[]): Promise<RunResult> {
  api = await launchReferenceApi({ faults: names });
  const { environments, ca } = api;
  const settings = {
    // Two environments only where they are to differ.
    environments: (names.some((name) => name.includes('@')) ? BOTH : ONE).map((name) => ({
      name,
      ...environments[name],
      writes: true,
      embedded: true,
    })),
    extraCa: ca,
    timeout: 1500,
    retries: 2,
    profile: 'manual' as const,
  };
  return run({ contract, settings, selection: { ...EVERYTHING, operations } });
}

/** An operation or two on which each fault of a family shows; the whole is proved apart from the tests. */
const SAMPLE: readonly (readonly [fault: string, operations: readonly string[]])[] = [
  ['total-negative', ['Sources / List sources']],
  ['client-id-prefix-only', ['Models / Get a model']],
  ['bearer-scheme-ignored', ['Models / List models']],
  ['trailing-text-accepted', ['Attributes / List attributes']],
  ['malformed-body-drops-connection', ['Customers / Get a customer']],
  ['every-other-fails', ['Models / Predict']],
  ['unknown-resource-answers-200', ['Customers / Get a customer']],
  ['code-for-another-cause', ['Models / List models']],
  ['error-in-success', ['Tokens / Introspect a token']],
  ['later-item-of-wrong-type', ['Models / List models']],
  ['download-short', ['Exports / Download an export']],
  ['wrong-client-answers-400@production', ['Models / List models']],
];

describe('A fault of the embedded API', () => {
  it.each(SAMPLE)('%s is caught by its rule, on the operation that has it', async (name, operations) => {
    const fault = faults.find((candidate) => candidate.name === name.split('@')[0]);
    const { problems, exitCode, results } = await runWith([name], operations);
    expect(exitCode).toBe(1);
    expect(problems.map(({ rule }) => rule)).toContain(fault?.rule);
    expect(problems.flatMap((problem) => problem.operations)).toEqual(
      expect.arrayContaining([...operations]),
    );
    expect(results.filter(({ verdict }) => verdict.status === 'errored')).toEqual([]);
  });

  it('that holds in production only is found in production only', async () => {
    const { problems } = await runWith(['client-id-ignored@production'], ['Models / List models']);
    expect(problems.find(({ rule }) => rule === 'authentication/client-id-incorrect')?.environments).toEqual([
      'production',
    ]);
  });

  it('that nobody knows is an error that names the known ones', async () => {
    await expect(launchReferenceApi({ faults: ['client-id-ignord'] })).rejects.toThrow(UnknownFaultError);
  });
});

describe('The embedded API without a fault', () => {
  it('raises no finding, and every planned case is concluded', async () => {
    const result = await runWith([], ['Sources / *', 'Models / *']);
    expect(result.problems).toEqual([]);
    expect(result.counts.errored).toBe(0);
    expect(result.exitCode).toBe(0);
    const total = Object.values(result.counts).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(result.results.length);
  });
});

describe('The list of faults', () => {
  it('names each once, in kebab-case', () => {
    const names = faults.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
  });
});
