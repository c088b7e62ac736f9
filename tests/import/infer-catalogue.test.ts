import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { causeInWords } from '../../src/import/cause-words.js';
import { inferred } from '../../src/import/infer/inferred.js';
import { answer, operationsIn, sending } from './infer-support.js';

const failing = (code: string, type = 'T'): JsonObject => ({ error_code: code, error_type: type });

async function codesOf(...response: JsonObject[]) {
  return inferred(operationsIn({ name: 'Create', request: sending({ email: 'a@b.org', age: 3 }), response }));
}

it('A code is drafted with its type and all its statuses', async () => {
  const { codes, notes } = await codesOf(
    answer(403, failing('ODD_THING')),
    answer(400, failing('ODD_THING')),
    answer(400, failing('OTHER')),
    answer(200, failing('NOT_AN_ERROR')),
  );
  expect(codes).toEqual([
    { code: 'ODD_THING', type: 'T', statuses: [400, 403], causes: [] },
    { code: 'OTHER', type: 'T', statuses: [400], causes: [] },
  ]);
  expect(notes).toEqual([]);
});

it('What a catalogue may not hold stays out, with a note', async () => {
  const { codes, notes } = await codesOf(
    answer(400, failing('A')),
    answer(401, failing('A', 'OTHER')),
    answer(400, failing('a')),
    answer(409, failing('B')),
    answer(400, { error_code: 'C' }),
    answer(400, { error_code: 7, error_type: 'T' }),
    answer(400, 'plain text'),
  );
  expect(codes).toEqual([{ code: 'A', type: 'T', statuses: [400], causes: [] }]);
  expect(notes.filter(({ fate }) => fate === 'lost').map(({ fate, place }) => [fate, place])).toEqual([
    ['lost', 'Create › 401'],
    ['lost', 'Create › 400'],
    ['lost', 'Create › 409'],
    ['lost', 'Create › 400'],
  ]);
});

const worked = { ...sending({ email: 'a@b.org', age: 3 }) };
const withHeader = (key: string, value: string): JsonObject => ({
  ...worked,
  header: [
    { key: 'Content-Type', value: 'application/json' },
    { key: 'Authorization', value: 'Bearer {{bearerToken}}' },
    { key: 'X-Client-Id', value: '{{clientId}}' },
  ].map((header) =>
    header.key === key ? { ...header, value, ...(value === '-' ? { disabled: true } : {}) } : header,
  ),
});
const request = withHeader('', '');

const shown: [string | undefined, number, string, Json][] = [
  ['field-missing', 400, 'a field less', { ...request, ...bodyOf({ age: 3 }) }],
  ['field-missing', 400, 'an empty object', { ...request, ...bodyOf({}) }],
  [
    'field-invalid',
    400,
    'a field of another type',
    { ...request, ...bodyOf({ email: 'a@b.org', age: 'x' }) },
  ],
  [undefined, 400, 'a field of the same type', { ...request, ...bodyOf({ email: 'a@b.org', age: 4 }) }],
  [undefined, 400, 'two other fields', { ...request, ...bodyOf({ email: 1, age: 'x' }) }],
  ['body-malformed', 400, 'a body that is cut', { ...request, ...bodyOf('{"email": "a@b.o') }],
  ['body-malformed', 400, 'no body', { ...request, ...bodyOf('') }],
  ['body-not-object', 400, 'a list', { ...request, ...bodyOf([]) }],
  ['content-type', 400, 'another Content-Type', withHeader('Content-Type', 'text/plain')],
  ['content-type', 400, 'no Content-Type', withHeader('Content-Type', '-')],
  [undefined, 400, 'a charset', withHeader('Content-Type', 'application/json; charset=utf-8')],
  ['bearer-missing', 401, 'no token', withHeader('Authorization', '-')],
  ['bearer-incorrect', 401, 'another token', withHeader('Authorization', 'Bearer x')],
  [undefined, 403, 'a token without rights', withHeader('Authorization', 'Bearer x')],
  ['client-id-missing', 400, 'no client id', withHeader('X-Client-Id', '-')],
  ['client-id-incorrect', 400, 'another client id', withHeader('X-Client-Id', 'x')],
  ['method', 400, 'another method', { ...request, method: 'GET' }],
  ['unknown-resource', 404, 'another path', { ...request, url: '{{baseUrl}}/none' }],
];

