import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { item, load, refusal, shop } from './workspace.js';

const answer = (schema: JsonObject, status = 200): JsonObject => ({
  'x-contract': { operation: 'Create', response: status },
  ...schema,
});
const files = (schemas: Record<string, Json>) => ({
  ...shop([item('Create'), item('Get')]),
  ...Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [`schemas/${name}.schema.json`, schema]),
  ),
});

async function accepts(schemas: Record<string, Json>, body: unknown): Promise<boolean> {
  const bound = (await load(files(schemas))).schemas.response('Create', 200);
  if (!bound) throw new Error('no schema is bound');
  return bound.validate(body) === true;
}

describe('binding', () => {
  test('x-contract binds a schema to a request, an answer or every error', async () => {
    const { schemas } = await load(
      files({
        a: { 'x-contract': { operation: 'Create', request: true } },
        'deep/er/b': answer({}, 201),
        c: { 'x-contract': { error: true, complete: false } },
        shared: { type: 'string' },
      }),
    );
    expect(schemas.count).toBe(4);
    expect(schemas.request('Create')).toMatchObject({ file: 'schemas/a.schema.json', complete: true });
    expect(schemas.response('Create', 201)?.file).toBe('schemas/deep/er/b.schema.json');
    expect(schemas.response('Create', 200)).toBeUndefined();
    expect(schemas.request('Get')).toBeUndefined();
    expect(schemas.error?.complete).toBe(false);
    expect(schemas.shared).toEqual([{ type: 'string' }]);
  });

  test('without a folder there is no schema; a named folder must be there', async () => {
    expect((await load(shop([item('A')]))).schemas.count).toBe(0);
    expect(await refusal(shop([item('A')]), { schemas: 'shapes' })).toMatchObject({
      code: 'SCHEMA_INVALID',
      place: 'shapes',
    });
    const elsewhere = { ...shop([item('Create')]), 'shapes/a.schema.json': answer({}) };
    expect((await load(elsewhere, { schemas: 'shapes' })).schemas.count).toBe(1);
  });

  test('two schemas for one operation and status are an error that names both files', async () => {
    const error = await refusal(files({ a: answer({}), b: answer({}) }));
    expect(error.code).toBe('SCHEMA_DUPLICATE');
    expect(error.fact).toContain('schemas/a.schema.json and schemas/b.schema.json');
  });

  test('two error schemas are one too many', async () => {
    const error = { 'x-contract': { error: true } };
    expect((await refusal(files({ a: error, b: error }))).code).toBe('SCHEMA_DUPLICATE');
  });

  test('an operation that the collection lacks is an error with the nearest name', async () => {
    const error = await refusal(files({ a: { 'x-contract': { operation: 'Craete', request: true } } }));
    expect(error).toMatchObject({ code: 'SCHEMA_UNKNOWN_OPERATION', fix: 'Did you mean "Create"' });
  });

  test.each<[Json]>([
    [{ operation: 'Create' }],
    [{ operation: 'Create', request: true, response: 200 }],
    [{ operation: 'Create', response: '200' }],
    [{ operation: 'Create', respone: 200 }],
    [{ error: false }],
    ['Create'],
  ])('an x-contract that does not say what it binds is an error: %j', async (said) => {
    expect(await refusal(files({ a: { 'x-contract': said } }))).toMatchObject({
      code: 'SCHEMA_INVALID',
      place: 'schemas/a.schema.json › x-contract',
    });
  });
});

