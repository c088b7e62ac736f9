import path from 'node:path';
import { createJiti } from 'jiti';
import { ContractError } from '../contract/errors.js';
import { FAMILIES, type Rule } from '../rules/rule.js';
import { lineOf, placeOf, sourcePlace } from './defect.js';
import { guarded } from './guard.js';
import { flawOf, isRule } from './shape.js';

/** The name by which files of rules import the suite, installed or not. */
const SUITE = 'contract-suite';

/**
 * Loads files of rules. Their imports of the suite get the one that is running.
 *
 * @param files relative to the workspace, e.g. `tests/rules/prices.ts`
 * @param suite what `import … from 'contract-suite'` gives
 * @throws ContractError RULE_FILE_UNLOADABLE, RULE_INVALID
 */
export async function loadUserRules(
  workspace: string,
  files: readonly string[],
  suite: unknown,
): Promise<readonly Rule[]> {
  const jiti = createJiti(path.join(workspace, 'package.json'), {
    virtualModules: { [SUITE]: suite },
    interopDefault: false,
    fsCache: false,
    moduleCache: false,
  });
  const rules: Rule[] = [];
  for (const file of files) {
    const exported = await importedBy(() => jiti.import(path.join(workspace, file)), file);
    for (const [name, value] of entriesOf(exported)) rules.push(guarded(ruleOf(file, name, value, rules)));
    if (!rules.some((rule) => rule.file === file)) {
      throw invalid(file, 'exports no rule', 'Export what defineRule({ … }) returns');
    }
  }
  return rules;
}

async function importedBy(load: () => Promise<unknown>, file: string): Promise<unknown> {
  try {
    return await load();
  } catch (error) {
    const [fact = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw new ContractError(
      'RULE_FILE_UNLOADABLE',
      placeOf(error) ?? sourcePlace(error) ?? file,
      lineOf(fact.replace(/\.$/, '')),
      'Correct the file',
    );
  }
}

function entriesOf(exported: unknown): [string, unknown][] {
  return typeof exported === 'object' && exported !== null ? Object.entries(exported) : [];
}

function ruleOf(file: string, name: string, value: unknown, before: readonly Rule[]): Rule {
  const told = `the export “${name}”`;
  if (!isRule(value)) {
    throw invalid(
      file,
      `${told} ${flawOf(value)}`,
      typeof value === 'object' && value !== null
        ? 'Correct the rule'
        : 'Export only what defineRule({ … }) returns; what rules share goes into a folder below it',
    );
  }
  const [family = ''] = value.id.split('/');
  if (FAMILIES.includes(family)) {
    throw invalid(
      file,
      `${told} has the id ${value.id}, and ${family}/ is the suite's own`,
      'Give it a family of your own, such as own/…',
    );
  }
  const twin = before.find(({ id }) => id === value.id);
  if (twin) {
    throw invalid(file, `${told} has the id ${value.id}, as a rule of ${twin.file}`, 'Give it another id');
  }
  return { ...value, file };
}

const invalid = (file: string, what: string, fix: string): ContractError =>
  new ContractError('RULE_INVALID', file, what, fix);
