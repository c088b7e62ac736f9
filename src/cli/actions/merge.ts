import path from 'node:path';
import { loadRules } from '../../load-rules.js';
import { merge } from '../../merge.js';
import { RESULTS_FILE, readResults } from '../../report/results-read.js';
import { checkReportsFolder, writeReports } from '../../report/write.js';
import type { MergeCommandOptions } from '../commands/merge.js';
import { tellGithub } from '../github.js';
import { printResult } from '../print-result.js';
import { contractFor } from '../scope.js';

/** Joins the reports of shards, prints the summary and writes the reports. @returns the exit code */
export async function mergeCommand(
  folders: readonly string[],
  options: MergeCommandOptions,
): Promise<number> {
  const workspace = process.cwd();
  const contract = await contractFor(workspace, options);
  const rules = await loadRules({ workspace });
  const out = path.resolve(workspace, options.out);
  const shards = await Promise.all(
    folders.map(async (folder) => {
      const place = path.join(folder, RESULTS_FILE);
      return { place, result: await readResults(place) };
    }),
  );
  const result = merge({ shards, contract, rules });
  await checkReportsFolder(out);
  // What the shards wrote was looked through when they wrote it; the secrets themselves are not known here.
  await writeReports(out, result, () => undefined);
  printResult(result, options, out);
  await tellGithub(result, process.stdout, process.env);
  return result.exitCode;
}
