import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadContract } from '../../src/contract/load.js';
import type { CaseResult, RunResult } from '../../src/judge/result.js';
import { loadRules } from '../../src/load-rules.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import type { OtherApi } from '../other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '../other-api/workspace.js';

/** A workspace with the collection of books and one file of rules. */
export const booksWith = (rules: string, file = 'own.ts'): string =>
  workspaceOf(BOOKS, {
    [`tests/rules/${file}`]: `import { defineRule, expect } from 'contract-suite';\n${rules}`,
  });

/** Runs the own rules of a workspace on one operation of the sandbox. */
export async function runOwn(
  api: OtherApi,
  workspace: string,
  operation = 'Books / Add',
): Promise<RunResult> {
  const contract = await loadContract({ workspace });
  const rules = await loadRules({ workspace });
  const selection = { ...EVERYTHING, rules: ['own/*'], operations: [operation] };
  return run({ contract, settings: settingsOf(api, { environments: ['sandbox'] }), selection, rules });
}

export function resultOf({ results }: RunResult, rule: string): CaseResult {
  const found = results.find((result) => result.case.rule === rule);
  if (!found) throw new Error(`no case of ${rule}`);
  return found;
}

/** The rule that ships, as its file has it. */
export const example = (): string =>
  readFileSync(path.resolve(import.meta.dirname, '../rules/request-id.ts'), 'utf8');
