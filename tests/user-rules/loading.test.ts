import { describe, expect, it } from 'vitest';
import { loadRules } from '../../src/load-rules.js';
import { rules } from '../../src/rules/index.js';
import { contract } from '../cli/workspace.js';
import { BOOKS, workspaceOf } from '../other-api/workspace.js';
import { booksWith } from './workspace.js';

const RULE = `export const one = defineRule({ id: 'own/one', says: 'One is one.', judge() {} });`;

describe('The rules of a workspace', () => {
  it('are those of the suite where it brings none', async () => {
    expect(await loadRules({ workspace: workspaceOf(BOOKS) })).toBe(rules);
  });

  it('are listed after those of the suite, with what they share in folders below', async () => {
    const workspace = workspaceOf(BOOKS, {
      'tests/rules/b.ts': `import { defineRule } from 'contract-suite';\nimport { SAYS } from './shared/says.js';\nexport default defineRule({ id: 'own/b', says: SAYS, judge() {} });`,
      'tests/rules/a.ts': `import { defineRule } from 'contract-suite';\n${RULE}`,
      'tests/rules/shared/says.ts': `export const SAYS: string = 'B is there.';`,
    });
    const loaded = await loadRules({ workspace });
    expect(loaded.slice(rules.length).map(({ id, file }) => [id, file])).toEqual([
      ['own/one', 'tests/rules/a.ts'],
      ['own/b', 'tests/rules/b.ts'],
    ]);
  });

  it('are explained, and planned by the command line', async () => {
    const cwd = booksWith(RULE);
    const explained = await contract(['explain', 'own/one'], { cwd });
    expect(explained.stdout).toMatch(/a rule of this workspace \(tests\/rules\/own\.ts\)/);
    const checked = await contract(['check', '--embedded', '--rule', 'own/*'], { cwd });
    expect(checked.stdout).toMatch(/10 {2}own\/one/);
  });
});

describe('A file of rules that cannot be taken in', () => {
  it.each([
    [
      'does not parse',
      `\nexport const x = defineRule({ id: 'own/x' says });`,
      /^RULE_FILE_UNLOADABLE tests\/rules\/own\.ts:3: .*Unexpected token/,
    ],
    [
      'throws',
      `\nconst none: any = undefined;\nexport const x = none.there;`,
      /^RULE_FILE_UNLOADABLE tests\/rules\/own\.ts:4: /,
    ],
    [
      'imports what is not there',
      `import './nowhere.js';`,
      /^RULE_FILE_UNLOADABLE tests\/rules\/own\.ts: .*nowhere/,
    ],
    ['exports nothing', '', /^RULE_INVALID tests\/rules\/own\.ts: exports no rule/],
    [
      'exports what is no rule',
      'export const x = 3;',
      /^RULE_INVALID tests\/rules\/own\.ts: the export “x” is no rule/,
    ],
    ['has a rule without a family', RULE.replace('own/', ''), /has the id “one”, which is not of the form/],
    [
      'has a rule in a family of the suite',
      RULE.replace('own/', 'error/'),
      /error\/one, and error\/ is the suite's own/,
    ],
    [
      'has an id twice',
      `${RULE}\n${RULE.replace('const one', 'const two')}`,
      /own\/one, as a rule of tests\/rules\/own\.ts/,
    ],
  ])('because it %s, is an error with its place', async (_, source, message) => {
    await expect(loadRules({ workspace: booksWith(source) })).rejects.toMatchObject({
      name: 'ContractError',
      message: expect.stringMatching(message),
    });
  });

  it('ends the command with 2 before anything is sent, also where only its plan fails', async () => {
    const cwd = booksWith(`
export const x = defineRule({ id: 'own/x', says: 'X.', plan() { throw new Error('no plan'); }, judge() {} });`);
    const { code, stderr } = await contract(['check', '--embedded'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^RULE_BROKEN tests\/rules\/own\.ts:3: own\/x threw Error: no plan/);
  });
});
