import { describe, expect, it } from 'vitest';
import { type JsonObject, own } from '../../src/contract/json.js';
import { inferred } from '../../src/import/infer/inferred.js';
import { answer, bare, operationsIn, testing } from './infer-support.js';

const SCHEMA = "{ type: 'object', required: ['id'] }";
const WRITTEN = { type: 'object', required: ['id'] };

/** What is taken from the script of a request, by file name. */
async function taken(source: string, more: JsonObject = {}) {
  const { schemas, notes } = await inferred(
    operationsIn({ name: 'Get', request: '{{baseUrl}}/things', event: testing(source), ...more }),
  );
  const files = Object.fromEntries(schemas.map(({ file, schema }) => [file, bare(schema)]));
  return { files, notes, schemas };
}

describe('A schema in a test script is taken in', () => {
  it.each([
    ['jsonSchema of the response', `pm.response.to.have.jsonSchema(${SCHEMA});`],
    ['a const', `const schema = ${SCHEMA};\npm.test('x', () => pm.response.to.have.jsonSchema(schema));`],
    [
      'a const of consts',
      `const names = ['id']; const s = { type: \`object\`, required: names }; pm.response.to.have.jsonSchema(s)`,
    ],
    [
      'a member of a const',
      `const schemas = { get: ${SCHEMA} }; pm.response.to.have.jsonSchema(schemas.get);`,
    ],
    [
      'a variable that is assigned once',
      `var schema; schema = ${SCHEMA}; pm.response.to.have.jsonSchema(schema);`,
    ],
    ['JSON text', `pm.response.to.have.jsonSchema(JSON.parse('${JSON.stringify(WRITTEN)}'));`],
    ['expect of the body', `const body = pm.response.json(); pm.expect(body).to.have.jsonSchema(${SCHEMA});`],
    ['tv4', `pm.expect(tv4.validate(JSON.parse(responseBody), ${SCHEMA})).to.be.true;`],
    ['tv4 with a result', `var data = pm.response.json(); const r = tv4.validateResult(data, ${SCHEMA});`],
    [
      'ajv.validate',
      `const Ajv = require('ajv'); const ajv = new Ajv(); ajv.validate(${SCHEMA}, pm.response.json());`,
    ],
    [
      'compile, and a call later',
      `const check = new Ajv({}).compile(${SCHEMA}); pm.expect(check(pm.response.json())).to.be.true;`,
    ],
    ['compile, called at once', `new Ajv().compile(${SCHEMA})(pm.response.json());`],
  ])('from %s', async (_, source) => {
    expect(await taken(source)).toMatchObject({ files: { 'get.200.schema.json': WRITTEN }, notes: [] });
  });

  it('as complete, in place of what the examples show for that status', async () => {
    const { schemas } = await taken(`pm.response.to.have.jsonSchema(${SCHEMA});`, {
      response: [answer(200, { a: 1 }), answer(404, { b: 1 })],
    });
    expect(schemas.map(({ schema }) => schema['x-contract'])).toEqual([
      { operation: 'Get', response: 200, complete: true },
      { operation: 'Get', response: 404, complete: false },
    ]);
  });

  it('from the folder above, with what stands there', async () => {
    const operations = operationsIn({
      name: 'F',
      event: testing(`const schema = ${SCHEMA};`),
      item: [
        { name: 'Get', request: 'https://a.org', event: testing('pm.response.to.have.jsonSchema(schema)') },
      ],
    });
    const { schemas } = await inferred(operations);
    expect(schemas.map(({ file, schema }) => [file, bare(schema)])).toEqual([
      ['f/get.200.schema.json', WRITTEN],
    ]);
  });

  it('by scope, where each test has a const of the same name', async () => {
    const test = (status: number, type: string) =>
      `pm.test('${status}', () => { pm.response.to.have.status(${status}); const schema = { type: '${type}' }; pm.response.to.have.jsonSchema(schema); });`;
    const { files } = await taken(`${test(200, 'object')}\n${test(404, 'array')}`);
    expect(files).toEqual({
      'get.200.schema.json': { type: 'object' },
      'get.404.schema.json': { type: 'array' },
    });
  });
});

describe('The status of a schema in a script', () => {
  const call = `pm.response.to.have.jsonSchema(${SCHEMA});`;

  it.each([
    [201, `pm.response.to.have.status(201); ${call}`],
    [202, `pm.expect(pm.response.code).to.equal(202); ${call}`],
    [201, `pm.expect(pm.response.code).to.be.oneOf([201, 202]); ${call}`],
    [201, `pm.expect([201, 202]).to.include(pm.response.code); ${call}`],
    [201, `tests['created'] = responseCode.code === 201; ${call}`],
    [404, `pm.response.to.have.status(200); if (pm.response.code === 404) { ${call} }`],
    [400, `if (pm.response.code == 200) {} else if (pm.response.code == 400) { ${call} }`],
    [403, `switch (pm.response.code) { case 200: break; case 403: ${call} }`],
    [404, `const code = pm.response.code; code === 404 && ${call}`],
    [201, `pm.test('a', () => { pm.response.to.have.status(201) }); pm.test('b', () => { ${call} });`],
  ])('is %i for %s', async (status, source) => {
    expect(Object.keys((await taken(source)).files)).toEqual([`get.${status}.schema.json`]);
  });

  it('is that of the saved success where the script says nothing', async () => {
    const { schemas } = await taken(call, { response: [answer(400, {}), answer(201, {})] });
    expect(schemas.find(({ schema }) => own(schema, 'required'))?.file).toBe('get.201.schema.json');
  });

  it('is not guessed in the branch that is left over', async () => {
    const { files, notes } = await taken(`if (pm.response.code !== 200) { ${call} }`);
    expect(files).toEqual({});
    expect(notes).toMatchObject([{ fate: 'advice', place: 'Get' }]);
  });
});

