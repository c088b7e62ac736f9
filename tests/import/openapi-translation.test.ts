import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { translated } from './openapi.js';

const REF = { $ref: '#/components/schemas/Pet' };
const PET: JsonObject = { Pet: { type: 'object', properties: { name: { type: 'string' } } } };
/** A literal with this key would look like a promise. */
const THEN = 'then';
const SHARED = { $ref: 'shared/pet.schema.json' };

describe('A schema of OpenAPI 3.0 in 2020-12', () => {
  const rows: readonly [what: string, from: Json, to: JsonObject][] = [
    ['nullable', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    [
      'nullable with enum',
      { type: 'string', enum: ['a'], nullable: true },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      'nullable with enum that lists null',
      { type: 'string', enum: ['a', null], nullable: true },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      'an enum that lists null',
      { type: 'string', enum: ['a', null] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    ['nullable without a type', { nullable: true, description: 'x' }, { description: 'x' }],
    ['nullable with allOf of one', { nullable: true, allOf: [REF] }, { anyOf: [SHARED, { type: 'null' }] }],
    [
      'nullable with allOf',
      { nullable: true, type: 'object', allOf: [REF] },
      { anyOf: [{ type: 'object', allOf: [SHARED] }, { type: 'null' }] },
    ],
    ['nullable beside a $ref', { ...REF, nullable: true }, { anyOf: [SHARED, { type: 'null' }] }],
    ['nullable: false', { type: 'string', nullable: false }, { type: 'string' }],
    ['exclusiveMinimum: true', { minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    ['exclusiveMaximum: true', { exclusiveMaximum: true, maximum: 9 }, { exclusiveMaximum: 9 }],
    ['exclusiveMinimum: false', { minimum: 1, exclusiveMinimum: false }, { minimum: 1 }],
    [
      'what is no constraint',
      { type: 'string', example: 'a', xml: {}, externalDocs: {}, deprecated: true, 'x-y': 1 },
      { type: 'string' },
    ],
    ['a known format', { type: 'string', format: 'date-time' }, { type: 'string', format: 'date-time' }],
    ['an unknown format', { type: 'string', format: 'phone' }, { type: 'string' }],
    ['an unknown type', { type: 'file' }, {}],
    ['an enum without values', { type: 'string', enum: [] }, { type: 'string' }],
    ['an enum of another type', { type: 'string', enum: [1, 2] }, { type: 'string' }],
    ['a pattern that needs to look ahead', { pattern: '^(?=a)b' }, {}],
    ['a pattern in slashes', { pattern: '/^a$/' }, {}],
    ['a sound pattern', { pattern: '^[a-z]+$' }, { pattern: '^[a-z]+$' }],
    ['required: true', { type: 'object', required: true }, { type: 'object' }],
    [
      'names that look like escapes',
      { properties: { '%41~/': { maxLength: -1 } } },
      { properties: { '%41~/': {} } },
    ],
    ['required that repeats itself', { required: ['a', 'a'] }, { required: ['a'] }],
    ['a limit that is no number', { maxLength: '9', minLength: 1 }, { minLength: 1 }],
    ['an allOf of nothing', { allOf: [], type: 'object' }, { type: 'object' }],
    ['a property without a schema', { properties: { a: null, b: {} } }, { properties: { a: {}, b: {} } }],
    [
      'items as a list',
      { items: [{ type: 'string' }], additionalItems: false },
      { prefixItems: [{ type: 'string' }], items: false },
    ],
    [
      'names of properties that are keywords',
      { properties: { example: { type: 'string' }, 'x-a': {}, $ref: {}, nullable: {} } },
      { properties: { example: { type: 'string' }, 'x-a': {}, $ref: {}, nullable: {} } },
    ],
    [
      'a $ref that leads nowhere',
      { properties: { a: { $ref: '#/components/schemas/No' } } },
      { properties: { a: {} } },
    ],
    ['what stands beside a $ref', { items: { ...REF, maxProperties: 1 } }, { items: SHARED }],
  ];
  it.each(rows)('%s', async (_what, from, to) => {
    expect((await translated('3.0', from, 'response', PET)).schema).toEqual(to);
  });

  it.each([
    ['^(?!a)b$', 'cannot be matched in linear time'],
    ['[a', 'is no regular expression'],
  ])('leaves out the pattern %s, and says why', async (pattern, why) => {
    const { schema, facts } = await translated('3.0', { pattern, minLength: 1 });
    expect(schema).toEqual({ minLength: 1 });
    expect(facts).toEqual([`the pattern "${pattern}" ${why}, so it is not checked`]);
  });

  it.each([
    ['^[a-z]+\\Z', '\\Z'],
    ['^(?<q>["\']).*\\k<q>$', '\\k'],
    ['^[a-z \\ud83d\\ude00-\\ud83d\\ude4f]+$', '\\ud83d'],
  ])('leaves out the pattern %s, which would be read otherwise than it is meant', async (pattern, held) => {
    const { schema, facts } = await translated('3.0', { pattern, minLength: 1 });
    expect(schema).toEqual({ minLength: 1 });
    expect(facts).toEqual([`the pattern ${JSON.stringify(pattern)} holds ${held}, so it is not checked`]);
  });

  it.each(['^\\d{2}\\u00e9\\/\\w\\.$', '^[^\\s\\x41]\\\\Z$'])('keeps the pattern %s', async (pattern) => {
    expect(await translated('3.0', { pattern })).toMatchObject({ schema: { pattern }, facts: [] });
  });

  it('notes each place of what it leaves out', async () => {
    const { facts } = await translated('3.0', {
      properties: { a: { format: 'phone' }, b: { format: 'phone' } },
    });
    const fact = 'the format "phone" is not known, so it is not checked';
    expect(facts).toEqual([fact, fact]);
  });
});

describe('A schema of OpenAPI 3.1', () => {
  const same: readonly [string, JsonObject][] = [
    ['types with null', { type: ['string', 'null'] }],
    ['const', { const: 3 }],
    ['unevaluatedProperties', { unevaluatedProperties: false }],
    ['limits that exclude themselves', { exclusiveMinimum: 1 }],
    ['if and else', { if: { type: 'string' }, else: false }],
    ['prefixItems and contains', { prefixItems: [true, {}], contains: { type: 'null' }, minContains: 2 }],
    [
      'dependent keywords',
      { dependentRequired: { a: ['b'] }, dependentSchemas: { a: { minProperties: 2 } } },
    ],
  ];
  it.each(same)('keeps %s', async (_what, schema) => {
    expect((await translated('3.1', schema)).schema).toEqual(schema);
  });

  it('keeps what stands beside a $ref', async () => {
    const { schema } = await translated('3.1', { items: { ...REF, maxProperties: 1 } }, 'response', PET);
    expect(schema).toEqual({ items: { ...SHARED, maxProperties: 1 } });
  });

  it('makes a shared file of what $defs hold', async () => {
    const part = {
      $id: 'https://shop.example/box',
      $defs: { lid: { type: 'string' } },
      properties: { lid: { $ref: '#/$defs/lid' } },
    };
    const { described } = await translated(
      '3.1',
      { items: { $ref: '#/components/schemas/Box' } },
      'response',
      { Box: part },
    );
    const files = new Map(described.schemas.map(({ file, schema }) => [file, schema]));
    expect(files.get('shared/box.schema.json')).toMatchObject({
      properties: { lid: { $ref: 'lid.schema.json' } },
    });
    expect(files.get('shared/lid.schema.json')).toMatchObject({ type: 'string' });
  });
});

describe('A field that goes one way only', () => {
  const schema = {
    type: 'object',
    required: ['id', 'name', 'password'],
    properties: { id: { readOnly: true }, name: {}, password: { writeOnly: true } },
  };

  it('need not be in a request where it is readOnly', async () => {
    const { schema: written } = await translated('3.0', schema, 'request');
    expect(written).toMatchObject({ required: ['name', 'password'], properties: { id: { readOnly: true } } });
  });

  it('need not be in an answer where it is writeOnly', async () => {
    const { schema: written } = await translated('3.0', schema, 'response');
    expect(written).toMatchObject({
      required: ['id', 'name'],
      properties: { password: { writeOnly: true } },
    });
  });

  it('counts where it is required beside what declares it', async () => {
    const base = { Base: { type: 'object', properties: { id: { readOnly: true } } } };
    const all = { allOf: [{ $ref: '#/components/schemas/Base' }, { type: 'object', required: ['id', 'a'] }] };
    const { schema: written } = await translated('3.0', all, 'request', base);
    expect(written).toMatchObject({ allOf: [{}, { type: 'object', required: ['a'] }] });
  });

  it('gives a shared part two files, and parts without such fields one', async () => {
    const part = {
      ...schema,
      properties: { ...schema.properties, box: { $ref: '#/components/schemas/Box' } },
    };
    const components = { Item: part, Box: { type: 'object' } };
    const list = { type: 'array', items: { $ref: '#/components/schemas/Item' } };
    const { schema: asked, described } = await translated('3.0', list, 'request', components);
    expect(asked).toMatchObject({ items: { $ref: 'shared/item-in-request.schema.json' } });
    expect(described.schemas.map(({ file }) => file)).toContain('shared/box.schema.json');
    const { schema: given } = await translated('3.0', list, 'response', components);
    expect(given).toMatchObject({ items: { $ref: 'shared/item.schema.json' } });
  });
});

describe('A discriminator', () => {
  const cat = { type: 'object', properties: { kind: { type: 'string' }, lives: { type: 'integer' } } };
  const components = { Cat: cat, Dog: { type: 'object', properties: { kind: { enum: ['dog'] } } } };
  const branches = [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }];

  it('asks for the names that its mapping gives a branch', async () => {
    const mapping = { tabby: '#/components/schemas/Cat', lion: 'Cat' };
    const { schema } = await translated(
      '3.0',
      { oneOf: branches, discriminator: { propertyName: 'kind', mapping } },
      'response',
      components,
    );
    expect(schema['oneOf']).toEqual([
      {
        $ref: 'shared/cat.schema.json',
        properties: { kind: { enum: ['tabby', 'lion'] } },
        required: ['kind'],
      },
      { $ref: 'shared/dog.schema.json' },
    ]);
  });

  it("asks for a branch's own name where there is no mapping", async () => {
    const { schema } = await translated(
      '3.0',
      { anyOf: branches, discriminator: { propertyName: 'kind' } },
      'response',
      components,
    );
    expect(schema['anyOf']).toEqual([
      { $ref: 'shared/cat.schema.json', properties: { kind: { const: 'Cat' } }, required: ['kind'] },
      { $ref: 'shared/dog.schema.json' },
    ]);
  });
});

describe('A base schema with a discriminator and no oneOf', () => {
  const base = { $ref: '#/components/schemas/Animal' };
  const kind = (...fields: string[]): JsonObject => ({ allOf: [base, { type: 'object', required: fields }] });
  const components = {
    Animal: {
      type: 'object',
      properties: { kind: { type: 'string' }, friend: base },
      discriminator: { propertyName: 'kind', mapping: { tabby: '#/components/schemas/Cat' } },
    },
    Cat: kind('lives'),
    Dog: kind('bark'),
  };
  const kinds = [
    {
      if: { properties: { kind: { enum: ['tabby'] } }, required: ['kind'] },
      [THEN]: { $ref: 'shared/cat.schema.json' },
    },
    {
      if: { properties: { kind: { enum: ['Dog'] } }, required: ['kind'] },
      [THEN]: { $ref: 'shared/dog.schema.json' },
    },
  ];

  it('asks of each kind what its own schema asks, wherever it is referred to', async () => {
    const whole = await translated('3.0', base, 'response', components);
    expect(whole.schema).toMatchObject({ type: 'object', allOf: kinds });
    const list = await translated('3.0', { type: 'array', items: base }, 'response', components);
    expect(list.schema['items']).toEqual({ $ref: 'shared/animal.schema.json', allOf: kinds });
  });

  it('and not where a kind itself takes it in', async () => {
    const { schema, described } = await translated(
      '3.0',
      { $ref: '#/components/schemas/Dog' },
      'response',
      components,
    );
    expect(schema['allOf']).toEqual([
      { $ref: 'shared/animal.schema.json' },
      { type: 'object', required: ['bark'] },
    ]);
    expect(described.notes).toEqual([]);
  });
});

describe('A keyword whose value no JSON Schema may have', () => {
  it.each<[string, JsonObject, JsonObject, string]>([
    ['is left out', { minLength: -1, type: 'string' }, { type: 'string' }, '"minLength" must be >= 0'],
    [
      'loses the entries of its list that are none',
      { required: ['a', { required: true }, 5, {}], type: 'object' },
      { required: ['a'], type: 'object' },
      '"required/1" must be string',
    ],
  ])('%s, and that is told', async (_what, written, expected, fact) => {
    const { schema, facts } = await translated('3.1', written);
    expect(schema).toEqual(expected);
    expect(facts.join()).toContain(`${fact} in a schema, so it is not checked`);
  });
});

describe('Schemas that contain themselves', () => {
  it('stay as they are where they do so further down', async () => {
    const Node = { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } };
    const { schema, described } = await translated('3.0', { $ref: '#/components/schemas/Node' }, 'response', {
      Node,
    });
    expect(schema).toEqual({ type: 'object', properties: { next: { $ref: 'shared/node.schema.json' } } });
    expect(described.notes).toEqual([]);
  });

  it('are cut where they do so for the same value', async () => {
    const components = {
      Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }], type: 'object' },
      Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { required: ['lives'] }] },
      Loop: { $ref: '#/components/schemas/Loop' },
    };
    const list = { items: { $ref: '#/components/schemas/Pet' }, not: { $ref: '#/components/schemas/Loop' } };
    const { described, facts } = await translated('3.0', list, 'response', components);
    const files = new Map(described.schemas.map(({ file, schema }) => [file, schema]));
    expect(files.get('shared/cat.schema.json')).toMatchObject({ allOf: [{}, { required: ['lives'] }] });
    expect(facts.join('\n')).toMatch(/refers back/);
    expect(facts.join('\n')).toMatch(/leads nowhere/);
  });
});
