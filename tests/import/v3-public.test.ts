import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Json, type JsonObject, objectsOf, own } from '../../src/contract/json.js';
import { takeV3 } from '../../src/import/v3/take.js';
import { itemsOf, objectAt } from './v3-directory.js';

const folder = fileURLToPath(new URL('../../../shared/collections/', import.meta.url));
const there = existsSync(`${folder}v3-workslocal`);
const suffix = there ? '' : ' (skipped: the public collections are not at hand)';

describe.skipIf(!there)(`Public collections in format v3${suffix}`, () => {
  test.each([
    ['v3-workslocal', 9, 13, 0],
    ['v3-pypnm-cmts', 12, 0, 21],
  ])(
    '%s gives all that its files hold: %i requests, %i examples; %i files are invalid',
    async (name, requests, examples, invalid) => {
      const written = counted(`${folder}${name}/postman/collections`);
      const read = await takeV3(folder + name);
      expect(written).toMatchObject({ requests, examples });
      expect(written.invalid).toHaveLength(invalid);
      expect(read.flaws.map(({ place }) => place.replace(/:\d+:\d+$/, ''))).toEqual(
        written.invalid.map((file) => path.join('postman/collections', file)),
      );
      const { invalid: _, ...counts } = written;
      expect(countedIn(read.collection)).toEqual(counts);
    },
  );

  test('v3-workslocal needs no word but that it has exports around it', async () => {
    const read = await takeV3(`${folder}v3-workslocal`);
    expect(read.notes).toEqual([]);
    expect(read.environmentFiles.map((file) => path.basename(file))).toEqual([
      'WorksLocal - Local.environment.yaml',
      'WorksLocal - Production.environment.yaml',
      'workspace.globals.yaml',
    ]);
  });

  test('each invalid file of v3-pypnm-cmts is told with the line where a text in quotes goes wrong', async () => {
    const { flaws } = await takeV3(`${folder}v3-pypnm-cmts`);
    for (const { place, fact, fix } of flaws) {
      expect(place).toMatch(/\.request\.yaml:6:14$/);
      expect(fact).toBe('it is not valid YAML: Missing closing "quote');
      expect(fix).toContain('block (|-)');
    }
  });
});

interface Counts {
  requests: number;
  examples: number;
  scripts: number;
  headers: number;
  bodies: number;
  descriptions: number;
  variables: number;
}

const nothing = (): Counts => ({
  requests: 0,
  examples: 0,
  scripts: 0,
  headers: 0,
  bodies: 0,
  descriptions: 0,
  variables: 0,
});

/** What the files hold, read without any of the import. */
function counted(directory: string): Counts & { invalid: string[] } {
  const counts: Counts & { invalid: string[] } = { ...nothing(), invalid: [] };
  for (const file of readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.yaml')) continue;
    try {
      count(counts, file, parse(readFileSync(path.join(directory, file), 'utf8')));
    } catch {
      counts.invalid.push(file);
    }
  }
  return counts;
}

function count(counts: Counts, file: string, yaml: JsonObject): void {
  const answer = own(yaml, 'response');
  counts.requests += file.endsWith('.request.yaml') ? 1 : 0;
  counts.examples += file.endsWith('.example.yaml') ? 1 : 0;
  counts.scripts += objectsOf(own(yaml, 'scripts')).length;
  counts.headers += sizeOf(own(yaml, 'headers')) + sizeOf(Object(answer).headers);
  counts.bodies += own(yaml, 'body') ? 1 : 0;
  counts.descriptions += own(yaml, 'description') ? 1 : 0;
  counts.variables += sizeOf(own(yaml, 'variables'));
}

function sizeOf(map: Json | undefined): number {
  return Object.keys(Object(map)).length;
}

/** What the collection v2.1 holds; originals of examples are those of their requests here, and do not count. */
function countedIn(collection: JsonObject): Counts {
  const counts = {
    ...nothing(),
    ...ofHolder(collection),
    variables: objectsOf(own(collection, 'variable')).length,
  };
  counts.descriptions += own(objectAt(collection, 'info'), 'description') ? 1 : 0;
  addFolders(counts, collection);
  for (const item of itemsOf(collection)) {
    const request = objectAt(item, 'request');
    const saved = objectsOf(own(item, 'response'));
    counts.requests++;
    counts.examples += saved.length;
    counts.scripts += ofHolder(item).scripts;
    counts.headers += [request, ...saved].flatMap((one) => objectsOf(own(one, 'header'))).length;
    counts.bodies += own(request, 'body') ? 1 : 0;
    counts.descriptions += own(request, 'description') ? 1 : 0;
  }
  return counts;
}

function addFolders(counts: Counts, above: JsonObject): void {
  for (const folder of objectsOf(own(above, 'item')).filter((item) => own(item, 'item'))) {
    counts.scripts += ofHolder(folder).scripts;
    counts.descriptions += own(folder, 'description') ? 1 : 0;
    addFolders(counts, folder);
  }
}

function ofHolder(holder: JsonObject): { scripts: number } {
  return { scripts: objectsOf(own(holder, 'event')).length };
}
