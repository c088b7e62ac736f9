import { createHash } from 'node:crypto';
import path from 'node:path';
import { readBounded } from '../contract/bounded-file.js';
import { ContractError } from '../contract/errors.js';
import type { CaseResult } from '../judge/result.js';
import { LARGEST_RESULTS, RESULTS_FILE, readResults } from '../report/results-read.js';
import type { ShardCosts } from '../settings/settings.js';

/** What the operations cost in the run that a file tells of. @throws ContractError RESULTS_UNREADABLE */
export async function costsIn(file: string): Promise<ShardCosts> {
  const { results, shard } = await readResults(file);
  if (!shard) return { hash: await hashOf(file), byOperation: durations(results) };
  throw new ContractError(
    'RESULTS_UNREADABLE',
    file,
    `it tells of shard ${shard.index} of ${shard.of} only`,
    'Name the results.json of a whole run, or of a merge, with --costs FILE',
  );
}

/** The same of the last run in a folder; undefined where there was none, or only a part of one. */
export async function lastCosts(folder: string): Promise<ShardCosts | undefined> {
  try {
    return await costsIn(path.join(folder, RESULTS_FILE));
  } catch (error) {
    if (error instanceof ContractError) return undefined;
    throw error;
  }
}

const hashOf = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await readBounded(file, LARGEST_RESULTS))
    .digest('hex');

function durations(results: readonly CaseResult[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { case: planned, duration } of results) {
    if (planned.operation === undefined) continue;
    sums.set(planned.operation, (sums.get(planned.operation) ?? 0) + duration);
  }
  return sums;
}
