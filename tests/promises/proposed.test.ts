import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import type { JsonObject } from '../../src/contract/json.js';
import { REFERENCE } from '../../src/contract/promises.js';
import { proposedPromises } from '../../src/import/promises/promises.js';
import { promisesText } from '../../src/import/promises/promises-text.js';
import { mergedProposal } from '../../src/import/propose/merge.js';
import { answer, operationsIn, sending } from '../import/infer-support.js';
import { described, document, operations, type Request } from '../import/openapi.js';

const things = (method: string, ...response: JsonObject[]): JsonObject => ({
  name: method,
  request: { ...sending({ n: 1 }), method },
  response,
});

const shown = (...items: JsonObject[]) => proposedPromises(operationsIn(...items), undefined).promises;

const REQUESTS: readonly Request[] = [
  ['List', 'GET', '{{baseUrl}}/a'],
  ['Make', 'POST', '{{baseUrl}}/a'],
];
const json = (schema: JsonObject, type = 'application/json') => ({
  description: 'x',
  content: { [type]: { schema } },
});
const NOTHING = { description: 'x' };

async function documented(responses: JsonObject, schemas: JsonObject = {}) {
  const paths = { '/a': { get: { responses }, post: { responses } } };
  const { answers } = await described({ 'a.json': document('3.0', paths, schemas) }, REQUESTS);
  return proposedPromises(operations(REQUESTS), answers).promises;
}

const object = (properties: JsonObject, ...required: string[]) => ({ type: 'object', properties, required });
const TEXT = { type: 'string' };