describe('references', () => {
  const shared = { $defs: { id: { type: 'string', minLength: 2 } }, type: 'object', required: ['id'] };

  test.each([
    [
      'by a path relative to the file',
      { 'a/one': answer({ $ref: '../shared/part.schema.json' }), 'shared/part': shared },
    ],
    [
      'by a path to a part',
      {
        one: answer({ properties: { id: { $ref: 'part.schema.json#/$defs/id' } }, required: ['id'] }),
        part: shared,
      },
    ],
    ['within the file', { one: answer({ ...shared, properties: { id: { $ref: '#/$defs/id' } } }) }],
    [
      'by $id',
      {
        one: answer({ $ref: 'https://shop.example/part' }),
        part: { $id: 'https://shop.example/part', ...shared },
      },
    ],
    [
      'relative to its own $id, or else to its file',
      {
        one: answer({
          $id: 'https://shop.example/one',
          allOf: [{ $ref: 'part' }, { $ref: './two.schema.json' }],
        }),
        part: { $id: 'https://shop.example/part', ...shared },
        two: { type: 'object' },
      },
    ],
    [
      'by anchor',
      { one: answer({ $ref: 'part.schema.json#id' }), part: { $defs: { a: { $anchor: 'id', ...shared } } } },
    ],
    ['through a file name with spaces', { one: answer({ $ref: 'a%20part.schema.json' }), 'a part': shared }],
  ])('are resolved %s', async (_, schemas) => {
    expect(await accepts(schemas, { id: 'abc' })).toBe(true);
    expect(await accepts(schemas, {})).toBe(false);
  });

  test('may go round in circles', async () => {
    const tree = answer({ type: 'object', properties: { next: { $ref: 'b.schema.json' } } });
    const schemas = { a: tree, b: { anyOf: [{ type: 'null' }, { $ref: 'a.schema.json' }] } };
    expect(await accepts(schemas, { next: { next: null } })).toBe(true);
    expect(await accepts(schemas, { next: { next: 1 } })).toBe(false);
  });

  test.each([
    ['another file', './par.schema.json', './part.schema.json'],
    ['a part of this file', '#/$defs/none', ''],
    ['a part of another file', './part.schema.json#/$defs/none', ''],
    ['an anchor', '#none', ''],
    ['a pointer that is wrongly escaped', '#/$defs/%FF', ''],
    ['a file outside of the folder', '../package.json', ''],
    ['the network', 'https://shop.example/none.json', ''],
  ])('that lead nowhere are an error with the place: %s', async (_, $ref) => {
    const error = await refusal(files({ a: answer({ properties: { 'x/y': { $ref } } }), part: shared }));
    expect(error.code).toBe('SCHEMA_REF_UNRESOLVED');
    expect(error.place).toContain('schemas/a.schema.json');
    expect(error.fact).toContain($ref.replace(/^#/, ''));
  });

  test('that are mistyped are answered with the nearest file', async () => {
    const error = await refusal(files({ a: answer({ $ref: './prat.schema.json' }), part: shared }));
    expect(error.place).toBe('schemas/a.schema.json › #/$ref');
    expect(error.fix).toContain('part.schema.json');
  });

  test('are no references where they are names or data', async () => {
    const schema = answer({ properties: { $ref: { type: 'string' } }, const: { $ref: 'nowhere' } });
    expect(await accepts({ a: schema }, { $ref: 'nowhere' })).toBe(true);
  });
});

describe('a schema that is wrong', () => {
  test.each<[string, Json, string, string]>([
    ['a type that is none', answer({ properties: { a: { type: 'text' } } }), ' › #/properties/a/type', ''],
    ['a list where a schema belongs', answer({ properties: [] }), ' › #/properties', 'object'],
    ['a pattern that is none', answer({ pattern: '(' }), ' › #/pattern', 'is no regular expression'],
    [
      'a pattern with lookahead',
      answer({ properties: { enum: { pattern: '^(?=a)' } } }),
      '/pattern',
      'linear time',
    ],
    [
      'a property pattern that is none',
      answer({ patternProperties: { '[': {} } }),
      ' › #/patternProperties',
      '[',
    ],
    ['an unknown $schema', answer({ $schema: 'https://shop.example/draft' }), '', 'shop.example'],
    ['no JSON', '{"type": "object",}', ':1:19', 'JSON'],
    ['no schema', '[]', '', 'object'],
  ])('is an error that names the place: %s', async (_, schema, at, fact) => {
    const error = await refusal(files({ a: schema }));
    expect(error.code).toBe('SCHEMA_INVALID');
    expect(error.place).toContain('schemas/a.schema.json');
    expect(error.place).toContain(at);
    expect(error.fact).toContain(fact);
  });
});

describe('validation', () => {
  test('checks formats, and patterns as JavaScript means them', async () => {
    expect(await accepts({ a: answer({ format: 'email' }) }, 'nobody')).toBe(false);
    const schema = answer({ pattern: '^\\u0041\\/[\\w-]+\\p{L}$' });
    expect(await accepts({ a: schema }, 'A/b-ü')).toBe(true);
    expect(await accepts({ a: schema }, 'A/b-1')).toBe(false);
  });

  test('keeps two patterns of one schema apart', async () => {
    const schema = answer({ properties: { a: { pattern: '^a$' }, b: { pattern: '^b$' } } });
    expect(await accepts({ a: schema }, { a: 'a', b: 'b' })).toBe(true);
    expect(await accepts({ a: schema }, { a: 'a', b: 'a' })).toBe(false);
  });

  test('is not held up by a pattern that backtracks without end', async () => {
    expect(await accepts({ a: answer({ pattern: '^(a+)+$' }) }, `${'a'.repeat(5_000)}!`)).toBe(false);
  });

  test('reports every violation, and takes draft-07 as far as it agrees', async () => {
    const $schema = 'http://json-schema.org/draft-07/schema#';
    const schema = answer({
      $schema,
      definitions: { n: { type: 'number' } },
      properties: { a: { $ref: '#/definitions/n' }, b: { type: 'string' } },
    });
    const validate = (await load(files({ a: schema }))).schemas.response('Create', 200)?.validate;
    expect(validate?.({ a: 'x', b: 1 })).toBe(false);
    expect(validate?.errors?.map(({ instancePath }) => instancePath)).toEqual(['/a', '/b']);
  });
});
