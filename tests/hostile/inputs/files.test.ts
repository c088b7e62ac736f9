import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { FileFault, readBounded } from '../../../src/contract/bounded-file.js';
import { ContractError } from '../../../src/contract/errors.js';
import { loadContract } from '../../../src/contract/load.js';
import { readSource } from '../../../src/import/source/read-source.js';
import { readHead } from '../../../src/record/read.js';
import { findPastRun } from '../../../src/report/past/past-run.js';
import { readResults } from '../../../src/report/results-read.js';
import { readExtraCa } from '../../../src/settings/extra-ca.js';
import { readValues } from '../../../src/settings/values.js';

const all = await mkdtemp(path.join(tmpdir(), 'contract-inputs-'));
afterAll(() => rm(all, { recursive: true, force: true }));

const folder = (): Promise<string> => mkdtemp(path.join(all, 'x'));

/** Puts something in a file's place that is no file of a sensible size. */
type Thing = (file: string) => Promise<void>;

const things: (readonly [name: string, put: Thing])[] = [
  [
    'a file of 2 GB',
    async (file) => {
      // It has holes: it takes no place on the disk.
      const handle = await open(file, 'w');
      await handle.truncate(2 ** 31);
      await handle.close();
    },
  ],
];
if (existsSync('/dev/zero')) things.push(['a device without end', (file) => symlink('/dev/zero', file)]);
if (process.platform !== 'win32')
  things.push(['a pipe that nobody writes into', async (file) => void execFileSync('mkfifo', [file])]);

type Reading = (file: string) => Promise<unknown>;

const readings: Readonly<Record<string, Reading>> = {
  'the source of an import': (file) => readSource(path.basename(file), { cwd: path.dirname(file), env: {} }),
  EXTRA_CA_CERTS: (file) => readExtraCa('/', { text: file, source: '.env' }),
  'results to be merged': readResults,
  'a record to be judged': readHead,
};

describe.concurrent.each(things)('%s', (_, put) => {
  it.each(Object.entries(readings))('is refused as %s', async (_name, read) => {
    const file = path.join(await folder(), 'x.json');
    await put(file);
    await expect(read(file)).rejects.toThrow(ContractError);
  });

  it('is refused as .env', async () => {
    const made = await folder();
    await put(path.join(made, '.env'));
    await expect(readValues(made, {})).rejects.toMatchObject({ code: 'SETTING_INVALID' });
  });

  it('is refused as collection and as contract.yaml', async () => {
    const made = await folder();
    await mkdir(path.join(made, 'collections'));
    const collection = path.join(made, 'collections/shop.postman_collection.json');
    await put(collection);
    await expect(loadContract({ workspace: made })).rejects.toMatchObject({ code: 'COLLECTION_UNREADABLE' });
    await rm(collection);
    await writeFile(collection, JSON.stringify({ info: { name: 'x' }, item: [] }));
    await put(path.join(made, 'collections/contract.yaml'));
    await expect(loadContract({ workspace: made })).rejects.toThrow(ContractError);
  });

  it('stops no run as the results of an earlier one', async () => {
    const made = await folder();
    await put(path.join(made, 'results.json'));
    expect(await findPastRun(made)).toHaveProperty('why');
    expect(await findPastRun(path.join(made, 'results.json'))).toHaveProperty('why');
  });
});

it('A pipe that somebody writes into is read whole', async () => {
  const file = path.join(await folder(), 'pipe');
  execFileSync('mkfifo', [file]);
  const reading = readBounded(file, 1_000_000);
  await writeFile(file, 'a'.repeat(300_000));
  expect((await reading).length).toBe(300_000);
});

it('A file of exactly the limit is read, and a longer one is not', async () => {
  const file = path.join(await folder(), 'x');
  await writeFile(file, 'abc');
  expect(String(await readBounded(file, 3))).toBe('abc');
  await expect(readBounded(file, 2)).rejects.toThrow(FileFault);
});

it('A record with a line that never ends is refused', async () => {
  const file = path.join(await folder(), 'record.ndjson.gz');
  await writeFile(file, gzipSync(Buffer.alloc(210_000_000, 'a'), { level: 1 }));
  await expect(readHead(file)).rejects.toMatchObject({ code: 'RECORD_UNREADABLE' });
});

it.each([
  ['never ends', (write: (text: string) => void) => setInterval(() => write('x'.repeat(100_000)), 1)],
  ['drips', (write: (text: string) => void) => setInterval(() => write('x'), 20)],
])('A URL whose answer %s is refused as the source of an import', async (_, begin) => {
  const going: NodeJS.Timeout[] = [];
  const server = createServer((_request, response) => {
    going.push(begin((text) => response.write(text)));
  });
  onTestFinished(() => {
    for (const timer of going) clearInterval(timer);
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await expect(
    readSource(`http://127.0.0.1:${port}/`, { cwd: '/', env: {}, cap: 1_000_000, timeout: 1000 }),
  ).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE' });
});
