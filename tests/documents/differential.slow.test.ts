import { registerSchema, unregisterSchema, validate } from '@hyperjump/json-schema/draft-2020-12';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject, own } from '../../src/contract/json.js';
import { compileSchema } from '../../src/contract/json-schema/compile.js';
import { described, document } from '../import/openapi.js';

/** Schemas and values of each run. */
const SCHEMAS = 250;
const VALUES = 20;

const names = fc.constantFrom('a', 'b', 'c');
const small = fc.integer({ min: 0, max: 3 });
const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, false, '', 'a', 'ab', 'abc', '2024-02-30', 0, 1, 2, 1.5, -1),
);
const value: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

/** Schemas as 2020-12 spells them; references lead to the three shared ones. */
const schema: fc.Arbitrary<JsonObject> = fc.letrec<{ schema: JsonObject }>((tie) => {
  const one = tie('schema');
  const some = fc.array(one, { minLength: 1, maxLength: 2 });
  const open = fc.oneof({ weight: 2, arbitrary: one }, { weight: 1, arbitrary: fc.boolean() });
  return {
    schema: fc.oneof(
      { depthSize: 'small' },
      fc.record<JsonObject>(
        {
          type: fc.constantFrom<Json>('string', 'integer', 'number', 'boolean', 'object', 'array', [
            'string',
            'null',
          ]),
          minLength: small,
          maxLength: small,
          pattern: fc.constantFrom('^a', 'b$', '^[a-c]+$'),
          minimum: small,
          exclusiveMaximum: small,
          minItems: small,
          uniqueItems: fc.boolean(),
          maxProperties: small,
          required: fc.uniqueArray(names, { maxLength: 2 }),
        } as unknown as { [K in keyof JsonObject]: fc.Arbitrary<Json> },
        { requiredKeys: [] },
      ),
      fc.record<JsonObject>(
        {
          properties: fc.dictionary(names, one, { maxKeys: 2, noNullPrototype: true }),
          additionalProperties: open,
          items: one,
          allOf: some,
          anyOf: some,
          oneOf: some,
          not: one,
        } as unknown as { [K in keyof JsonObject]: fc.Arbitrary<Json> },
        { requiredKeys: [] },
      ),
      // Beside a type that none of its values has, an `enum` is taken for a mistake, and told.
      fc.record<JsonObject>({ enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }) } as never),
      fc.constantFrom('A', 'B').map((name): JsonObject => ({ $ref: `#/components/schemas/${name}` })),
    ),
  };
}).schema;

describe('A schema of a document', () => {
  it.each(['3.0', '3.1'] as const)(
    'means after the import what a second validator says that it means: %s',
    async (version) => {
      await fc.assert(
        fc.asyncProperty(
          schema,
          schema,
          schema,
          fc.array(value, { minLength: VALUES, maxLength: VALUES }),
          async (one, a, b, values) => {
            const shared = { A: withoutRefs(a), B: withoutRefs(b) };
            const ours = await imported(version, one, shared);
            const theirs = await second(one, shared);
            for (const each of values) {
              expect([each, ours(each)]).toEqual([each, theirs(each)]);
            }
          },
        ),
        { numRuns: SCHEMAS },
      );
    },
  );
});

async function imported(
  version: '3.0' | '3.1',
  schema: Json,
  schemas: JsonObject,
): Promise<(value: Json) => boolean> {
  const spelled = version === '3.0' ? as30 : (same: Json): Json => same;
  const content = { 'application/json': { schema: spelled(schema) } };
  const paths = { '/a': { get: { responses: { 200: { description: 'ok', content } } } } };
  const found = await described({ 'api.json': document(version, paths, spelled(schemas)) }, [
    ['A', 'GET', '/a'],
  ]);
  const files = Object.fromEntries(
    found.schemas.map((draft) => [`https://drafts.example/${draft.file}`, draft.schema]),
  );
  return compileSchema({ $ref: 'https://drafts.example/a.200.schema.json' }, { schemas: files });
}

let count = 0;

async function second(schema: Json, schemas: JsonObject): Promise<(value: Json) => boolean> {
  const uri = `https://second.example/${++count}`;
  registerSchema(
    { components: { schemas }, allOf: [schema as object] } as never,
    uri,
    'https://json-schema.org/draft/2020-12/schema',
  );
  const check = await validate(uri);
  unregisterSchema(uri);
  return (each) => check(each as never).valid;
}

/** How 3.0 says the same: no list of types, limits that say by a boolean that they are excluded, nothing beside `$ref`. */
function as30(value: Json): Json {
  if (Array.isArray(value)) return value.map(as30);
  if (!isObject(value)) return value;
  const { type, exclusiveMaximum, ...rest } = value;
  const spelled = Object.fromEntries(
    Object.entries(rest).map(([key, part]) => [key, key === 'enum' ? part : as30(part)]),
  );
  return {
    ...spelled,
    ...(Array.isArray(type)
      ? { type: 'string', nullable: true }
      : type !== undefined && { type: as30(type) }),
    ...(typeof exclusiveMaximum === 'number' && { maximum: exclusiveMaximum, exclusiveMaximum: true }),
    ...(exclusiveMaximum !== undefined &&
      typeof exclusiveMaximum !== 'number' && { exclusiveMaximum: as30(exclusiveMaximum) }),
  };
}

/** What is shared refers to nothing: circles for one value are left out by the import, and told. */
function withoutRefs(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutRefs);
  if (!isObject(value)) return value;
  if (own(value, '$ref') !== undefined) return {};
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutRefs(part)]));
}
