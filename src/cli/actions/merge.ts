import path from 'node:path';
import { scanFor } from '../../known-secrets.js';
import { loadRules } from '../../load-rules.js';
import { merge } from '../../merge.js';
import { readPast, withPast } from '../../report/past/with-past.js';
import { RESULTS_FILE, readResults } from '../../report/results-read.js';
import { checkReportsFolder } from '../../report/write.js';
import { readValues } from '../../settings/values.js';
import type { MergeCommandOptions } from '../commands/merge.js';
import { tellGithub } from '../github.js';
import { publish } from '../publish.js';
import { contractFor, demandsOf } from '../scope.js';

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
  await checkReportsFolder(out);
  const past = await readPast(out, options.since);
  const result = withPast(merge({ shards, contract, rules, demands: demandsOf(options) }), past);
  const scan = scanFor(contract, await readValues(workspace, process.env));
  const code = await publish(result, { folder: out, output: options, scan, history: true });
  await tellGithub(result, process.stdout, process.env);
  return code;
}
