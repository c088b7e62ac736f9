import path from 'node:path';
import { changesOf } from '../../judge/changes.js';
import type { RunResult } from '../../judge/result.js';
import { endsBefore, HISTORY_FILE, readHistory } from './history.js';
import { type Found, findPastRun } from './past-run.js';

/** What is known of earlier runs; read before this run's reports take their place. */
export interface Past {
  readonly found: Found | undefined;
  readonly history: Awaited<ReturnType<typeof readHistory>>;
}

/**
 * @param folder of the reports
 * @param since results file, or folder of them; by default those of the last run in the folder
 */
export async function readPast(folder: string, since: string | undefined): Promise<Past> {
  const found = await findPastRun(since ?? path.relative(process.cwd(), path.join(folder, 'results.json')));
  const history = await readHistory(path.join(folder, HISTORY_FILE));
  // Where nothing was asked for and nothing is there, there is nothing to be said.
  const silent = since === undefined && 'why' in found && found.why.includes('ENOENT');
  return { found: silent ? undefined : found, history };
}

/** The result with what changed since, new problems first, and how its problems ended in the runs before. */
export function withPast(result: RunResult, { found, history }: Past): RunResult {
  const known = { ...result, history: endsBefore(result, history) };
  if (!found) return known;
  if ('why' in found) return { ...known, notes: [...result.notes, `nothing to compare with: ${found.why}`] };
  const { verdicts, file } = found.run;
  if (verdicts.size > 0 && !result.results.some(({ case: { id } }) => verdicts.has(id))) {
    return { ...known, notes: [...result.notes, `nothing to compare with: ${file} has none of these cases`] };
  }
  const changes = changesOf(result, found.run);
  const fresh = new Set(changes.new);
  const problems = [
    ...result.problems.filter(({ id }) => fresh.has(id)),
    ...result.problems.filter(({ id }) => !fresh.has(id)),
  ];
  return { ...known, problems, changes };
}
