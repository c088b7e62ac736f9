import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../src/contract/glob.js';
import { CREDENTIAL_WORDS } from '../../../src/contract/secret-names.js';
import { attacksOn } from './attacks.js';
import { growthOf } from './growth.js';
import { type Pattern, patternsOf } from './patterns.js';

/** What stands for the names from which expressions are built while the suite runs. */
const VALUES = {
  'contract/glob.ts': { parts: ['', 'a', 'b.'], inOrder },
  'contract/schema-check.ts': { pattern: '^[a-z]+$' },
  'masking/answer-values.ts': { pattern: 'Ada' },
  'masking/learned.ts': { CREDENTIAL_WORDS },
  'masking/placed-secrets.ts': { any: 'a1|b22' },
  'import/limits/calls.ts': { name: 'vault.get' },
  'import/openapi/segments.ts': { between: ['a', 'b', 'c'], inOrder },
  'import/propose/unique.ts': { key: 'email' },
  'report/postman/variables.ts': { alone: '(?<=/)(?:a1|b22)(?=[/?#]|$)' },
  'rules/support/fields/field.ts': { pattern: '^[a-z]+$' },
  'rules/support/fields/matching.ts': { pattern: '^[a-z]+$' },
};

/** Slow on long texts, and never given one of others: each with the reason. */
const ONLY_OURS: Readonly<Record<string, string>> = {
  'import/settle/secret-scripts.ts: /([\\w$-]+)["\'`]?\\s*:\\s*$/':
    'looks at 120 characters before a literal',
  'import/settle/secret-scripts.ts: /([\\w$]+)["\'`]?\\]?\\s*(?<![=!<>])=\\s*$/':
    'looks at 120 characters before a literal',
  'masking/escapes.ts: /\\\\*$/': 'looks at 16 characters before a mark',
  'report/junit.ts: /<testsuites[^>]*>\\n(.*)<\\/testsuites>/s':
    'reads what the builder wrote, in which each < of others is escaped',
};

const nameOf = ({ file, source, flags }: Pattern): string => `${file}: /${source}/${flags}`;

/** What a pattern is slow on; undefined where it is not. */
function slownessOf({ source, flags }: Pattern): string | undefined {
  const expression = new RegExp(source, flags.includes('g') ? flags : `${flags}g`);
  for (const attack of attacksOn(source, flags)) {
    const growth = growthOf((size) => void attack(size).replace(expression, ''));
    if (growth)
      return `${JSON.stringify(attack(60))} takes ${Math.round(growth)} times for four times as much`;
  }
  return undefined;
}

const told = (pattern: Pattern): string[] => {
  const slow = slownessOf(pattern);
  return slow === undefined ? [] : [`${nameOf(pattern)}: ${slow}`];
};

describe('The regular expressions of the suite', () => {
  it('take time in proportion to the text', { timeout: 120_000 }, async () => {
    const patterns = await patternsOf(VALUES);
    expect(patterns.length).toBeGreaterThan(400);
    const names = patterns.map(nameOf);
    expect(Object.keys(ONLY_OURS).filter((name) => !names.includes(name))).toEqual([]);
    expect(patterns.filter((pattern) => !(nameOf(pattern) in ONLY_OURS)).flatMap(told)).toEqual([]);
  });

  it.each([
    ['\\s+$', ''],
    ['[\\w.]+@[\\w.]+\\.[a-z]+', 'g'],
    ['"(?:[^"\\\\]|\\\\.)*"', 'g'],
    ['\\{\\{.*?\\}\\}', 'g'],
    ['(?<=\\bbearer\\s+)\\w+', 'gi'],
    ['^v\\d+([._-]\\w+)*$', 'i'],
  ])('are found out where they are as slow as /%s/%s', (source, flags) => {
    expect(slownessOf({ file: '', source, flags })).toMatch(/times for four times as much$/);
  });
});
