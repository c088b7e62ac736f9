import path from 'node:path';
import { judgeAgain } from '../../judge-again.js';
import { loadRules } from '../../load-rules.js';
import { checkReportsFolder, writeReports } from '../../report/write.js';
import type { JudgeCommandOptions } from '../commands/judge.js';
import { printResult } from '../print-result.js';
import { contractFor } from '../scope.js';

/** Judges a record, prints the summary and writes the reports. @returns the exit code */
export async function judgeCommand(record: string, options: JudgeCommandOptions): Promise<number> {
  const workspace = process.cwd();
  const { rule, operation } = options;
  const contract = await contractFor(workspace, options);
  const rules = await loadRules({ workspace });
  const folder = path.resolve(workspace, options.out);
  await checkReportsFolder(folder);
  const result = await judgeAgain({
    record: path.resolve(workspace, record),
    contract,
    rules,
    selection: { ...(rule && { rules: rule }), ...(operation && { operations: operation }) },
  });
  // Of a record's secrets nothing is known but what stands for them.
  await writeReports(folder, result, () => undefined);
  printResult(result, options, folder);
  return result.exitCode;
}
