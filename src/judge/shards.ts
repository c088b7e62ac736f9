import { isDeepStrictEqual } from 'node:util';
import { ContractError } from '../contract/errors.js';
import type { RunResult, Shard } from './result.js';

/** The results of one shard, and where they were read. */
export interface ShardResult {
  readonly place: string;
  readonly result: RunResult & { readonly shard: Shard };
}

const AGAIN = 'Run all shards of one run again, with the same collection, settings and --shard …/N';

/**
 * Makes sure that these are all shards of one run, each once.
 *
 * @param read the results of each folder, with the place that they were read from
 * @returns them in the order of their numbers
 * @throws ContractError SHARDS_UNMATCHED
 */
export function shardsOfOne(read: readonly { place: string; result: RunResult }[]): ShardResult[] {
  const shards = read.map(asShard).sort((a, b) => a.result.shard.index - b.result.shard.index);
  const [first] = shards;
  if (!first) throw unmatched('DIR...', 'no folder was named', 'Name the folder of each shard');
  for (const shard of shards) sameAs(first, shard);
  complete(shards, first.result.shard);
  everyCaseOnce(shards, first.result.shard);
  return shards;
}

function asShard({ place, result }: { place: string; result: RunResult }): ShardResult {
  const { shard } = result;
  if (shard) return { place, result: { ...result, shard } };
  throw unmatched(place, 'it holds a whole run, no shard', 'Name folders that runs with --shard I/N wrote');
}

/** What has to be the same in all shards, and its name for people. */
const SAME: readonly (readonly [name: string, of: (result: RunResult & { shard: Shard }) => unknown])[] = [
  ['number of shards', ({ shard }) => shard.of],
  ['contract', ({ identity }) => identity.contract.hash],
  ['version of the suite', ({ identity }) => identity.suite],
  ['commit of the workspace', ({ identity }) => identity.commit],
  ['profile', ({ identity }) => identity.profile],
  ['set of rules', ({ identity }) => [identity.rules, identity.userRules]],
  ['faults', ({ identity }) => identity.faults],
  ['environments', ({ identity }) => identity.environments.map(withoutPort)],
  ['number of planned cases', ({ shard }) => shard.planned],
  ['weighing (the results named by --costs)', ({ shard }) => shard.costs],
];

/** The embedded API listens on another port each time. */
const withoutPort = ({ baseUrl, ...environment }: RunResult['identity']['environments'][number]) => ({
  ...environment,
  ...(!environment.embedded && { baseUrl }),
});

function sameAs(first: ShardResult, other: ShardResult): void {
  for (const [name, of] of SAME) {
    if (isDeepStrictEqual(of(first.result), of(other.result))) continue;
    const fix = name.startsWith('weighing')
      ? 'Give every shard the same file with --costs FILE, and run them again'
      : AGAIN;
    throw unmatched(other.place, `its ${name} is another than in ${first.place}`, fix);
  }
}

function complete(shards: readonly ShardResult[], { of }: Shard): void {
  const places = new Map<number, string>();
  for (const { place, result } of shards) {
    const { index } = result.shard;
    const before = places.get(index);
    if (before !== undefined) {
      throw unmatched(place, `it holds shard ${index} of ${of}, as ${before} does`, 'Name each shard once');
    }
    places.set(index, place);
  }
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !places.has(index));
  if (missing.length === 0) return;
  const all = shards.map(({ place }) => place).join(', ');
  throw unmatched(
    all,
    `${missing.length === 1 ? 'shard' : 'shards'} ${missing.join(', ')} of ${of} ${missing.length === 1 ? 'is' : 'are'} missing`,
    `Name the folder of each shard, or run it: --shard ${missing[0]}/${of}`,
  );
}

function everyCaseOnce(shards: readonly ShardResult[], { planned }: Shard): void {
  const homes = new Map<number, string>();
  for (const { place, result } of shards) {
    for (const [at, position] of result.shard.positions.entries()) {
      const before = homes.get(position);
      const id = result.results[at]?.case.id ?? '';
      if (before !== undefined) throw unmatched(place, `${id} stands in ${before} as well`, AGAIN);
      if (position < 0 || position >= planned)
        throw unmatched(place, `${id} has no place in the plan`, AGAIN);
      homes.set(position, place);
    }
  }
  if (homes.size === planned) return;
  const all = shards.map(({ place }) => place).join(', ');
  throw unmatched(all, `${planned - homes.size} of ${planned} planned cases are in no shard`, AGAIN);
}

const unmatched = (place: string, fact: string, fix: string): ContractError =>
  new ContractError('SHARDS_UNMATCHED', place, fact, fix);