describe('A schema in a script is left out, with a note,', () => {
  it.each([
    ['that is not written out', "pm.response.to.have.jsonSchema(JSON.parse(pm.variables.get('schema')))"],
    ['that is changed later', `const s = ${SCHEMA}; s.type = 'array'; pm.response.to.have.jsonSchema(s);`],
    ['that holds a call', 'pm.response.to.have.jsonSchema({ type: typeOf(1) })'],
    [
      'that is about a part of the answer',
      `pm.expect(pm.response.json().items[0]).to.have.jsonSchema(${SCHEMA})`,
    ],
    [
      'that is asked for under a condition',
      `if (pm.response.json().id) { pm.response.to.have.jsonSchema(${SCHEMA}) }`,
    ],
    ['that does not compile', "pm.response.to.have.jsonSchema({ type: 'text' })"],
    ['that refers to nothing', "pm.response.to.have.jsonSchema({ $ref: '#/definitions/none' })"],
    ['that refers to itself', 'const s = { not: s }; pm.response.to.have.jsonSchema(s)'],
    ['of a script that cannot be parsed', 'pm.response.to.have.jsonSchema({ type: '],
  ])('%s', async (_, source) => {
    const { files, notes } = await taken(source);
    expect(files).toEqual({});
    expect(notes).toMatchObject([{ fate: 'advice', place: 'Get' }]);
  });

  it('unless the script expects that it does not fit', async () => {
    const none = { files: {}, notes: [] };
    expect(await taken(`pm.response.to.not.have.jsonSchema(${SCHEMA})`)).toMatchObject(none);
    expect(await taken(`pm.expect(tv4.validate(pm.response.json(), ${SCHEMA})).to.be.false;`)).toMatchObject(
      none,
    );
  });

  it('the second of two for one status', async () => {
    const call = (type: string) => `pm.response.to.have.jsonSchema({ type: '${type}' });`;
    const { files, notes } = await taken(call('object') + call('array') + call('object'));
    expect(files).toEqual({ 'get.200.schema.json': { type: 'object' } });
    expect(notes).toMatchObject([{ fate: 'lost' }]);
  });
});

describe('An older draft becomes 2020-12', () => {
  const cases: [string, JsonObject, JsonObject][] = [
    [
      'definitions and addresses',
      {
        id: 'http://a.org/x.json',
        $ref: 'http://a.org/x.json#/definitions/a',
        definitions: { a: { $id: '#/definitions/a', type: 'object' } },
      },
      { $ref: '#/$defs/a', $defs: { a: { type: 'object' } } },
    ],
    [
      'lists by position',
      { items: [{ type: 'string' }], additionalItems: false },
      { prefixItems: [{ type: 'string' }], items: false },
    ],
    [
      'additionalItems without them',
      { items: { minimum: 1 }, additionalItems: false },
      { items: { minimum: 1 } },
    ],
    [
      'exclusive limits',
      { minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
      { exclusiveMinimum: 1, maximum: 9 },
    ],
    [
      'dependencies',
      { dependencies: { a: ['b'], c: { minimum: 2, exclusiveMinimum: true } } },
      { dependentRequired: { a: ['b'] }, dependentSchemas: { c: { exclusiveMinimum: 2 } } },
    ],
    [
      'what a $ref hides',
      { properties: { a: { $ref: '#/definitions/b', type: 'string' } }, definitions: { b: {} } },
      { properties: { a: { $ref: '#/$defs/b' } }, $defs: { b: {} } },
    ],
    [
      'names of fields that look like keywords',
      { properties: { id: { type: 'string' }, items: {}, definitions: {} } },
      { properties: { id: { type: 'string' }, items: {}, definitions: {} } },
    ],
    ['required of a single field', { properties: { a: { required: true } } }, { properties: { a: {} } }],
    ['nullable', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
  ];
  it.each(cases)('%s', async (_, schema, expected) => {
    const { files } = await taken(`pm.response.to.have.jsonSchema(${JSON.stringify(schema)})`);
    expect(files).toEqual({ 'get.200.schema.json': expected });
  });

  it('with the schemas that the script added', async () => {
    const { files } = await taken(`
      tv4.addSchema('thing', { type: 'object', properties: { parent: { $ref: 'thing' }, owner: { $ref: '/owner' } } });
      tv4.addSchema('/owner', { type: 'string' });
      tv4.validate(pm.response.json(), { type: 'array', items: { $ref: 'thing' } });`);
    expect(files).toEqual({
      'get.200.schema.json': {
        type: 'array',
        items: { $ref: '#/$defs/thing' },
        $defs: {
          thing: {
            type: 'object',
            properties: { parent: { $ref: '#/$defs/thing' }, owner: { $ref: '#/$defs/~1owner' } },
          },
          '/owner': { type: 'string' },
        },
      },
    });
  });
});
