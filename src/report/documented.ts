import { SENTENCES } from '../contract/sentences.js';
import { rules } from '../rules/index.js';
import type { Rule } from '../rules/rule.js';

const byId = new Map<string, Rule>(rules.map((rule) => [rule.id, rule]));

/** References of the documented sentences behind a rule, e.g. `D1, D10`; empty for a rule that is not known. */
export function sentenceIds(rule: string): string {
  return byId.get(rule)?.documented.join(', ') ?? '';
}

/** The rule in words, and the sentences of the reference that it makes checkable. */
export function ruleLines(rule: string): string[] {
  const known = byId.get(rule);
  if (!known) return [];
  return [known.says, ...known.documented.map((id) => `${id}: ${SENTENCES[id]}`)];
}
