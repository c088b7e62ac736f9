import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import type { Contract } from '../../src/contract/model.js';
import type { CaseResult, RunResult, Shard } from '../../src/judge/result.js';
import { merge } from '../../src/merge.js';
import { rules } from '../../src/rules/index.js';
import {
  caseOf,
  errored,
  exchangeOf,
  failed,
  IDENTITY,
  passed,
  resultOf,
  skipped,
} from '../report/run-result.js';

const loaded = await loadContract({ workspace: path.resolve(import.meta.dirname, '../..') });
const contract: Contract = { ...loaded, hash: IDENTITY.contract.hash };
const known = [...(contract.catalog?.codes.keys() ?? [])];

interface Part {
  readonly place: string;
  readonly result: RunResult & { readonly shard: Shard };
}

/** A shard with these cases; position in the plan first. */
function part(index: number, of: number, cases: readonly (readonly [number, CaseResult])[], more = {}): Part {
  const shard: Shard = {
    index,
    of,
    planned: 4,
    positions: cases.map(([position]) => position),
    later: [],
    codes: {},
    ...more,
  };
  return {
    place: `${index}/results.json`,
    result: { ...resultOf(cases.map(([, result]) => result)), shard },
  };
}

const good = (variation: string) => caseOf(passed(), { variation });
const parts = () =>
  [
    part(1, 2, [
      [3, good('d')],
      [0, good('a')],
    ]),
    part(2, 2, [
      [1, good('b')],
      [2, good('c')],
    ]),
  ] as const;

const merged = (shards: readonly { place: string; result: RunResult }[]) =>
  merge({ shards, contract, rules });
