import { ContractError, nearest } from '../contract/errors.js';
import { glob, matchesAny } from '../contract/glob.js';
import type { Contract, Operation } from '../contract/model.js';
import { checkNamed } from '../contract/named.js';
import { rules as suiteRules } from '../rules/index.js';
import { optInFamily } from '../rules/opt-in.js';
import { FAMILIES, type Rule } from '../rules/rule.js';
import type { Selection } from '../settings/settings.js';

/** @throws ContractError RULE_UNKNOWN */
export function selectRules(rules: readonly Rule[], { rules: patterns, optIn }: Selection): readonly Rule[] {
  for (const pattern of patterns) {
    if (!rules.some(({ id }) => glob(pattern)(id))) {
      throw unknown(
        'RULE_UNKNOWN',
        '--rule',
        pattern,
        rules.map(({ id }) => id),
        '`npx --no contract-suite explain` lists the rules',
      );
    }
  }
  return rules.filter(({ id }) => {
    const family = optInFamily(id);
    if (family !== undefined && !optIn.includes(family)) return false;
    return patterns.length === 0 || matchesAny(patterns, id);
  });
}

/** @throws ContractError CONFIG_INVALID for a rule that `contract.yaml` names and nobody knows */
export function checkNamedRules({ config }: Contract, loaded: readonly Rule[] | undefined): void {
  // Where a workspace's own rules were not loaded, one of theirs cannot be told from a mistyped one.
  const known = loaded ?? suiteRules;
  const checked = config.named.filter(
    ({ pattern }) => loaded || FAMILIES.some((family) => pattern.startsWith(`${family}/`)),
  );
  checkNamed(
    checked,
    'rule',
    known.map(({ id }) => id),
  );
}

/** @throws ContractError OPERATION_UNKNOWN */
export function selectOperations(
  { operations }: Contract,
  patterns: readonly string[],
): readonly Operation[] {
  for (const pattern of patterns) {
    if (!operations.some(({ name }) => glob(pattern)(name))) {
      throw unknown(
        'OPERATION_UNKNOWN',
        '--operation',
        pattern,
        operations.map(({ name }) => name),
        '`npx --no contract-suite check` lists the operations',
      );
    }
  }
  return patterns.length === 0 ? operations : operations.filter(({ name }) => matchesAny(patterns, name));
}

function unknown(
  code: 'RULE_UNKNOWN' | 'OPERATION_UNKNOWN',
  option: string,
  pattern: string,
  known: readonly string[],
  where: string,
): ContractError {
  const near = nearest(pattern, known);
  const fix = near
    ? `Did you mean “${near}”? ${where}`
    : `Give a name or a pattern such as “${code === 'RULE_UNKNOWN' ? 'request/*' : 'Customers / *'}”; ${where}`;
  return new ContractError(code, `${option} ${pattern}`, 'nothing has that name', fix);
}
