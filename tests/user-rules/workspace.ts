import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadContract } from '../../src/contract/load.js';
import type { RunResult } from '../../src/judge/result.js';
import { loadRules } from '../../src/load-rules.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import type { OtherApi } from '../other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '../other-api/workspace.js';

/** The collection of books with rules of its own. */
export const booksWith = (...rules: readonly string[]): string =>
  workspaceOf(BOOKS, { 'tests/rules/own.ts': fileOf(...rules) });

const ASSERT = "import { strictEqual } from 'node:assert';";

/** A file of rules; what it imports takes its first line. */
export const fileOf = (...rules: readonly string[]): string =>
  [`import { answerOf, defineRule, expect, HOLDS } from 'contract-suite'; ${ASSERT}`, ...rules].join('\n');

/** Runs the own rules of a workspace on one operation of the sandbox. */
export async function runOwn(api: OtherApi, workspace: string): Promise<RunResult> {
  const contract = await loadContract({ workspace });
  const rules = await loadRules({ workspace });
  const selection = { ...EVERYTHING, rules: ['own/*'], operations: ['Books / Add'] };
  return run({ contract, settings: settingsOf(api, { environments: ['sandbox'] }), selection, rules });
}

/** The rule that ships, as its file has it. */
export const example = (): string =>
  readFileSync(path.resolve(import.meta.dirname, '../rules/request-id.ts'), 'utf8');
