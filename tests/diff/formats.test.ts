import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { compared } from '../../src/diff/compare.js';
import { readSides } from '../../src/diff/side.js';
import { importContract } from '../../src/import/import.js';

const fixtures = fileURLToPath(new URL('../fixtures/v3/', import.meta.url));
const { convert } = createRequire(import.meta.url)('postman-collection-transformer');
const HOST = 'https://sandbox.shop.example/v1';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'contract-formats-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

const at = (file: string): string => path.join(folder, file);

async function differences(before: string, after: string): Promise<string[]> {
  return compared(...(await readSides([before, after], folder))).map(({ id, place }) => `${id} ${place}`);
}

const shop = (...paths: readonly string[]) => ({
  info: {
    name: 'Shop',
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  },
  item: paths.map((name) => ({ name, request: { method: 'POST', header: [], url: `${HOST}/${name}` } })),
});

describe('Two collections are compared', () => {
  it('whatever formats they are in', async () => {
    const newer = shop('orders', 'customers');
    await writeFile(at('v2.1.json'), JSON.stringify(newer));
    const versions = { inputVersion: '2.1.0', outputVersion: '1.0.0' };
    const older = await promisify(convert)(structuredClone(newer), versions);
    await writeFile(at('v1.json'), JSON.stringify(older));
    await writeFile(at('fewer.json'), JSON.stringify({ collection: shop('orders') }));
    expect(await differences('v1.json', 'v2.1.json')).toEqual([]);
    expect(await differences('v1.json', 'fewer.json')).toEqual(['operation/removed customers']);
  });

  it('where one of them is a directory of v3, also as git holds it', async () => {
    const written = at('Shop');
    await cp(path.join(fixtures, 'shop'), written, { recursive: true });
    const same = path.join(fixtures, 'shop.postman_collection.json');
    expect(await differences('Shop', same)).toEqual([]);
    const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
    git('init', '-q');
    git('add', '-A');
    git('-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '-qm', 'v3');
    expect(await differences('HEAD:Shop', same)).toEqual([]);
  });

  it('where one of them was imported, by their paths below the base URL', async () => {
    await writeFile(at('old.json'), JSON.stringify(shop('orders', 'customers')));
    await importContract({ workspace: folder, source: 'old.json', fetching: { env: {} } });
    expect(await readFile(at('collections/Shop.postman_collection.json'), 'utf8')).not.toContain(HOST);
    await writeFile(at('new.json'), JSON.stringify(shop('orders', 'customers', 'refunds')));
    expect(await differences('.', 'new.json')).toEqual(['operation/added refunds']);
  });
});

describe('What cannot be compared', () => {
  it('is a part that cannot be read: all of them are named', async () => {
    const broken = { info: { name: 'Shop' }, item: [{ name: 'a', request: 1 }, 2] };
    await writeFile(at('broken.json'), JSON.stringify(broken));
    await expect(differences('broken.json', 'broken.json')).rejects.toMatchObject({
      flaws: [{ code: 'COLLECTION_UNREADABLE' }, { code: 'COLLECTION_UNREADABLE' }],
    });
  });

  it('is a folder that is neither a workspace nor a collection', async () => {
    await expect(differences('.', '.')).rejects.toMatchObject({
      code: 'COLLECTION_MISSING',
      place: '.',
      fact: expect.stringContaining('neither'),
    });
  });
});
