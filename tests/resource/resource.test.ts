import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import type { Contract } from '../../src/contract/model.js';
import type { RunResult } from '../../src/judge/result.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { type OtherApi, startOtherApi } from '../other-api/api.js';
import { type Chosen, settingsOf, workspaceOf } from '../other-api/workspace.js';
import { LIST_SCHEMA, NOTES, notes, WRITE_SCHEMA, type Wrong } from './notes.js';

const host = newmanHost();

let api: OtherApi;
let contract: Contract;
beforeAll(async () => {
  api = await startOtherApi();
  contract = await loadContract({
    workspace: workspaceOf(NOTES, {
      'schemas/list.schema.json': LIST_SCHEMA,
      'schemas/write.schema.json': WRITE_SCHEMA,
    }),
  });
});
afterAll(() => api.close());

async function runNotes(
  rules: readonly string[],
  wrong?: Wrong,
  chosen: Chosen = { environments: ['sandbox'] },
): Promise<RunResult> {
  api.instead = notes(wrong);
  return run({ contract, settings: settingsOf(api, chosen), selection: { ...EVERYTHING, rules }, host });
}

const told = ({ results }: RunResult) =>
  results.map(
    (result) =>
      `${result.case.operation} › ${result.case.rule}${result.case.variation ? ` ${result.case.variation}` : ''}: ${result.verdict.status}`,
  );

describe('Resources of an API that has never been seen before', () => {
  it('are found by data flow, examples and names, and raise no finding', async () => {
    const result = await runNotes(['resource/*']);
    expect(told(result)).toEqual([
      'Write a note › resource/unique: passed',
      'Write a note › resource/persisted: passed',
      'Show a note › resource/identity: passed',
      'Change a note › resource/persisted: passed',
      'Change a note › resource/partial-update: passed',
      'List notes › resource/listed: passed',
      'List notes › resource/pagination pages: passed',
      'List notes › resource/pagination limit: passed',
      'List notes › resource/pagination total: passed',
      'List notes › resource/pagination unknown cursor: passed',
      'List notes › resource/filter mood: passed',
      'Remove a note › resource/deleted: passed',
    ]);
  });

  it('may list what is made or removed a little later', async () => {
    const { problems } = await runNotes(
      ['resource/listed', 'resource/deleted'],
      'lists what is made or removed a little later',
    );
    expect(problems).toEqual([]);
  });

  const faults: readonly (readonly [Wrong, rule: string, operation: string])[] = [
    ['same key twice', 'resource/unique', 'Write a note'],
    ['reads the first', 'resource/identity', 'Show a note'],
    ['forgets the detail', 'resource/persisted', 'Write a note'],
    ['update is not kept', 'resource/persisted', 'Change a note'],
    ['changes the mood with the text', 'resource/partial-update', 'Change a note'],
    ['lists without the newest', 'resource/listed', 'List notes'],
    ['deleted is still read', 'resource/deleted', 'Remove a note'],
    ['deleted is still listed', 'resource/deleted', 'Remove a note'],
    ['deletes all', 'resource/deleted', 'Remove a note'],
    ['repeats an item', 'resource/pagination', 'List notes'],
    ['skips an item', 'resource/pagination', 'List notes'],
    ['pages without end', 'resource/pagination', 'List notes'],
    ['ignores the limit', 'resource/pagination', 'List notes'],
    ['total of the page', 'resource/pagination', 'List notes'],
    ['takes any cursor', 'resource/pagination', 'List notes'],
    ['ignores the filter', 'resource/filter', 'List notes'],
  ];
  it.each(faults)('that %s are found by %s on %s', async (wrong, rule, operation) => {
    const { problems } = await runNotes([rule], wrong);
    expect(problems.map((problem) => [problem.rule, problem.operations])).toContainEqual([rule, [operation]]);
  });
});

describe('Two environments', () => {
  it('that know nothing of each other raise no finding, whatever is done with the identifiers of the other', async () => {
    const result = await runNotes(['environment/isolation'], undefined, {});
    expect(result.problems).toEqual([]);
    expect(told(result).filter((line) => line.endsWith('passed'))).toEqual([
      'Show a note › environment/isolation read noteKey: passed',
      'Change a note › environment/isolation change noteKey: passed',
      'List notes › environment/isolation list noteKey: passed',
      'Remove a note › environment/isolation delete noteKey: passed',
      'Show a note › environment/isolation read noteKey: passed',
      'Change a note › environment/isolation change noteKey: passed',
      'List notes › environment/isolation list noteKey: passed',
      'Remove a note › environment/isolation delete noteKey: passed',
    ]);
  });

  it('that share what was created are found, in each action', async () => {
    const { results } = await runNotes(['environment/isolation'], 'shares a store', {});
    const failed = results.filter(({ verdict }) => verdict.status === 'failed');
    expect(failed.map((result) => `${result.case.environment} ${result.case.variation}`).sort()).toEqual(
      ['sandbox', 'production']
        .flatMap((name) => ['read', 'change', 'list', 'delete'].map((action) => `${name} ${action} noteKey`))
        .sort(),
    );
  });

  it('are not shown to each other where only one may be changed', async () => {
    const result = await runNotes(['environment/isolation', 'resource/*'], undefined, {
      writes: ['sandbox'],
    });
    expect(result.problems).toEqual([]);
    expect(result.counts.errored).toBe(0);
  });
});
