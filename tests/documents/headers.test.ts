import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { type Answered, checked, documentOf } from './described-api.js';

type Headers = Record<string, string | string[]>;
type Row = readonly [what: string, documented: JsonObject, sent: Headers, received?: string];

const integer = { type: 'integer' };
const list = { type: 'array', items: integer, maxItems: 3 };
const range = { type: 'object', required: ['from'], properties: { from: integer, to: integer } };

/** Headers as they are documented, as they are sent, and what is found wrong. */
const ROWS: readonly Row[] = [
  ['there', { 'X-Total-Count': { required: true, schema: integer } }, { 'x-total-count': '12' }],
  ['optional', { 'X-Total-Count': { schema: integer } }, {}],
  ['missing', { 'X-Total-Count': { required: true, schema: integer } }, {}, 'x-total-count is missing'],
  [
    'no number',
    { 'X-Total-Count': { schema: integer } },
    { 'X-Total-Count': 'many' },
    'x-total-count must be integer',
  ],
  ['a number as a text', { 'X-Code': { schema: { type: 'string' } } }, { 'X-Code': '12' }],
  ['of a pattern', { ETag: { schema: { type: 'string', pattern: '^"[0-9a-f]+"$' } } }, { ETag: '"ab12"' }],
  [
    'of another form',
    { ETag: { schema: { type: 'string', pattern: '^"[0-9a-f]+"$' } } },
    { ETag: 'W/zz' },
    'etag must match pattern "^"[0-9a-f]+"$"',
  ],
  [
    'a date',
    { 'X-Until': { schema: { type: 'string', format: 'date-time' } } },
    { 'X-Until': 'soon' },
    'x-until must match format "date-time"',
  ],
  ['a list', { 'X-Ids': { schema: list } }, { 'X-Ids': '1, 2,3' }],
  ['a list in two lines', { 'X-Ids': { schema: list } }, { 'X-Ids': ['1', '2'] }],
  ['a list of something else', { 'X-Ids': { schema: list } }, { 'X-Ids': '1,b' }, 'x-ids[1] must be integer'],
  ['an object', { 'X-Range': { schema: range } }, { 'X-Range': 'from,1,to,9' }],
  ['an object with its names', { 'X-Range': { explode: true, schema: range } }, { 'X-Range': 'from=1,to=9' }],
  [
    'an object that lacks one',
    { 'X-Range': { schema: range } },
    { 'X-Range': 'to,9' },
    'x-range.from is missing',
  ],
  ['JSON', { 'X-Meta': { content: { 'application/json': { schema: range } } } }, { 'X-Meta': '{"from":1}' }],
  [
    'JSON of another kind',
    { 'X-Meta': { content: { 'application/json': { schema: range } } } },
    { 'X-Meta': '{"from":"a"}' },
    'x-meta.from must be integer',
  ],
  [
    'behind references',
    { 'X-Page': { $ref: '#/components/headers/Page' } },
    { 'X-Page': 'x' },
    'x-page must be integer',
  ],
  ['that says nothing of Content-Type', { 'Content-Type': { required: true, schema: integer } }, {}],
];

describe('The headers of an answer', () => {
  it('are held against what the document says of them', async () => {
    const answer = (headers: Json): JsonObject => ({ responses: { 200: { description: 'ok', headers } } });
    const ran = await checked({
      document: {
        ...documentOf({}),
        components: {
          headers: { Page: { schema: { $ref: '#/components/schemas/Page' } } },
          schemas: { Page: integer },
        },
        paths: Object.fromEntries(ROWS.map(([, headers], index) => [`/a${index}`, { get: answer(headers) }])),
      },
      requests: ROWS.map((_, index) => `GET /a${index}`),
      rules: ['response/header'],
      answer: ({ path }): Answered | undefined => {
        const row = ROWS[Number(/^\/a(\d+)$/.exec(path)?.[1])];
        return row && { headers: row[2], body: {} };
      },
    });
    const found = ROWS.map(([what], index) => {
      const one = ran.result.results.find(({ case: { operation } }) => operation === `GET .a${index}`);
      const received = one?.verdict.status === 'failed' ? one.verdict.finding.received : undefined;
      return [what, received?.replace(/^status 200: the header /, '')];
    });
    expect(found).toEqual(ROWS.map(([what, , , received]) => [what, received]));
    expect(ran.skipped).toEqual(['response/header GET .a17: no schema describes headers of its answers']);
  });

  it('of a range of answers are told to be left out', async () => {
    const responses = {
      200: { description: 'ok' },
      default: { description: 'no', headers: { 'X-A': { schema: integer } } },
    };
    const { told } = await checked({
      document: { ...documentOf({}), paths: { '/a': { get: { responses } } } },
      requests: ['GET /a'],
      rules: ['response/header'],
      answer: () => ({ body: {} }),
    });
    expect(told).toContain('headers of a range of answers (`4XX`, `default`) are not checked');
  });
});
