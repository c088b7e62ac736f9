import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { readSpec } from '../../src/import/openapi/read-spec.js';
import { schemasOf } from '../../src/import/openapi/schemas-of.js';
import type { CodeDraft } from '../../src/import/taken.js';
import { described, document, operations } from './openapi.js';

async function codes(
  responses: JsonObject,
  more: JsonObject = {},
): Promise<{ codes: readonly CodeDraft[]; facts: string[] }> {
  const file = document('3.0', { '/a': { get: { responses } } }, {}, more);
  const found = await described({ 'a.json': file }, [['A', 'GET', '/a']]);
  return {
    codes: found.codes,
    facts: found.notes.map(({ fact }) => fact).filter((fact) => /error_code [A-Z]/.test(fact)),
  };
}

const error = (schema: Json, more: JsonObject = {}): JsonObject => ({
  content: { 'application/json': { schema, ...more } },
});
const pair = (code: string, type: string): JsonObject => ({
  properties: { error_code: { enum: [code] }, error_type: { enum: [type] } },
});

describe('Error codes of an OpenAPI document', () => {
  it('come from examples and extensions, with what provokes them where that is plain', async () => {
    const spec = await readSpec(
      path.resolve(import.meta.dirname, '../fixtures/openapi/shop-3.0/openapi.yaml'),
    );
    const { codes } = await schemasOf(
      spec,
      operations([
        ['A', 'POST', '/orders'],
        ['B', 'GET', '/orders/1'],
      ]),
    );
    expect(codes).toEqual([
      { code: 'MISSING_FIELD', type: 'INVALID_REQUEST', statuses: [400], causes: ['field-missing'] },
      { code: 'INVALID_FIELD', type: 'INVALID_REQUEST', statuses: [400], causes: ['field-invalid'] },
      { code: 'ORDER_NOT_FOUND', type: 'NOT_FOUND', statuses: [404], causes: ['unknown-resource'] },
      { code: 'RATE_LIMIT_REACHED', type: 'LIMIT_ERROR', statuses: [429], causes: ['rate-limit'] },
    ]);
  });

  it('come from schemas that name one, or several for one status', async () => {
    const listed = { properties: { error_code: { enum: ['X1', 'X2'] }, error_type: { const: 'T' } } };
    const found = await codes({
      400: error({ oneOf: [pair('A1', 'T'), listed] }),
      401: error(pair('A1', 'T')),
      422: error(pair('Z', 'T')),
    });
    expect(found).toEqual({
      codes: [
        { code: 'A1', type: 'T', statuses: [400, 401], causes: [] },
        { code: 'X1', type: 'T', statuses: [400], causes: [] },
        { code: 'X2', type: 'T', statuses: [400], causes: [] },
        { code: 'Z', type: 'T', statuses: [422], causes: [] },
      ],
      facts: [],
    });
  });

  it.each<[string, JsonObject, RegExp, Partial<CodeDraft>]>([
    [
      'its type',
      { 400: error({ properties: { error_code: { const: 'A' } } }) },
      /does not say its error_type/,
      { code: 'A', statuses: [400] },
    ],
    [
      'one type',
      { 400: error({ oneOf: [pair('A', 'T'), pair('A', 'U')] }) },
      /several error_types/,
      { code: 'A', statuses: [400] },
    ],
    [
      'one way of writing',
      { 400: error({ oneOf: [pair('AB', 'T'), pair('Ab', 'T')] }) },
      /upper and in lower case/,
      { code: 'AB', type: 'T', statuses: [400] },
    ],
  ])('are taken in with a note where the document does not say %s', async (_what, responses, fact, code) => {
    const found = await codes(responses);
    expect(found.codes).toEqual([{ causes: [], ...code }]);
    expect(found.facts.join()).toMatch(fact);
  });

  it('have no statuses where a list of them is that of several statuses', async () => {
    const listed = { $ref: '#/components/schemas/E' };
    const components = {
      schemas: { E: { properties: { error_code: { enum: ['A', 'B'] }, error_type: { const: 'T' } } } },
    };
    const found = await codes({ 400: error(listed), 404: error(listed) }, { components });
    expect(found.codes).toEqual(['A', 'B'].map((code) => ({ code, type: 'T', statuses: [], causes: [] })));
    expect(found.facts).toHaveLength(2);
  });

  it.each<[string, boolean, JsonObject, JsonObject?]>([
    [
      'each error lists its codes',
      true,
      { 400: error(pair('A', 'T')), 404: error({ properties: { error_code: { enum: ['B', 'C'] } } }) },
    ],
    ['the document lists them', true, { 400: error({}) }, { 'x-error-codes': [{ code: 'A', type: 'T' }] }],
    [
      'one error does not',
      false,
      { 400: error(pair('A', 'T')), 404: error({ properties: { error_code: { type: 'string' } } }) },
    ],
    [
      'an example alone shows one',
      false,
      { 400: error({}, { example: { error_code: 'A', error_type: 'T' } }) },
    ],
    [
      'a range of errors says nothing',
      false,
      { 200: { description: 'ok' }, 400: error(pair('A', 'T')), default: error({}) },
    ],
    ['no error is documented', false, { 200: { description: 'ok' } }],
  ])(
    'are all that there are only where the document says so: %s',
    async (_what, complete, responses, more = {}) => {
      const file = document('3.0', { '/a': { get: { responses } } }, {}, more);
      expect((await described({ 'a.json': file }, [['A', 'GET', '/a']])).codesComplete).toBe(complete);
    },
  );

  it('come from lists in extensions', async () => {
    const listed = [
      { code: 'A', type: 'T', statuses: [400, '401', 422] },
      { code: 'B', type: 'T' },
      'C',
      null,
    ];
    const found = await codes({ 404: { description: 'x', 'x-errors': listed } });
    expect(found.codes.map(({ code, statuses }) => [code, statuses])).toEqual([
      ['A', [400, 401, 422]],
      ['B', [404]],
    ]);
  });
});
