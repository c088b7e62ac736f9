import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { newAjv } from '../../src/contract/validator.js';
import { inferred } from '../../src/import/infer/inferred.js';
import { schemaOfDocuments } from '../../src/import/infer/shape-schema.js';
import { load } from '../contract-loading/workspace.js';
import { answer, operationsIn, sending, testing } from './infer-support.js';

const text = fc.oneof(
  fc.constantFrom(
    '',
    'a@b.org',
    '2024-02-30',
    '2024-02-28',
    '2024-01-01T00:00:00Z',
    '10.0.0.1',
    'https://a.org/b?c',
  ),
  fc.uuid(),
  fc.string({ maxLength: 8 }).filter((value) => !value.includes('{{')),
);
const key = fc.oneof(
  fc.constantFrom('id', 'email', '__proto__', 'constructor', 'toString', 'length'),
  fc.uuid(),
  fc.nat().map(String),
  fc.string({ maxLength: 4 }).filter((value) => !value.includes('{{')),
);
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      text,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  ),
}));
const documents = fc.array(value, { minLength: 1, maxLength: 5 });

it('Every example is valid by the schema that is inferred from it and its fellows', async () => {
  const ajv = await newAjv();
  fc.assert(
    fc.property(documents, (examples) => {
      const validate = ajv.compile(schemaOfDocuments(examples));
      for (const example of examples) expect(validate(example), JSON.stringify(validate.errors)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it('The order of examples makes no difference', () => {
  const shuffled = documents.chain((examples) =>
    fc.tuple(
      fc.constant(examples),
      fc.shuffledSubarray(examples, { minLength: examples.length, maxLength: examples.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([examples, other]) => {
      expect(schemaOfDocuments(other)).toEqual(schemaOfDocuments(examples));
    }),
  );
});

it('The same collection gives the same drafts, to the byte', async () => {
  await fc.assert(
    fc.asyncProperty(documents, async (bodies) => {
      const drafts = async (): Promise<string> => {
        const response = bodies.map((body) => answer(200, JSON.stringify(body)));
        const request = sending(JSON.stringify(bodies[0]));
        return JSON.stringify(await inferred(operationsIn({ name: 'Get', request, response })));
      };
      expect(await drafts()).toBe(await drafts());
    }),
    { numRuns: 30 },
  );
});

const fragment = fc.constantFrom(
  ...[
    'const s = ',
    'let d = pm.response.json();',
    '{ type: "object" }',
    '[1, -2, `x`]',
    's',
    ';',
    '(',
    ')',
    '{',
    '}',
    'if (',
    ' === 200)',
  ],
  ...[
    'pm.response.code',
    'pm.response.to.have.jsonSchema(',
    'tv4.validate(d, ',
    'new Ajv().compile(',
    'ajv.addSchema(',
    '() => ',
    '.not',
    ',\n',
  ],
);

it('No script is too odd to be read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fragment, { maxLength: 12 }), async (fragments) => {
      const [operation] = operationsIn({
        name: 'Get',
        request: 'https://a.org',
        event: testing(fragments.join('')),
      });
      await expect(inferred(operation ? [operation] : [])).resolves.toBeDefined();
    }),
    { numRuns: 50 },
  );
});

it('Nor too deep', async () => {
  const deep = (open: string, close: string) => open.repeat(20_000) + close.repeat(20_000);
  const scripts = [
    `pm.response.to.have.jsonSchema(${deep('[', ']')})`,
    `pm.response.to.have.jsonSchema(JSON.parse('${deep('{"not":', '}').replace('}', '{}}')}'))`,
    `pm.response.to.have.jsonSchema({}); if (${'a || '.repeat(20_000)}a) { pm.response.to.have.jsonSchema({}) }`,
  ];
  for (const script of scripts) {
    const { notes } = await inferred(
      operationsIn({ name: 'Get', request: 'https://a.org', event: testing(script) }),
    );
    expect(notes).toMatchObject([{ fate: 'advice', place: 'Get' }]);
  }
});

it('What is drafted from the reference collection is a contract that loads', async () => {
  const text = await readFile('collections/reference.postman_collection.json', 'utf8');
  const { item = [] }: { item: JsonObject[] } = JSON.parse(text);
  const { schemas, codes } = await inferred(operationsIn(...item));
  const files = schemas.map(({ file, schema }) => [`schemas/${file}`, schema]);
  const catalog = codes.map(({ code, ...said }) => [code, { ...said }]);
  const contract = await load(
    {
      'collections/reference.json': text,
      ...Object.fromEntries(files),
      'schemas/error-catalog.json': { complete: false, codes: Object.fromEntries(catalog) },
    },
    { sending: false },
  );
  expect(contract.schemas.count).toBe(schemas.length);
  expect(contract.catalog?.codes.size).toBe(codes.length);
  expect(codes.length).toBeGreaterThan(0);
});