const refused = (shards: readonly { place: string; result: RunResult }[]) => {
  try {
    merged(shards);
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('Merged shards', () => {
  it('stand in the order of the plan, whatever the order of the folders', () => {
    const [one, two] = parts();
    const { results, counts, exitCode, requests, shard } = merged([two, one]);
    expect(results.map((result) => result.case.variation)).toEqual(['a', 'b', 'c', 'd']);
    expect(counts.passed).toBe(4);
    expect(exitCode).toBe(0);
    expect(requests).toEqual({ sandbox: 2400, production: 68 });
    expect(shard).toBeUndefined();
  });

  it('lasted from the first start to the last end', () => {
    const [one, two] = parts();
    const later = { ...two.result.identity, startedAt: new Date(IDENTITY.startedAt.getTime() + 10_000) };
    const { identity, duration } = merged([one, { ...two, result: { ...two.result, identity: later } }]);
    expect(identity.startedAt).toEqual(IDENTITY.startedAt);
    expect(duration).toBe(one.result.duration + 10_000);
  });

  it('join findings of one cause, and keep apart what only has the same number of an exchange', () => {
    const finding = (cause: string, operation: string) =>
      caseOf(failed({ cause, exchange: { ...exchangeOf(), id: 7, operation } }), { operation, rule: cause });
    const [, two] = parts();
    const same = merged([
      part(1, 2, [
        [0, finding('response/schema', 'A / One')],
        [3, finding('response/schema', 'A / Two')],
      ]),
      {
        ...two,
        ...part(2, 2, [
          [1, finding('response/schema', 'A / Three')],
          [2, good('c')],
        ]),
      },
    ]);
    expect(same.problems.map(({ cases }) => cases.length)).toEqual([3]);
    const other = merged([
      part(1, 2, [
        [0, finding('status/documented', 'A / One')],
        [3, good('d')],
      ]),
      part(2, 2, [
        [1, finding('response/schema', 'A / Three')],
        [2, good('c')],
      ]),
    ]);
    expect(other.problems).toHaveLength(2);
  });

  it('judge the cases of an environment over the codes of all of them', () => {
    const covered = caseOf(skipped('later'), { operation: null, rule: 'error/covered' });
    const [first = '', ...rest] = known;
    const codes = (seen: readonly string[]) => ({
      codes: { sandbox: Object.fromEntries(seen.map((code) => [code, 2])) },
    });
    const { results } = merged([
      part(
        1,
        2,
        [
          [0, covered],
          [1, good('b')],
        ],
        { later: [covered.case.id], ...codes([first]) },
      ),
      part(
        2,
        2,
        [
          [2, good('c')],
          [3, good('d')],
        ],
        codes(rest),
      ),
    ]);
    expect(results[0]).toMatchObject({
      verdict: {
        status: 'passed',
        notes: [`${known.length} of ${known.length} codes of the catalogue were seen`],
      },
      exchanges: known.length * 2,
    });
  });

  it('add up the notes that several shards made', () => {
    const [one, two] = parts();
    const noted = (shard: Part, notes: readonly string[]) => ({
      ...shard,
      result: { ...shard.result, notes },
    });
    const { notes } = merged([
      noted(one, ['sandbox: a (3 times)', 'sandbox: b']),
      noted(two, ['sandbox: a', 'sandbox: c']),
    ]);
    expect(notes).toEqual(['sandbox: a (4 times)', 'sandbox: b', 'sandbox: c']);
  });

  it('are an interrupted run where one of them was interrupted', () => {
    const [one, two] = parts();
    const open = {
      ...two.result,
      interrupted: true,
      results: two.result.results.map((each) => ({ ...each, verdict: errored('not concluded') })),
    };
    expect(merged([one, { ...two, result: open }])).toMatchObject({
      exitCode: 130,
      interrupted: true,
      counts: { errored: 2 },
    });
  });
});

describe('Shards are refused', () => {
  const [one, two] = parts();
  const changed = (identity: Partial<RunResult['identity']>): Part => ({
    ...two,
    result: { ...two.result, identity: { ...two.result.identity, ...identity } },
  });
  it.each([
    ['where one is missing', [one], 'shard 2 of 2 is missing'],
    ['where one stands there twice', [one, two, two], 'it holds shard 2 of 2, as 2/results.json does'],
    ['of another number', [one, part(2, 3, [])], 'its number of shards is another than in 1/results.json'],
    [
      'of another contract',
      [one, changed({ contract: { ...IDENTITY.contract, hash: 'x' } })],
      'its contract is another than in 1/results.json',
    ],
    [
      'of another profile',
      [one, changed({ profile: 'release' })],
      'its profile is another than in 1/results.json',
    ],
    [
      'of another version',
      [one, changed({ suite: { name: 'contract-suite', version: '2.0.0' } })],
      'its version of the suite is another than in 1/results.json',
    ],
    [
      'weighed by another run',
      [
        one,
        part(
          2,
          2,
          [
            [1, good('b')],
            [2, good('c')],
          ],
          { costs: 'x' },
        ),
      ],
      'its weighing (the results named by --costs) is another than in 1/results.json',
    ],
    [
      'where a case stands in two',
      [
        one,
        part(2, 2, [
          [0, good('a')],
          [1, good('b')],
          [2, good('c')],
        ]),
      ],
      'sandbox › Things / Make a thing › authentication/bearer-missing › a stands in 1/results.json as well',
    ],
    ['where a case is in none', [one, part(2, 2, [[1, good('b')]])], '1 of 4 planned cases are in no shard'],
  ])('%s', (_, shards, fact) => {
    expect(refused(shards)).toMatchObject({ code: 'SHARDS_UNMATCHED', fact });
  });

  it('where one of them is a whole run', () => {
    expect(refused([{ place: 'x', result: resultOf([good('a')]) }])).toMatchObject({
      fact: 'it holds a whole run, no shard',
    });
  });

  it('in a workspace with another contract', () => {
    const other = () => merge({ shards: [one, two], contract: loaded, rules });
    expect(other).toThrow('it is another contract than the shards were run with');
  });
});
