import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { isObject, type JsonObject, parseJson } from '../../src/contract/json.js';
import { importContract } from '../../src/import/import.js';
import { readSource } from '../../src/import/source/read-source.js';
import { takeSource } from '../../src/import/take-source.js';
import { publicCollection, publicCollections } from '../public-collections.js';
import { generated } from './generated.js';
import { meaningOf } from './meaning.js';
import { PostmanCli } from './postman-cli.js';

const cli = PostmanCli.get();
const suffix = cli ? '' : ' (skipped: Postman CLI cannot be had from npm here)';
const there = publicCollections();
const EVERY = [
  'realworld-conduit.json',
  'adyen-transfers-v4.json',
  'k6-echo-v20.json',
  'codegen-php-guzzle.json',
  'edfi-change-queries.json',
  'transformer-v1-github.json',
  'v3-workslocal',
];
afterAll(() => cli?.close());

function migrated(collection: JsonObject): string {
  if (!cli) throw new Error('Postman CLI is not there');
  return cli.migrated(collection);
}

/** As the import takes a source in; what it lost of it is an error. */
async function taken(source: string): Promise<JsonObject> {
  const read = await readSource(source, { cwd: '/', env: {} });
  const { collection, notes } = await takeSource(read, [], '/', false);
  expect(notes.filter(({ fate }) => fate === 'lost')).toEqual([]);
  return collection;
}

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'contract-migrate-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** The collection that an import of it writes. */
async function written(source: string): Promise<JsonObject> {
  const workspace = await folder();
  await importContract({ workspace, source, fetching: { env: {} } });
  const files = await readdir(path.join(workspace, 'collections'));
  const file = files.find((name) => name.endsWith('.postman_collection.json')) ?? '';
  const json = parseJson(await readFile(path.join(workspace, 'collections', file), 'utf8'));
  if (!isObject(json)) throw new Error('no collection was written');
  return json;
}

describe.skipIf(!cli)(`What Postman CLI migrates to v3${suffix}`, () => {
  test.skipIf(there.length === 0)('is imported as what it was made of: public collections', async () => {
    for (const file of there) {
      const collection = await taken(file);
      const directory = migrated(collection);
      expect(meaningOf(await taken(directory)), file).toEqual(meaningOf(collection));
    }
  });

  test('is imported as what it was made of: generated collections', async () => {
    await fc.assert(
      fc.asyncProperty(generated, async (collection) => {
        expect(meaningOf(await taken(migrated(collection)))).toEqual(meaningOf(collection));
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });
});

describe.skipIf(!cli)(`What an import writes${suffix}`, () => {
  test.skipIf(there.length === 0)('is migrated by Postman CLI as it is: public collections', async () => {
    for (const name of EVERY) {
      const collection = await written(publicCollection(name) ?? name);
      expect(meaningOf(await taken(migrated(collection))), name).toEqual(meaningOf(collection));
    }
  });

  test('is migrated by Postman CLI as it is: generated collections with secrets', async () => {
    await fc.assert(
      fc.asyncProperty(generated, async (collection) => {
        const source = path.join(await folder(), 'source.json');
        const secret = { key: 'apiKey', value: 'k3y-of-1234', type: 'secret' };
        await writeFile(source, JSON.stringify({ ...collection, variable: [secret] }));
        const made = await written(source);
        expect(meaningOf(await taken(migrated(made)))).toEqual(meaningOf(made));
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });
});
