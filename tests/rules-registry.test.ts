import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SENTENCES } from '../src/contract/sentences.js';
import { rules } from '../src/rules/index.js';
import { FAMILIES } from '../src/rules/rule.js';

const root = path.resolve(import.meta.dirname, '../src/rules');

describe('The registry of rules', () => {
  it('names every rule once', () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('holds exactly the rules that have a file, at the path that their id says', () => {
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.includes(path.sep) && !file.startsWith('support'))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.replace(/\.ts$/, '').split(path.sep).join('/'));
    expect(rules.map(({ id }) => id as string).sort()).toEqual(files.sort());
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s has a public id, a documented sentence and an explanation',
    (id, rule) => {
      expect(id).toMatch(/^[a-z-]+\/[a-z]+(-[a-z]+)*$/);
      expect(FAMILIES).toContain(id.split('/')[0]);
      expect(rule.documented.length).toBeGreaterThan(0);
      for (const sentence of rule.documented) expect(Object.keys(SENTENCES)).toContain(sentence);
      for (const text of [rule.says, rule.sends, rule.accepts]) expect(text.length).toBeGreaterThan(2);
      expect(rule.says).toMatch(/^[A-Za-z].*\.$/);
    },
  );
});
