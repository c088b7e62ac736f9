import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicCollection } from '../public-collections.js';
import { WatchedHost } from './journeys.js';
import { type RawLog, rawLog } from './raw-log.js';
import { builtAlike, hasScripts, ranAlike, realCollection } from './real.js';
import { told } from './sent.js';

const PUBLIC = [
  'realworld-conduit.json',
  'adyen-transfers-v4.json',
  'k6-echo-v20.json',
  'codegen-php-guzzle.json',
  'edfi-change-queries.json',
  'transformer-v1-github.json',
  'v3-workslocal',
  'v3-pypnm-cmts',
];
/** Small ones, each of a kind that was once sent or judged otherwise. */
const FIXTURES = path.resolve(import.meta.dirname, '../fixtures/newman');
const fixtures = readdirSync(FIXTURES).map((name): [string, string] => [
  name,
  path.join(FIXTURES, name, 'collection.json'),
]);
const others = PUBLIC.map((name): [string, string | undefined] => [name, publicCollection(name)]);

let server: RawLog;
let host: WatchedHost;
beforeAll(async () => {
  server = await rawLog();
  host = new WatchedHost(5_000);
});
afterAll(async () => {
  await host.close();
  await server.close();
});

async function compare(name: string, source: string): Promise<void> {
  const real = await realCollection(source, server.origin, true);
  const { different, ...counts } = await builtAlike(real, server);
  console.info(`${name}: ${JSON.stringify(counts)}, ${different.length} differ`);
  expect(different.map(told)).toEqual([]);
  expect(counts.impossible).toBe(0);
  if (!hasScripts(real.collection)) return;
  const { lines, ...journey } = await ranAlike(real, server, host);
  console.info(`${name}, whole: ${JSON.stringify(journey)}`);
  expect(lines).toEqual([]);
}

describe('What newman sends and finds, the suite sends and finds once the collection is imported', () => {
  it.each(fixtures)('%s', compare);

  describe.each(others)('%s', (name, source) => {
    it.skipIf(source === undefined)(
      source === undefined ? 'is skipped: the public collections are not at hand' : 'is alike',
      () => compare(name, source ?? ''),
    );
  });
});
