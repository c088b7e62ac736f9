import path from 'node:path';
import { expect, it } from 'vitest';
import { COLLECTION, contract, workspaceWith } from './workspace.js';

const FILE = 'collections/shop.postman_collection.json';
const [folder] = COLLECTION.item;
const [thing] = folder?.item ?? [];
const moved = {
  ...COLLECTION,
  item: [{ ...folder, item: [{ ...thing, request: { ...thing?.request, url: '{{baseUrl}}/a|b' } }] }],
};

async function two(): Promise<{ cwd: string; other: string }> {
  return { cwd: await workspaceWith(), other: await workspaceWith({ [FILE]: JSON.stringify(moved) }) };
}

it('contract-suite diff prints what differs, the worst first, and ends with 1 where that breaks', async () => {
  const { cwd, other } = await two();
  const { code, stdout } = await contract(['diff', '.', other], { cwd });
  expect(code).toBe(1);
  expect(stdout).toBe(
    `breaking (1)\n  operation/path-changed  Things / Make a thing: the path /things became /a|b\n\n. → ${other}: 1 breaking, 0 compatible, 0 cosmetic differences\n`,
  );
});

it('contract-suite diff ends with 0 where nothing breaks', async () => {
  const { cwd } = await two();
  const { code, stdout } = await contract(['diff', '.', FILE], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('no difference. Schemas and error codes were not compared');
});

it('contract-suite diff --format json can be read by a program', async () => {
  const { cwd, other } = await two();
  const { code, stdout } = await contract(['diff', '.', other, '--format', 'json'], { cwd });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toEqual({
    before: '.',
    after: other,
    whole: true,
    counts: { breaking: 1, compatible: 0, cosmetic: 0 },
    differences: [
      {
        id: 'operation/path-changed',
        severity: 'breaking',
        place: 'Things / Make a thing',
        says: 'the path /things became /a|b',
      },
    ],
  });
});

it('contract-suite diff --format markdown escapes what would break its table', async () => {
  const { cwd, other } = await two();
  const { stdout } = await contract(['diff', '.', path.join(other, FILE), '--format', 'markdown'], { cwd });
  expect(stdout).toContain('## breaking (1)');
  expect(stdout).toContain(
    '| `operation/path-changed` | Things / Make a thing | the path /things became /a\\|b |',
  );
});

it.each([
  ['a side that is missing', ['diff', '.'], 'USAGE'],
  ['a format that is not known', ['diff', '.', '.', '--format', 'jsn'], 'USAGE'],
  ['a version that is not there', ['diff', '.', 'nowhere'], 'REVISION_UNKNOWN'],
  ['a file that is no collection', ['diff', '.', 'package.json'], 'COLLECTION_NOT_A_COLLECTION'],
])('contract-suite diff refuses %s', async (_, args, error) => {
  const { code, stdout, stderr } = await contract(args, {
    cwd: await workspaceWith({ 'package.json': '{"name": "x"}' }),
  });
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(new RegExp(`^${error} `));
});
