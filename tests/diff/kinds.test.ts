import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { compared } from '../../src/diff/compare.js';
import { type DifferenceId, KINDS } from '../../src/diff/kinds.js';
import { differences, sideOf, type Version } from './versions.js';

const header = (key: string, description?: string): JsonObject => ({
  request: { header: [{ key, value: 'x', ...(description ? { description } : {}) }] },
});
const query = (key: string, description?: string): JsonObject => ({
  request: {
    url: {
      raw: '{{baseUrl}}/things',
      host: ['{{baseUrl}}'],
      path: ['things'],
      query: [{ key, value: 'x', ...(description ? { description } : {}) }],
    },
  },
});
const named = (name: string, url = '{{baseUrl}}/things', method = 'POST'): JsonObject => ({
  name,
  request: { method, url },
});
const example = (code: number, body: Json = {}, name = 'x'): JsonObject => ({
  name,
  code,
  body: JSON.stringify(body),
});
const examples = (...response: JsonObject[]): Version => ({ item: { response } });
const body = (raw: string, type = 'application/json'): Version => ({
  request: { header: [{ key: 'Content-Type', value: type }], body: { mode: 'raw', raw } },
});
const code = (more: JsonObject = {}): Version => ({
  codes: { A: { type: 'T', statuses: [400], causes: ['field-missing'], ...more } },
});
const bearer: Version = {
  request: { auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{bearerToken}}' }] } },
};
const apiKey: Version = { request: { auth: { type: 'apikey', apikey: [{ key: 'key', value: 'X-Key' }] } } };
const noauth: Version = {};

/** Each kind, with two versions that differ in it. */
const PROVOKED: Partial<Record<DifferenceId, readonly [Version, Version]>> = {
  'auth/added': [noauth, bearer],
  'auth/changed': [bearer, apiKey],
  'auth/removed': [bearer, noauth],
  'collection/text-changed': [{}, { info: { name: 'Other' } }],
  'error-catalog/added': [{}, code()],
  'error-catalog/removed': [code(), {}],
  'error-code/added': [{ codes: {} }, code()],
  'error-code/cause-added': [code(), code({ causes: ['field-missing', 'cursor'] })],
  'error-code/cause-removed': [code(), code({ causes: [] })],
  'error-code/removed': [code(), { codes: {} }],
  'error-code/status-added': [code(), code({ statuses: [400, 404] })],
  'error-code/status-removed': [code({ statuses: [400, 404] }), code()],
  'error-code/type-changed': [code(), code({ type: 'U' })],
  'example/added': [{}, examples(example(200))],
  'example/changed': [examples(example(200, { a: 1 })), examples(example(200, { a: 2 }))],
  'example/removed': [examples(example(200)), {}],
  'header/added': [{}, header('X-A')],
  'header/added-required': [{}, header('X-A', '(Required) the a')],
  'header/became-optional': [header('X-A', '(Required) a'), header('x-a', 'a')],
  'header/became-required': [header('X-A', 'a'), header('X-A', '(Required) a')],
  'header/removed': [header('X-A'), {}],
  'header/text-changed': [header('X-A', 'a'), header('X-A', 'b')],
  'operation/added': [{ items: [named('A')] }, { items: [named('A'), named('B', '{{baseUrl}}/b')] }],
  'operation/method-changed': [{ items: [named('A')] }, { items: [named('A', '{{baseUrl}}/things', 'PUT')] }],
  'operation/moved': [{ items: [named('A')] }, { items: [{ name: 'F', item: [named('A')] }] }],
  'operation/path-changed': [{ items: [named('A')] }, { items: [named('A', '{{baseUrl}}/others')] }],
  'operation/removed': [{ items: [named('A'), named('B', '{{baseUrl}}/b')] }, { items: [named('A')] }],
  'operation/renamed': [{ items: [named('A')] }, { items: [named('B')] }],
  'operation/repeat-removed': [{ items: [named('A'), named('B')] }, { items: [named('A')] }],
  'operation/text-changed': [{}, { request: { description: 'New' } }],
  'path/parameter-renamed': [
    { items: [named('A', '{{baseUrl}}/a/{{id}}')] },
    { items: [named('A', '{{baseUrl}}/a/:thing')] },
  ],
  'query/added': [{}, query('a')],
  'query/added-required': [{}, query('a', 'Required. The a')],
  'query/became-optional': [query('a', '(Required) a'), query('a')],
  'query/became-required': [query('a'), query('a', '(Required) a')],
  'query/removed': [query('a'), {}],
  'query/text-changed': [query('a', 'a'), query('a', 'b')],
  'request-body/added': [{}, body('{}')],
  'request-body/removed': [body('{}'), {}],
  'request-body/type-changed': [body('{}'), body('{}', 'text/xml')],
  'request-example/field-added': [body('{"a": 1}'), body('{"a": 1, "b": 1}')],
  'request-example/field-removed': [body('{"a": 1, "b": 1}'), body('{"a": 1}')],
  'request-field/added-required': [{ sent: {} }, { sent: { properties: { a: {} }, required: ['a'] } }],
  'request-schema/added': [{}, { sent: {} }],
  'request-schema/removed': [{ sent: {} }, {}],
  'response-example/field-added': [
    examples(example(200, { a: [1] })),
    examples(example(200, { a: [1, 2], b: 1 })),
  ],
  'response-example/field-removed': [
    examples(example(200, { a: 1, b: 1 })),
    examples(example(200, { a: 1 })),
  ],
  'response-field/added-to-closed': [
    { told: { additionalProperties: false } },
    { told: { properties: { a: {} }, additionalProperties: false } },
  ],
  'response-schema/added': [examples(example(200)), { ...examples(example(200)), told: {} }],
  'response-schema/removed': [{ ...examples(example(200)), told: {} }, examples(example(200))],
  'status/added': [examples(example(200)), examples(example(200), example(400, {}, 'y'))],
  'status/removed': [examples(example(200), example(400, {}, 'y')), examples(example(200))],
  'status/success-removed': [examples(example(200)), examples(example(201))],
};

