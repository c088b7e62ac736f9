import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { plan } from '../../src/plan/plan.js';
import type { Plan } from '../../src/plan/planned.js';
import { shardOf } from '../../src/plan/shard.js';
import { EVERYTHING, type Settings, type ShardCosts } from '../../src/settings/settings.js';

const contract = await loadContract({ workspace: path.resolve(import.meta.dirname, '../..') });
const settings: Settings = {
  environments: (['sandbox', 'production'] as const).map((name) => ({
    name,
    baseUrl: `https://${name}.invalid/{CLIENT_ID}`,
    clientId: 'id',
    bearerToken: 'token',
    writes: true,
    embedded: false,
  })),
  timeout: 1000,
  retries: 0,
  profile: 'manual',
};
const whole = plan(contract, settings, EVERYTHING);

function shards(of: number, costs?: ShardCosts): Plan[] {
  return Array.from({ length: of }, (_, at) =>
    shardOf(whole, { index: at + 1, of, ...(costs && { costs }) }),
  );
}

const operationsIn = ({ cases }: Plan): Set<string | undefined> =>
  new Set(cases.map(({ operation }) => operation));

const costs = fc.dictionary(
  fc.constantFrom(...contract.operations.map(({ name }) => name)),
  fc.integer({ min: 0, max: 100_000 }),
);

describe('The shards of a plan', () => {
  it('are disjoint, and together the plan, whatever their number and costs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.option(costs), (of, known) => {
        const parts = shards(
          of,
          known ? { hash: 'x', byOperation: new Map(Object.entries(known)) } : undefined,
        );
        const placed = parts.flatMap(({ cases, shard }) =>
          cases.map(({ id }, at) => [shard?.positions[at], id] as const),
        );
        const inOrder = placed.sort(([a = -1], [b = -1]) => a - b);
        expect(inOrder).toEqual(whole.cases.map(({ id }, at) => [at, id]));
        const units = parts.flatMap(({ pairs }) => pairs.map(({ operation }) => operation.name));
        expect(units.sort()).toEqual(whole.pairs.map(({ operation }) => operation.name).sort());
      }),
      { numRuns: 30 },
    );
  });

  it('keep an operation together with both its environments, and all cases of none', () => {
    const parts = shards(4).map(operationsIn);
    const all = parts.flatMap((names) => [...names]);
    expect(new Set(all).size).toBe(all.length);
    for (const { pairs } of shards(4)) for (const { units } of pairs) expect(units).toHaveLength(2);
  });

  it('are about equally dear by what the last run took', () => {
    const byOperation = new Map(contract.operations.map(({ name }, at) => [name, at === 0 ? 9000 : 100]));
    const [dear, ...others] = shards(3, { hash: 'x', byOperation })
      .map(({ pairs }) => pairs.length)
      .sort((a, b) => a - b);
    expect(dear).toBe(1);
    expect(Math.abs((others[0] ?? 0) - (others[1] ?? 0))).toBeLessThanOrEqual(1);
  });

  it('leave to the merge what is judged over the whole environment', () => {
    const later = shards(3).flatMap(({ shard, cases }) =>
      (shard?.later ?? []).map((id) => cases.find((planned) => planned.id === id)?.skip),
    );
    expect(later.length).toBeGreaterThan(0);
    expect(new Set(later)).toEqual(new Set(['judged by `contract-suite merge`, over all shards']));
  });

  it('may be more than there are units: some then have none', () => {
    const many = shards(contract.operations.length + 5);
    expect(many.some(({ cases }) => cases.length === 0)).toBe(true);
  });
});
