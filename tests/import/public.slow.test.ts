import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isObject, type Json, type JsonObject, objectsOf, own } from '../../src/contract/json.js';
import { loadContract } from '../../src/contract/load.js';
import { ImportFlaws } from '../../src/import/flaws.js';
import { type ImportReport, importContract } from '../../src/import/import.js';
import { run } from '../../src/run.js';
import { newmanHost } from '../newman-host.js';
import { publicCollection } from '../public-collections.js';
import { httpsServer } from '../tls-server.js';
import { answersOf } from './example-server.js';

const there = publicCollection('realworld-conduit.json') !== undefined;
const suffix = there ? '' : ' (skipped: the public collections are not at hand)';
const host = newmanHost();

/** Requests, scripts with a line of code, headers and saved examples, as the files themselves have them. */
const COLLECTIONS: readonly (readonly [string, number, number, number])[] = [
  ['realworld-conduit.json', 32, 30, 0],
  ['adyen-transfers-v4.json', 19, 0, 16],
  ['k6-echo-v20.json', 20, 20, 7],
  ['codegen-php-guzzle.json', 31, 15, 2],
  ['edfi-change-queries.json', 73, 93, 0],
  ['transformer-v1-github.json', 10, 0, 0],
  ['v3-workslocal', 9, 0, 13],
  ['v3-pypnm-cmts', 12, 0, 0],
];

describe.skipIf(!there)(`A public collection${suffix}`, () => {
  test.each(COLLECTIONS)(
    '%s is taken in whole, is a contract, and is not changed by a second import',
    async (name, requests, scripts, examples) => {
      const workspace = await folder();
      const report = await imported(workspace, name);
      expect(report.inventory.requests).toBe(requests);
      expect(report.inventory.examples).toBe(examples);
      expect(report.inventory.scripts).toBeGreaterThanOrEqual(scripts);
      expect((await loadContract({ workspace })).operations).toHaveLength(requests);
      const before = await bytesOf(workspace);
      const again = await imported(workspace, name);
      expect(again.files.map(({ fate }) => fate)).toEqual(again.files.map(() => 'same'));
      expect(await bytesOf(workspace)).toEqual(before);
    },
  );

  test.each(COLLECTIONS.map(([name]) => name).filter((name) => name.endsWith('.json')))(
    '%s keeps every header, body and description',
    async (name) => {
      const { collection } = await imported(await folder(), name);
      const source: Json = JSON.parse(await readFile(publicCollection(name) ?? '', 'utf8'));
      const [before, now] = [partsOf(source), partsOf(collection)];
      for (const [part, count] of Object.entries(before))
        expect(now[part] ?? 0, part).toBeGreaterThanOrEqual(count);
    },
  );

  test.each(COLLECTIONS.map(([name]) => name))('%s runs against its own examples', async (name) => {
    const workspace = await folder();
    await imported(workspace, name);
    await fillIn(workspace);
    const contract = await loadContract({ workspace });
    // Units of a collection whose scripts hide their variables have all that is before them for a setup.
    const few = contract.operations.slice(0, 4).map((operation) => operation.name.replace(/[*?]/g, '?'));
    const server = await httpsServer(answersOf(contract));
    onTestFinished(() => server.close());
    const result = await run({
      contract,
      host,
      settings: {
        environments: [
          {
            name: 'sandbox',
            baseUrl: server.origin,
            clientId: 'cid_of_the_tests',
            bearerToken: 'token_of_the_tests',
            secrets: contract.secrets.map(({ name, setting }) => ({
              name,
              setting,
              value: `${name}-of-the-tests`,
            })),
            writes: true,
            embedded: false,
          },
        ],
        extraCa: server.ca,
        timeout: 2_000,
        retries: 0,
        lanes: 4,
        profile: 'manual',
      },
      selection: { rules: ['collection/*', 'status/no-server-error'], operations: few, optIn: [] },
    });
    const concluded = Object.values(result.counts).reduce((sum, count) => sum + count, 0);
    expect(concluded).toBe(result.results.length);
    expect(result.requests.sandbox).toBeGreaterThan(0);
  });

  test('v3-pypnm-cmts is refused without --partial, each unreadable file named, and nothing is written', async () => {
    const workspace = await folder();
    const refused = await importContract({
      workspace,
      source: publicCollection('v3-pypnm-cmts') ?? '',
      fetching: { env: {} },
    }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ImportFlaws);
    expect(refused).toMatchObject({ flaws: { length: 21 } });
    expect(await readdir(workspace)).toEqual([]);
  });
});

/** Does what the report of the import asks of a person. */
async function fillIn(workspace: string): Promise<void> {
  const file = path.join(workspace, 'collections/sandbox.postman_environment.json');
  const { config } = await loadContract({ workspace });
  const there: Json = JSON.parse(await readFile(file, 'utf8').catch(() => '{"values":[]}'));
  const values = [
    ...(isObject(there) ? objectsOf(own(there, 'values')) : []),
    ...config.unset.map((key) => ({ key, value: 'x' })),
  ];
  await writeFile(file, JSON.stringify({ name: 'sandbox', values }));
}

function imported(workspace: string, name: string): Promise<ImportReport> {
  return importContract({
    workspace,
    source: publicCollection(name) ?? '',
    partial: name === 'v3-pypnm-cmts',
    fetching: { env: {} },
  });
}

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'contract-import-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

async function bytesOf(workspace: string): Promise<Record<string, string>> {
  const files = await readdir(workspace, { recursive: true });
  const read = files.sort().map(async (file): Promise<[string, string]> => {
    const full = path.join(workspace, file);
    return [file, (await stat(full)).isDirectory() ? '' : await readFile(full, 'latin1')];
  });
  return Object.fromEntries(await Promise.all(read));
}

/** How many of each part a collection of any version holds, wherever it stands. */
function partsOf(collection: Json): Record<string, number> {
  const counts: Record<string, number> = {};
  const open: JsonObject[] = objectsOf([collection]);
  for (let object = open.pop(); object; object = open.pop()) {
    for (const value of Object.values(object)) {
      if (typeof value === 'object' && value !== null)
        open.push(...objectsOf(Array.isArray(value) ? value : [value]));
    }
    count('header', objectsOf(own(object, 'header')).length);
    if (own(object, 'mode') !== undefined && own(object, 'raw') !== undefined) count('raw body', 1);
    if (own(object, 'description')) count('description', 1);
  }
  return counts;

  function count(part: string, by: number): void {
    counts[part] = (counts[part] ?? 0) + by;
  }
}