const a = (schema: Json): JsonObject => ({ type: 'object', properties: { a: schema } });
const choice = (...types: string[]): JsonObject => a({ anyOf: types.map((type) => ({ type, title: type })) });

/** Kinds that a field has in a request and in an answer, with two schemas that differ in it. */
const FIELDS: Readonly<Record<string, readonly [Json, Json]>> = {
  added: [a({}), { ...a({}), properties: { a: {}, b: {} } }],
  'alternative-added': [choice('string', 'array'), choice('string', 'array', 'object')],
  'alternative-removed': [choice('string', 'array', 'object'), choice('string', 'array')],
  'became-optional': [{ ...a({}), required: ['a'] }, a({})],
  'became-required': [a({}), { ...a({}), required: ['a'] }],
  closed: [a({}), { ...a({}), additionalProperties: false }],
  'condition-changed': [a({}), a({ not: { const: 1 } })],
  'count-narrowed': [a({ maxItems: 5 }), a({ maxItems: 4 })],
  'count-widened': [a({ uniqueItems: true }), a({})],
  'default-changed': [a({ default: 1 }), a({ default: 2 })],
  'enum-added': [a({ type: 'string' }), a({ type: 'string', enum: ['x'] })],
  'enum-removed': [a({ type: 'string', const: 'x' }), a({ type: 'string' })],
  'enum-value-added': [a({ enum: ['x'] }), a({ enum: ['x', 'y'] })],
  'enum-value-removed': [a({ enum: ['x', 'y'] }), a({ enum: ['y'] })],
  'format-added': [a({}), a({ format: 'date' })],
  'format-changed': [a({ format: 'date' }), a({ format: 'date-time' })],
  'format-removed': [a({ format: 'date' }), a({})],
  'length-narrowed': [a({}), a({ minLength: 1 })],
  'length-widened': [a({ maxLength: 5 }), a({ maxLength: 6 })],
  'null-added': [a({ type: 'string' }), a({ anyOf: [{ type: 'string' }, { type: 'null' }] })],
  'null-removed': [a({ type: ['string', 'null'] }), a({ type: 'string' })],
  opened: [{ ...a({}), unevaluatedProperties: false }, a({})],
  'pattern-added': [a({}), a({ pattern: '^a' })],
  'pattern-changed': [a({ pattern: '^a' }), a({ pattern: '^b' })],
  'pattern-removed': [a({ pattern: '^a' }), a({})],
  'range-changed': [a({ multipleOf: 4 }), a({ multipleOf: 6 })],
  'range-narrowed': [a({ minimum: 0 }), a({ exclusiveMinimum: 0 })],
  'range-widened': [a({ maximum: 9 }), a({})],
  removed: [{ ...a({}), properties: { a: {}, b: {} } }, a({})],
  'text-changed': [a({}), a({ description: 'New' })],
  'type-changed': [a({ type: 'string' }), a({ type: 'integer', minimum: 1 })],
  'type-narrowed': [a({ type: ['string', 'boolean'] }), a({ type: 'string' })],
  'type-widened': [a({ type: 'integer' }), a({ type: 'number' })],
};

describe('The kinds of differences', () => {
  it('are sorted', () => {
    expect(Object.keys(KINDS)).toEqual(Object.keys(KINDS).sort());
  });

  it('are named area/what, in kebab-case', () => {
    for (const id of Object.keys(KINDS)) expect(id).toMatch(/^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/);
  });

  it('are each provoked below', () => {
    const fields = Object.keys(FIELDS).flatMap((kind) => [`request-field/${kind}`, `response-field/${kind}`]);
    expect([...Object.keys(PROVOKED), ...fields].sort()).toEqual(Object.keys(KINDS));
  });
});

it.each(Object.entries(PROVOKED))('%s is told where it is so', async (id, [before, after]) => {
  const told = (await differences(before, after)).find((difference) => difference.id === id);
  expect(told?.severity).toBe(Object.entries(KINDS).find(([kind]) => kind === id)?.[1]);
});

it.each(Object.entries(FIELDS))(
  '%s is told of fields, in requests and answers',
  async (kind, [before, after]) => {
    const found = compared(sideOf({ sent: before, told: before }), sideOf({ sent: after, told: after }));
    expect(found.map(({ id }) => id).sort()).toEqual([`request-field/${kind}`, `response-field/${kind}`]);
    for (const { id, severity } of found) expect(severity).toBe(KINDS[id]);
  },
);
