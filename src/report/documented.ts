import { SENTENCES } from '../contract/sentences.js';
import type { RunIdentity, UserRule } from '../judge/result.js';
import { rules } from '../rules/index.js';
import type { RuleText } from '../rules/rule.js';

type Own = Pick<RunIdentity, 'userRules'>;
type Known = Pick<RuleText, 'says' | 'documented' | 'file'>;
const byId = new Map<string, Known>(rules.map((rule) => [rule.id, rule]));

function known(rule: string, userRules: readonly UserRule[] = []): Known | undefined {
  return byId.get(rule) ?? userRules.find(({ id }) => id === rule);
}

/** What a rule rests on: documented sentences, e.g. `D1, D10`, and the file of the workspace that it stands in. */
export function sourceOf(rule: string, { userRules }: Own): string {
  const { documented = [], file } = known(rule, userRules) ?? {};
  return [...documented, ...(file === undefined ? [] : [workspaceRule(file)])].join(', ');
}

/** The rule in words, and the sentences of the reference, or the file, that it stands on. */
export function ruleLines(rule: string, { userRules }: Own): string[] {
  const found = known(rule, userRules);
  if (!found) return [];
  const sentences = found.documented.map((id) => `${id}: ${SENTENCES[id] ?? 'no documented sentence'}`);
  return [found.says, ...sentences, ...(found.file === undefined ? [] : [workspaceRule(found.file)])];
}

export const workspaceRule = (file: string): string => `a rule of this workspace (${file})`;
