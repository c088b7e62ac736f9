import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/contract/json.js';
import { compileSchema } from '../../src/contract/json-schema/compile.js';

/** The official JSON Schema Test Suite, kept beside the repository where it is at hand, or where the variable says. */
const FOLDER =
  process.env['JSON_SCHEMA_SUITE'] ??
  fileURLToPath(new URL('../../../shared/json-schema-suite/', import.meta.url));
const there = existsSync(FOLDER);
const suffix = there ? '' : ' (skipped: the JSON Schema Test Suite is not beside the repository)';

interface Group {
  readonly description: string;
  readonly schema: Json;
  readonly tests: readonly { readonly description: string; readonly data: Json; readonly valid: boolean }[];
}

interface Tally {
  passed: number;
  readonly refused: string[];
  readonly wrong: string[];
}

const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8'));
const jsonIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));

async function tally(folder: string): Promise<Tally> {
  const remotes = path.join(FOLDER, 'remotes');
  const schemas = Object.fromEntries(
    jsonIn(remotes).map((name) => [
      `http://localhost:1234/draft2020-12/${name.split(path.sep).join('/')}`,
      read<Json>(path.join(remotes, name)),
    ]),
  );
  const found: Tally = { passed: 0, refused: [], wrong: [] };
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    for (const group of read<Group[]>(path.join(folder, file))) await add(found, file, group, schemas);
  }
  return found;
}

async function add(found: Tally, file: string, group: Group, schemas: Record<string, Json>): Promise<void> {
  const validate = await compileSchema(group.schema, { schemas }).catch(() => undefined);
  for (const { description, data, valid } of group.tests) {
    const name = `${file} › ${group.description} › ${description}`;
    if (!validate) found.refused.push(name);
    else if (validate(data) !== valid) found.wrong.push(name);
    else found.passed++;
  }
}

describe.skipIf(!there)(`The official JSON Schema Test Suite, draft 2020-12${suffix}`, () => {
  const required = path.join(FOLDER, 'draft2020-12');

  it('gives each required schema its verdict, and refuses what it does not support', async () => {
    const { passed, wrong, refused } = await tally(required);
    // A format is asserted here, and only described there; vocabularies of one's own are not supported.
    expect(wrong.filter((name) => !name.startsWith('format.json'))).toEqual([]);
    expect(refused.filter((name) => !name.startsWith('vocabulary.json'))).toEqual([]);
    expect(passed).toBeGreaterThan(1200);
  });

  it('asserts formats by their RFCs', async () => {
    const found = await tally(path.join(required, 'optional', 'format'));
    // What JavaScript refuses as a regular expression in one mode, and takes in another.
    expect(found.wrong.filter((name) => !name.startsWith('ecmascript-regex.json'))).toEqual([]);
    expect(found.refused).toEqual([]);
    expect(found.wrong.length / found.passed).toBeLessThan(0.02);
  });

  it('reads what is optional as it is meant, or refuses it', async () => {
    const { wrong } = await tally(path.join(required, 'optional'));
    expect(wrong).toEqual([]);
  });
});
