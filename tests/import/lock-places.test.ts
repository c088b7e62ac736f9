import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { importContract } from '../../src/import/import.js';

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const TEXT = 'precious\n';
const DIGEST = createHash('sha256').update(TEXT).digest('hex');

let folder = '';
let workspace = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'contract-lock-'));
  workspace = path.join(folder, 'workspace');
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(path.join(workspace, 'collections'), { recursive: true });
  await writeFile(path.join(folder, 'precious.json'), TEXT);
  const item = [{ name: 'List', request: { method: 'GET', url: 'https://shop.example/v1/things' } }];
  await writeFile(
    path.join(workspace, 'export.json'),
    JSON.stringify({ info: { name: 'Shop', schema: SCHEMA }, item }),
  );
});

async function importWith(lock: string): Promise<unknown> {
  await writeFile(path.join(workspace, 'collections/import-lock.yaml'), lock);
  return importContract({ workspace, source: 'export.json', fetching: { env: {} } });
}

describe('A lock of the last import', () => {
  it.each([
    ['a way up', () => '../precious.json'],
    ['a way up behind a folder of ours', () => 'schemas/../../precious.json'],
    ['an absolute path', () => path.join(folder, 'precious.json')],
    ['a way up with backslashes', () => String.raw`schemas\..\..\precious.json`],
    ['a file that no import writes', () => 'export.json'],
  ])('is refused where it lists %s', async (_name, file) => {
    const refused = { code: 'IMPORT_LOCK_INVALID', place: 'collections/import-lock.yaml' };
    await expect(importWith(`files:\n  '${file()}': ${DIGEST}\n`)).rejects.toMatchObject(refused);
    expect(await readFile(path.join(folder, 'precious.json'), 'utf8')).toBe(TEXT);
  });

  it('is refused where a folder or a file that it lists is a link out of the workspace', async () => {
    const lock = (file: string): string => `files:\n  ${file}: ${DIGEST}\n`;
    await symlink(folder, path.join(workspace, 'schemas'));
    const refused = {
      code: 'IMPORT_LOCK_INVALID',
      fact: expect.stringContaining('leads out of the workspace'),
    };
    await expect(importWith(lock('schemas/precious.json'))).rejects.toMatchObject(refused);
    await symlink(path.join(folder, 'precious.json'), path.join(workspace, 'collections/link.json'));
    await expect(importWith(lock('collections/link.json'))).rejects.toMatchObject(refused);
    expect(await readFile(path.join(folder, 'precious.json'), 'utf8')).toBe(TEXT);
  });

  it('is refused where the collection that it names lies elsewhere', async () => {
    await expect(importWith('collection: ../precious.json\nfiles: {}\n')).rejects.toMatchObject({
      code: 'IMPORT_LOCK_INVALID',
    });
  });
});
