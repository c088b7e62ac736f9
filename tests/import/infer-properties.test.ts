import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json } from '../../src/contract/model.js';
import { newAjv } from '../../src/contract/validator.js';
import { inferred } from '../../src/import/infer/inferred.js';
import { schemaOfDocuments } from '../../src/import/infer/shape-schema.js';
import { answer, operationsIn, sending } from './infer-support.js';

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
