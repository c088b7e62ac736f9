import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import type { RunResult } from '../../src/judge/result.js';
import { faults } from '../../src/reference-api/faults/index.js';
import { launchReferenceApi, type ReferenceApi, UnknownFaultError } from '../../src/reference-api/launch.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';

const host = newmanHost();

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
  return run({ contract, settings, selection: { ...EVERYTHING, operations }, host });
}

/** Faults that show on different rules or operations, so that one run can have them all; the operation each shows on. */
const TOGETHER: readonly (readonly [fault: string, operation: string])[] = [
  ['total-negative', 'Sources / List sources'],
  ['client-id-prefix-only', 'Models / Get a model'],
  ['bearer-scheme-ignored', 'Models / Get a model'],
  ['trailing-text-accepted', 'Models / Get a model'],
  ['every-other-fails', 'Models / Predict'],
  ['unknown-resource-answers-200', 'Customers / Get a customer'],
  ['error-in-success', 'Tokens / Introspect a token'],
  ['later-item-of-wrong-type', 'Models / List models'],
  ['download-short', 'Exports / Download an export'],
];

describe('Faults of the embedded API', () => {
  let result: RunResult;
  beforeAll(async () => {
    result = await runWith(
      TOGETHER.map(([name]) => name),
      TOGETHER.map(([, operation]) => operation),
    );
  });

  it.each(TOGETHER)('%s is caught by its rule, on the operation that has it', (name, operation) => {
    const { rule } = faults.find((candidate) => candidate.name === name) ?? {};
    const problem = result.problems.find((candidate) => candidate.rule === rule);
    expect(problem?.operations).toContain(operation);
  });

  it('end in exit code 1, and leave no case without a verdict', () => {
    expect(result.exitCode).toBe(1);
    expect(result.counts.errored).toBe(0);
  });
});

describe('A fault of the embedded API', () => {
  it('that only the comparison shows is found by it', async () => {
    const { problems } = await runWith(['wrong-client-answers-400@production'], ['Models / List models']);
    expect(problems.map(({ rule }) => rule)).toEqual(['environment/parity']);
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