describe('What an import proposes as promised', () => {
  it('is all of the reference for POST alone with its errors', () => {
    const error = answer(400, { error_code: 'A', error_type: 'T' });
    expect(shown(things('POST', error))).toEqual(REFERENCE);
  });

  it('is all of the reference for POST alone with a client id, where no error is saved', () => {
    const item = { name: 'A', request: { method: 'POST', url: '{{baseUrl}}/billers/{{clientId}}/a' } };
    expect(shown(item)).toEqual(REFERENCE);
  });

  it('is little for a collection that shows no error', () => {
    expect(shown(things('GET'), things('PUT'))).toEqual({
      methods: undefined,
      responses: undefined,
      errors: undefined,
      statuses: undefined,
      refusals: {
        clientId: [400, 401, 403, 404],
        credentials: [401, 403],
        resource: [404],
        endpoint: [404],
      },
    });
  });

  it.each([
    ['error.code', { error: { code: 'gone', message: 'It is gone' } }, { code: 'error.code' }],
    ['errors[].code', { errors: [{ code: 'a' }, { code: 'b' }] }, { code: 'errors[].code' }],
    ['a code that is a number', { code: 5, message: 'not found' }, { code: 'code', numbers: true }],
    ['code and type', { code: 'a', type: 'b' }, { code: 'code', type: 'type' }],
    ['problem details', { type: 'https://example.com/gone', title: 'Gone', status: 404 }, { code: 'type' }],
    ['a name', { name: 'NotFoundError', message: 'no such thing' }, { code: 'name' }],
  ])('finds %s in saved errors', (_, body, errors) => {
    const first = answer(404, body);
    expect(shown(things('GET', first), things('PUT', first)).errors).toEqual(errors);
  });

  it.each([
    ['a sentence', [{ error: 'It is gone' }]],
    ['a map of fields', [{ errors: { title: ["can't be blank"] } }]],
    ['not in every error', [{ code: 'a' }, { message: 'b' }]],
  ])('finds no code in saved errors: %s', (_, bodies) => {
    const errors = bodies.map((body) => answer(422, body));
    expect(shown(things('GET', ...errors)).errors).toBeUndefined();
  });

  it('takes no number that repeats the status for a code', () => {
    const error = (status: number, name: string) =>
      answer(status, { code: status, name, message: 'It is so' });
    expect(shown(things('GET', error(404, 'NotFound'), error(400, 'BadRequest'))).errors).toEqual({
      code: 'name',
    });
    expect(shown(things('GET', answer(404, { code: '404' }))).errors).toBeUndefined();
  });

  it('takes statuses and refusals from saved errors', () => {
    const { refusals } = shown(things('GET', answer(422, { a: 1 }), answer(415, { a: 1 })));
    expect(refusals).toEqual({
      clientId: [400, 401, 403, 404],
      credentials: [401, 403],
      contentType: [415],
      body: [400, 422],
      parameter: [422],
    });
  });

  it('lets a body that cannot be read be refused with 400, as HTTP has it, where 422 alone is documented', async () => {
    const { statuses, refusals } = await documented({ 200: NOTHING, 422: NOTHING });
    expect(refusals.body).toEqual([400, 422]);
    expect(refusals.parameter).toEqual([422]);
    expect(statuses).toContain(400);
    expect((await documented({ 200: NOTHING, 404: NOTHING })).refusals.body).toBeUndefined();
  });

  it('takes statuses, refusals and places from a document', async () => {
    const problem = json(object({ type: TEXT, title: TEXT }, 'type', 'title'), 'application/problem+json');
    const found = await documented({ 202: NOTHING, 204: NOTHING, 422: problem, 409: problem });
    expect(found.errors).toEqual({ code: 'type' });
    expect(found.refusals.parameter).toEqual([422]);
    expect(found.refusals.resource).toBeUndefined();
    expect(found.statuses).toEqual(expect.arrayContaining([202, 204, 401, 403, 405, 409, 422, 429]));
    expect(found.statuses).not.toContain(200);
    expect(found.statuses).not.toContain(500);
  });

  it('takes `default` and ranges for any error', async () => {
    const found = await documented({ 200: NOTHING, default: json(object({ code: TEXT }, 'code')) });
    expect(found.statuses).toEqual(expect.arrayContaining([200, '4xx', '5xx']));
    expect(found.refusals.parameter).toEqual([400, 422]);
    expect(found.errors).toEqual({ code: 'code' });
    expect((await documented({ '2XX': NOTHING, '4XX': NOTHING })).statuses).toEqual(
      expect.arrayContaining(['2xx', '4xx']),
    );
  });

  it('follows references and compositions to a code, and asks that it is required', async () => {
    const schemas = {
      Error: { allOf: [{ $ref: '#/components/schemas/Base' }, object({ extra: TEXT })] },
      Base: object({ error: { $ref: '#/components/schemas/Inner' } }, 'error'),
      Inner: object({ code: TEXT, type: TEXT }, 'code', 'type'),
      Loose: object({ code: TEXT }),
    };
    const error = json({ $ref: '#/components/schemas/Error' });
    expect((await documented({ 200: NOTHING, 400: error }, schemas)).errors).toEqual({
      code: 'error.code',
      type: 'error.type',
    });
    const loose = json({ $ref: '#/components/schemas/Loose' });
    expect((await documented({ 200: NOTHING, 400: loose }, schemas)).errors).toBeUndefined();
  });

  it('says nothing of errors where a document has none', async () => {
    const { statuses, refusals } = await documented({ 200: NOTHING });
    expect(statuses).toEqual(expect.arrayContaining([200, '4xx', '5xx']));
    expect(refusals.parameter).toBeUndefined();
    expect(refusals.resource).toEqual([404]);
  });

  it('is written with what shows it', () => {
    const text = promisesText(proposedPromises(operationsIn(things('GET'), things('POST')), undefined));
    expect(text).toMatch(/^ {2}methods: none # requests are GET, POST$/m);
    expect(text).toMatch(/^ {4}parameter: none # nothing is documented$/m);
    const { promises } = parseDocument(text).toJS();
    expect(promises.refusals.endpoint).toEqual([404]);
  });
});

describe('A contract.yaml without promises', () => {
  const proposal = (operations: ReturnType<typeof operationsIn>) => ({
    operations: [],
    hosts: [],
    unset: [],
    secrets: new Map(),
    promises: proposedPromises(operations, undefined),
  });

  it('stays as it is, and the import says where the collection shows others', async () => {
    const existing = 'hosts: []\n';
    const { text, notes } = await mergedProposal(existing, proposal(operationsIn(things('GET'))));
    expect(text).toBe(existing);
    expect(notes.map(({ fact }) => fact)).toEqual([
      'it has no `promises`, so those of the reference hold, and this API shows others (methods, responses, errors, statuses, refusals)',
    ]);
    expect(notes[0]?.fix).toMatch(/^Add them: promises:\n {2}methods: none # requests are GET\n/);
  });

  it('is left alone where it shows none, or says some', async () => {
    const error = answer(400, { error_code: 'A', error_type: 'T' });
    const reference = proposal(operationsIn(things('POST', error)));
    expect((await mergedProposal('hosts: []\n', reference)).notes).toEqual([]);
    const other = proposal(operationsIn(things('GET')));
    expect((await mergedProposal('promises: { methods: none }\n', other)).notes).toEqual([]);
  });
});
