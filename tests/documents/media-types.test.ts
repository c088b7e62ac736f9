import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { type Answered, checked, documentOf } from './described-api.js';

const RULES = ['response/schema', 'response/content-type'];

interface Row {
  readonly what: string;
  /** Schemas by media type. */
  readonly content: JsonObject;
  readonly says: string;
  readonly body: Json;
  readonly status?: number;
  readonly rules: readonly string[];
}

const requires = (name: string): JsonObject => ({
  schema: { type: 'object', required: [name], properties: { [name]: { type: 'integer' } } },
});

async function expectRows(rows: readonly Row[]): Promise<void> {
  const responses = (content: Json, status: number): JsonObject =>
    status >= 400
      ? { 200: { description: 'ok' }, [status]: { description: 'no', content } }
      : { [status]: { description: 'ok', content } };
  const { result } = await checked({
    document: {
      ...documentOf({}),
      paths: Object.fromEntries(
        rows.map(({ content, status = 200 }, index) => [
          `/a${index}`,
          { get: { responses: responses(content, status) } },
        ]),
      ),
    },
    requests: rows.map((_, index) => `GET /a${index}`),
    rules: RULES,
    answer: ({ path }): Answered | undefined => {
      const row = rows[Number(/^\/a(\d+)$/.exec(path)?.[1])];
      return row && { status: row.status ?? 200, headers: { 'Content-Type': row.says }, body: row.body };
    },
  });
  const failed = rows.map(({ what }, index) => ({
    what,
    rules: [
      ...new Set(
        result.results
          .filter(
            ({ case: { operation }, verdict }) =>
              operation === `GET .a${index}` && verdict.status === 'failed',
          )
          .map(({ case: { rule } }) => rule),
      ),
    ].sort(),
  }));
  expect(failed).toEqual(rows.map(({ what, rules }) => ({ what, rules: [...rules].sort() })));
}

describe('The media type of an answer', () => {
  const old = 'application/vnd.farm.2023-01-01+json';
  const now = 'application/vnd.farm.2024-08-05+json';

  it('says which of several schemas it is held against', async () => {
    const content = { [old]: requires('size'), [now]: requires('replicas') };
    await expectRows([
      { what: 'the one', content, says: old, body: { size: 1 }, rules: [] },
      { what: 'the other', content, says: now, body: { replicas: 1 }, rules: [] },
      {
        what: 'the other with parameters',
        content,
        says: `${now}; charset=utf-8`,
        body: { replicas: 1 },
        rules: [],
      },
      { what: 'in capitals', content, says: now.toUpperCase(), body: { replicas: 1 }, rules: [] },
      { what: 'what fits the other', content, says: now, body: { size: 1 }, rules: ['response/schema'] },
      {
        what: 'none of them, and what fits none',
        content,
        says: 'application/json',
        body: { none: 1 },
        rules: ['response/content-type', 'response/schema'],
      },
    ]);
  });

  it('may say it by a parameter, and documented ranges take what is in them', async () => {
    const versions = {
      'application/json; version=1': requires('size'),
      'application/json; version="2"': requires('replicas'),
    };
    const ranges = { 'application/*': requires('size'), 'application/vnd.x+json': requires('replicas') };
    await expectRows([
      {
        what: 'version 1',
        content: versions,
        says: 'application/json;version=1',
        body: { size: 1 },
        rules: [],
      },
      {
        what: 'version 2, wrong',
        content: versions,
        says: 'application/json; charset=utf-8; version=2',
        body: { size: 1 },
        rules: ['response/schema'],
      },
      {
        what: 'no version',
        content: versions,
        says: 'application/json',
        body: { size: 1 },
        rules: ['response/content-type'],
      },
      { what: 'in the range', content: ranges, says: 'application/json', body: { size: 1 }, rules: [] },
      {
        what: 'named itself',
        content: ranges,
        says: 'application/vnd.x+json',
        body: { size: 1 },
        rules: ['response/schema'],
      },
    ]);
  });

  it('is right where the document names it, and hides no breach where it does not', async () => {
    const fhir = { 'application/fhir+json': requires('n') };
    const problem = { 'application/problem+json': requires('n') };
    const same = {
      'application/json': requires('n'),
      'text/json': requires('n'),
      'application/x+json': requires('n'),
    };
    await expectRows([
      {
        what: 'fhir',
        content: fhir,
        says: 'application/fhir+json; fhirVersion=4.0',
        body: { n: 1 },
        rules: [],
      },
      {
        what: 'fhir, wrong',
        content: fhir,
        says: 'application/fhir+json',
        body: { n: 'x' },
        rules: ['response/schema'],
      },
      {
        what: 'not fhir, and wrong',
        content: fhir,
        says: 'text/plain',
        body: { n: 'x' },
        rules: ['response/content-type', 'response/schema'],
      },
      {
        what: 'problem',
        content: problem,
        status: 409,
        says: 'application/problem+json',
        body: { n: 1 },
        rules: [],
      },
      { what: 'one schema for all', content: same, says: 'application/x+json', body: { n: 1 }, rules: [] },
      {
        what: 'one schema for all, wrong',
        content: same,
        says: 'text/json',
        body: {},
        rules: ['response/schema'],
      },
    ]);
  });
});
