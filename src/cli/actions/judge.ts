import path from 'node:path';
import { judgeAgain } from '../../judge-again.js';
import { knownMasking } from '../../known-masking.js';
import { loadRules } from '../../load-rules.js';
import { withoutSecrets } from '../../masking/without-secrets.js';
import { checkReportsFolder } from '../../report/write.js';
import { readableBy } from '../../settings/readable-by.js';
import { readValues } from '../../settings/values.js';
import type { JudgeOptions } from '../options.js';
import { publish } from '../publish.js';
import { contractFor } from '../scope.js';

/** Judges a record, prints the summary and writes the reports. @returns the exit code */
export async function judgeCommand(record: string, options: JudgeOptions): Promise<number> {
  const workspace = process.cwd();
  const { rule, operation } = options;
  const contract = await contractFor(workspace, options, { sending: false });
  const rules = await loadRules({ workspace });
  const values = await readValues(workspace, process.env);
  const mode = readableBy(values);
  const folder = path.resolve(workspace, options.out);
  await checkReportsFolder(folder);
  const result = await judgeAgain({
    record: path.resolve(workspace, record),
    contract,
    rules,
    selection: { ...(rule && { rules: rule }), ...(operation && { operations: operation }) },
  });
  const { secrets, scan: look } = knownMasking(contract, values);
  return publish(withoutSecrets(result, secrets), { folder, output: options, look, mode, isRun: false });
}
