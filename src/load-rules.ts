import { readdirSync } from 'node:fs';
import path from 'node:path';
import { rules } from './rules/index.js';
import type { Rule } from './rules/rule.js';

const FOLDER = 'tests/rules';

/**
 * The rules in force in a workspace: the suite's own, then those of its `tests/rules/*.ts`.
 *
 * @throws ContractError RULE_FILE_UNLOADABLE, RULE_INVALID
 */
export async function loadRules({ workspace }: { readonly workspace: string }): Promise<readonly Rule[]> {
  const files = filesIn(workspace);
  if (files.length === 0) return rules;
  // Loaded only here: a compiler and matchers are of no use to a workspace without rules.
  const [{ loadUserRules }, suite] = await Promise.all([
    import('./user-rules/load.js'),
    import('./index.js'),
  ]);
  return [...rules, ...(await loadUserRules(workspace, files, suite))];
}

function filesIn(workspace: string): string[] {
  try {
    return readdirSync(path.join(workspace, FOLDER))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .sort()
      .map((name) => `${FOLDER}/${name}`);
  } catch {
    return [];
  }
}
