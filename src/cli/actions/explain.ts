import { ContractError, nearest } from '../../contract/errors.js';
import { glob } from '../../contract/glob.js';
import { loadRules } from '../../load-rules.js';
import { familyOf } from '../../prove/family.js';
import { type Colors, colorsFor } from '../../report/colors.js';
import type { Rule } from '../../rules/rule.js';
import type { ExplainOptions } from '../options.js';
import { print } from '../print.js';
import { ruleText } from '../rule-text.js';

/**
 * Prints a rule, or the list of rules.
 *
 * @returns the exit code
 * @throws ContractError RULE_UNKNOWN, and those of `loadRules`
 */
export async function explainCommand(wanted: string | undefined, { color }: ExplainOptions): Promise<number> {
  const rules = await loadRules({ workspace: process.cwd() });
  const colors = colorsFor(process.stdout, color, process.env);
  const text = wanted === undefined ? listOfRules(rules, colors) : explained(rules, wanted, colors);
  print(`${text}\n`);
  return 0;
}

function listOfRules(rules: readonly Rule[], colors: Colors): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  const lines = rules.map(({ id, says, documented, file }, index) => {
    const begins = familyOf(id) !== familyOf(rules[index - 1]?.id ?? '');
    return `${begins && index > 0 ? '\n' : ''}${colors.bold(id.padEnd(width))}  ${says} ${colors.dim(file ?? documented.join(', '))}`;
  });
  return `${lines.join('\n')}\n\n${rules.length} rules; \`npx --no contract-suite explain RULE\` tells more of one`;
}

function explained(rules: readonly Rule[], wanted: string, colors: Colors): string {
  const found = rules.filter(({ id }) => glob(wanted)(id));
  if (found.length === 0) {
    const near = nearestRule(rules, wanted);
    const where = '`npx --no contract-suite explain` lists the rules';
    const fix = near === undefined ? where : `Did you mean “${near}”? ${where}`;
    throw new ContractError('RULE_UNKNOWN', wanted, 'there is no such rule', fix);
  }
  return found.map((rule) => ruleText(rule, colors)).join('\n\n');
}

/** By the whole id, or by what follows the family, which is often all that is remembered. */
function nearestRule(rules: readonly Rule[], wanted: string): string | undefined {
  const name = (id: string): string => (wanted.includes('/') ? id : (id.split('/')[1] ?? id));
  const near = nearest(
    wanted,
    rules.map(({ id }) => name(id)),
  );
  return rules.find(({ id }) => name(id) === near)?.id;
}
