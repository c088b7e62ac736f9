import { stat } from 'node:fs/promises';
import path from 'node:path';
import { knownMasking } from '../../known-masking.js';
import { loadRules } from '../../load-rules.js';
import { withoutSecrets } from '../../masking/without-secrets.js';
import { merge } from '../../merge.js';
import { JoinedRecord } from '../../record/join.js';
import { RECORD_FILE } from '../../record/writer.js';
import { readPast, withPast } from '../../report/past/with-past.js';
import { RESULTS_FILE, readResults } from '../../report/results-read.js';
import { checkReportsFolder } from '../../report/write.js';
import { readableBy } from '../../settings/readable-by.js';
import { readValues } from '../../settings/values.js';
import type { MergeOptions } from '../options.js';
import { publish } from '../publish.js';
import { contractFor, demandsOf } from '../scope.js';

/** Joins the reports of shards, prints the summary and writes the reports. @returns the exit code */
export async function mergeCommand(folders: readonly string[], options: MergeOptions): Promise<number> {
  const workspace = process.cwd();
  const contract = await contractFor(workspace, options, { sending: false });
  const rules = await loadRules({ workspace });
  const out = path.resolve(workspace, options.out);
  const shards = await Promise.all(
    folders.map(async (folder) => {
      const place = path.join(folder, RESULTS_FILE);
      return { place, result: await readResults(place) };
    }),
  );
  const values = await readValues(workspace, process.env);
  const mode = readableBy(values);
  await checkReportsFolder(out);
  const past = await readPast(out, options.since);
  const merged = merge({ shards, contract, rules, demands: demandsOf(options) });
  const records = await recordsIn(folders);
  const notes = 'missing' in records ? [`no record was joined: ${records.missing} is not there`] : [];
  const result = withPast({ ...merged, notes: [...merged.notes, ...notes] }, past);
  const { secrets, scan } = knownMasking(contract, values);
  return publish(withoutSecrets(result, secrets), {
    folder: out,
    output: options,
    look: scan,
    mode,
    isRun: true,
    ...('files' in records && {
      record: new JoinedRecord(records.files, path.join(out, RECORD_FILE), secrets),
    }),
  });
}

/** The records of all shards, or the first that is not there. */
async function recordsIn(
  folders: readonly string[],
): Promise<{ readonly files: readonly string[] } | { readonly missing: string }> {
  const files = folders.map((folder) => path.join(folder, RECORD_FILE));
  for (const file of files) if (!(await stat(file).catch(() => undefined))) return { missing: file };
  return { files };
}
