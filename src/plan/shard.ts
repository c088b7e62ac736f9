import type { ShardChoice, ShardCosts } from '../settings/settings.js';
import { type PlannedCase, skippedCase } from './case.js';
import type { Plan, PlannedOnce, UnitPair } from './planned.js';
import { requestsOfUnit } from './requests.js';

/** Why a shard leaves a case of the environment open: what it is judged on is spread over all of them. */
const LATER = 'judged by `contract-suite merge`, over all shards';

/**
 * One part of a plan. The parts are disjoint and together the whole; every part comes to the same division from
 * the same plan and costs. An operation stays whole, both environments of it; so do the cases of no operation.
 */
export function shardOf(whole: Plan, { index, of, costs }: ShardChoice): Plan {
  const homes = divided(weighed(whole, costs), of);
  const mine = ({ operation }: PlannedCase): boolean => homes.get(operation) === index;
  const later = whole.once.filter((planned) => isLater(planned) && mine(planned.case));
  const open = new Set(later.map((planned) => planned.case));
  const positions = [...whole.cases.keys()].filter((position) => {
    const planned = whole.cases[position];
    return planned !== undefined && mine(planned);
  });
  return {
    cases: whole.cases
      .filter(mine)
      .map((planned) => (open.has(planned) ? skippedCase(planned, LATER) : planned)),
    pairs: whole.pairs.filter(({ operation }) => homes.get(operation.name) === index),
    passed: [],
    once: whole.once.filter((planned) => mine(planned.case) && !isLater(planned)),
    rules: whole.rules,
    shard: {
      index,
      of,
      planned: whole.cases.length,
      positions,
      later: [...open].map(({ id }) => id),
      ...(costs && { costs: costs.hash }),
    },
  };
}

/** It adds up what the whole environment answered. */
const isLater = ({ kind }: PlannedOnce): boolean => kind === 'environment';

/** Operations with what they cost, and `undefined` for the cases of none; in the order of the plan. */
function weighed(whole: Plan, costs: ShardCosts | undefined): Map<string | undefined, number> {
  const requests = new Map<string, number>();
  for (const pair of whole.pairs) {
    const { name } = pair.operation;
    requests.set(name, (requests.get(name) ?? 0) + requestsOfPair(pair));
  }
  const perRequest = costs ? costOfRequest(requests, costs) : undefined;
  const weights = new Map<string | undefined, number>();
  for (const { operation } of whole.cases) {
    if (weights.has(operation)) continue;
    const planned = operation === undefined ? whole.once.length : (requests.get(operation) ?? 0);
    const known = operation === undefined || planned === 0 ? undefined : costs?.byOperation.get(operation);
    weights.set(operation, perRequest === undefined ? planned : (known ?? planned * perRequest));
  }
  return weights;
}

const requestsOfPair = ({ units }: UnitPair): number =>
  units.reduce((sum, unit) => sum + requestsOfUnit(unit), 0);

/** Milliseconds for one request, on the operations that an earlier run knows; undefined where it knows none. */
function costOfRequest(
  requests: ReadonlyMap<string, number>,
  { byOperation }: ShardCosts,
): number | undefined {
  const known = [...requests].filter(([operation]) => byOperation.has(operation));
  const sent = known.reduce((sum, [, count]) => sum + count, 0);
  const took = known.reduce((sum, [operation]) => sum + (byOperation.get(operation) ?? 0), 0);
  return sent > 0 && took > 0 ? took / sent : undefined;
}

/** The dearest first, each to the part that has least so far; @returns the part of each, from 1 */
function divided<T>(weights: ReadonlyMap<T, number>, parts: number): Map<T, number> {
  const loads = Array.from({ length: parts }, () => 0);
  const homes = new Map<T, number>();
  for (const [item, weight] of [...weights].sort(([, a], [, b]) => b - a)) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = (loads[least] ?? 0) + weight;
    homes.set(item, least + 1);
  }
  return homes;
}