it('The request with an empty list, or with a token that it does not save, lacks no field', async () => {
  const full = { ...request, ...bodyOf({ email: 'a@b.org', lines: [{ sku: 'A' }], age: 3 }) };
  const response = [
    answer(201, {}, full),
    answer(400, failing('X'), { ...request, ...bodyOf({ email: 'a@b.org', lines: [], age: 3 }) }),
    answer(401, failing('Y'), { ...request, ...bodyOf({ email: 'a@b.org', lines: [{ sku: 'A' }] }) }),
    answer(400, failing('Z'), { ...request, ...bodyOf({ email: 'a@b.org', age: 3 }) }),
  ];
  const { codes } = await inferred(operationsIn({ name: 'Create', request: full, response }));
  expect(codes.map(({ code, causes }) => [code, causes])).toEqual([
    ['X', []],
    ['Y', []],
    ['Z', ['field-missing']],
  ]);
});

function bodyOf(body: Json): JsonObject {
  return { body: sending(body)['body'] ?? null };
}

it.each(shown)('The cause %s (%i) is shown by a request with %s', async (cause, status, _, refused) => {
  const response = [answer(201, {}, request), answer(status, failing('X'), refused as JsonObject)];
  const { codes } = await inferred(operationsIn({ name: 'Create', request, response }));
  expect(codes[0]?.causes).toEqual(cause ? [cause] : []);
});

it.each([
  ['MISSING_CLIENT_ID', 400, 'x', ['client-id-missing']],
  ['InvalidClientId', 401, 'x', ['client-id-incorrect']],
  ['TOKEN_EXPIRED', 401, 'x', ['bearer-incorrect']],
  ['CUSTOMER_NOT_FOUND', 404, 'x', ['unknown-resource']],
  ['EMAIL_ALREADY_EXISTS', 400, 'x', ['field-duplicate']],
  ['INVALID_CURSOR', 400, 'x', ['cursor']],
  ['MALFORMED_JSON', 400, 'x', ['body-malformed']],
  ['E17', 400, 'Missing email', ['field-missing']],
  ['E17', 400, 'Bad request', []],
  ['E18', 400, 'Missing thing', []],
  ['E19', 429, 'x', ['rate-limit']],
  ['INSUFFICIENT_SCOPE', 403, 'x', ['forbidden']],
  ['INVALID_REQUEST', 400, 'x', []],
])('The code %s (%i, “%s”) says %j', async (code, status, name, causes) => {
  const { codes } = await codesOf(answer(201, {}), answer(status, failing(code), undefined, name));
  expect(codes[0]?.causes).toEqual(causes);
});

it('A text of the answer may say the cause', async () => {
  const { codes } = await codesOf(
    answer(201, {}),
    answer(400, { ...failing('E1'), message: 'The parameter age is required.' }, undefined, 'x'),
  );
  expect(codes[0]?.causes).toEqual(['field-missing']);
});

it('A text that says the cause in few words is understood', () => {
  const said = (text: string, status: number) => causeInWords(text, status, new Set());
  expect(said('No client_id', 400)).toBe('client-id-missing');
  expect(said('CLIENT_UNKNOWN', 401)).toBe('client-id-incorrect');
  expect(said('The token is not known', 401)).toBe('bearer-incorrect');
  expect(said('No such token', 401)).not.toBe('bearer-missing');
  expect(said('The e-mail address is taken', 400)).toBe('field-duplicate');
  expect(said('patron.email_taken', 400)).toBe('field-duplicate');
  expect(said('EMAIL_EXISTS', 400)).toBe('field-duplicate');
  expect(said('No such customer exists', 400)).not.toBe('field-duplicate');
  expect(said('Refers to an unknown object', 400)).toBe('unknown-reference');
});
