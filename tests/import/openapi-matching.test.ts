import { describe, expect, it } from 'vitest';
import { described, document, type Request } from './openapi.js';

async function matched(
  endpoints: readonly string[],
  requests: readonly Request[],
  servers: readonly string[] = [],
): Promise<{
  by: Record<string, string>;
  unmatched: { operations: string[]; endpoints: string[] };
  facts: string[];
}> {
  const paths: Record<string, Record<string, { responses: { 200: { description: string } } }>> = {};
  for (const endpoint of endpoints) {
    const [method = '', path = ''] = endpoint.split(' ');
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: { responses: { 200: { description: endpoint } } },
    };
  }
  const urls = { servers: servers.map((url) => ({ url })) };
  const { schemas, unmatched, notes } = await described(
    { 'a.json': document('3.0', paths, {}, urls) },
    requests,
  );
  const by = schemas.map(({ schema }) => {
    const binding = schema['x-contract'];
    const name =
      typeof binding === 'object' && binding && 'operation' in binding ? String(binding['operation']) : '';
    return [name, String(schema['$comment']).replace(' of the OpenAPI document', '')];
  });
  return { by: Object.fromEntries(by), unmatched, facts: notes.map(({ fact }) => fact) };
}

/** A request and the endpoint that it is, among these. */
const ENDPOINTS = [
  'GET /users',
  'GET /users/{id}',
  'GET /users/me',
  'PUT /users/{id}',
  'GET /users/{id}/keys/{key}',
  'GET /files/{name}.json',
  'POST /users/{id}:lock',
  'GET /admin/users',
];

describe('A request of a collection is matched to the endpoint', () => {
  const rows: readonly [string, string | undefined][] = [
    ['GET {{baseUrl}}/users', 'GET /users'],
    ['GET {{baseUrl}}/users/', 'GET /users'],
    ['GET {{baseUrl}}/users?a=/users/1', 'GET /users'],
    ['GET {{baseUrl}}/users/:id', 'GET /users/{id}'],
    ['GET {{baseUrl}}/users/{{userId}}', 'GET /users/{id}'],
    ['GET {{baseUrl}}/users/{id}', 'GET /users/{id}'],
    ['GET {{baseUrl}}/users/42', 'GET /users/{id}'],
    ['GET {{baseUrl}}/users/me', 'GET /users/me'],
    ['PUT {{baseUrl}}/users/me', 'PUT /users/{id}'],
    ['GET https://api.example.com/users/7/keys/{{k}}', 'GET /users/{id}/keys/{key}'],
    ['GET {{baseUrl}}/v1/users', 'GET /users'],
    ['GET {{baseUrl}}/shop/api/v1/users', 'GET /users'],
    ['GET {{baseUrl}}/v1/users/me', 'GET /users/me'],
    ['GET {{host}}/{{basePath}}/users', 'GET /users'],
    ['GET {{baseUrl}}/admin/users', 'GET /admin/users'],
    ['GET {{baseUrl}}/files/{{name}}.json', 'GET /files/{name}.json'],
    ['POST {{baseUrl}}/users/1:lock', 'POST /users/{id}:lock'],
    ['DELETE {{baseUrl}}/users/1', undefined],
    ['GET {{baseUrl}}/teams/1/users', undefined],
    ['GET {{baseUrl}}/users/1/keys', undefined],
    ['GET {{baseUrl}}', undefined],
  ];
  it.each(rows)('%s', async (request, endpoint) => {
    const [method = '', url = ''] = request.split(' ');
    const { by, facts } = await matched(ENDPOINTS, [['R', method, url]], ['https://example.com/shop/api/v1']);
    expect(by['R']).toBe(endpoint);
    expect(facts).toEqual([]);
  });

  it('lists what is left of both sides', async () => {
    const { unmatched } = await matched(
      ['GET /a', 'GET /b'],
      [
        ['F / One', 'GET', '/a'],
        ['F / Two', 'GET', '/a'],
        ['F / Three', 'GET', '/c'],
      ],
    );
    expect(unmatched).toEqual({ operations: ['F / Three'], endpoints: ['GET /b'] });
  });

  it('where the base URL holds what all documented paths begin with', async () => {
    const { by } = await matched(['GET /v1/users', 'GET /v1/keys'], [['R', 'GET', '{{baseUrl}}/users']]);
    expect(by['R']).toBe('GET /v1/users');
  });

  it('but a parameter of the request stands for no base path', async () => {
    const { by } = await matched(
      ['GET /{owner}', 'GET /{owner}/services'],
      [['A', 'GET', '{{baseUrl}}/:owner/services']],
      ['https://api.example/v2'],
    );
    expect(by).toEqual({ A: 'GET /{owner}/services' });
  });

  it('but not to that of another version', async () => {
    const { by } = await matched(['GET /v1/users', 'GET /v1/keys'], [['R', 'GET', '{{baseUrl}}/v2/users']]);
    expect(by['R']).toBeUndefined();
  });

  it('but not one of another version than that of the servers', async () => {
    const requests: Request[] = [
      ['A', 'GET', '{{baseUrl}}/v2/people'],
      ['B', 'GET', '{{baseUrl}}/v3/people'],
      ['C', 'GET', '{{baseUrl}}/people'],
      ['D', 'GET', '{{baseUrl}}/api/v3/people'],
    ];
    const of = async (...servers: string[]) =>
      Object.keys((await matched(['GET /people', 'GET /teams'], requests, servers)).by);
    expect(await of('https://api.example/v2')).toEqual(['A', 'C']);
    expect(await of('https://api.example/v2', 'https://api.example/api/v3')).toEqual(['A', 'B', 'C', 'D']);
    expect(await of('https://api.example/{version}')).toEqual(['A', 'B', 'C', 'D']);
    expect(await of('https://api.example')).toEqual(['A', 'B', 'C', 'D']);
    expect(await of()).toEqual(['A', 'B', 'C', 'D']);
  });

  it('of the servers that stand nearest: of the operation, of the path, of the document', async () => {
    const responses = { 200: { description: 'ok' } };
    const at = (url: string) => ({ servers: [{ url }] });
    const paths = {
      '/people': { ...at('/v3'), get: { responses }, post: { ...at('/v4'), responses } },
      '/teams': { get: { responses } },
    };
    const requests = ['v2', 'v3', 'v4'].flatMap((version): Request[] => [
      [`people ${version}`, 'GET', `{{baseUrl}}/${version}/people`],
      [`new ${version}`, 'POST', `{{baseUrl}}/${version}/people`],
      [`teams ${version}`, 'GET', `{{baseUrl}}/${version}/teams`],
    ]);
    const { unmatched } = await described({ 'a.json': document('3.0', paths, {}, at('/v2')) }, requests);
    expect(requests.map(([name]) => name).filter((name) => !unmatched.operations.includes(name))).toEqual([
      'teams v2',
      'people v3',
      'new v4',
    ]);
  });

  it('with or without a slash at its end, where the document has both', async () => {
    const { by, facts } = await matched(
      ['GET /files', 'GET /files/'],
      [
        ['A', 'GET', '{{baseUrl}}/files'],
        ['B', 'GET', '{{baseUrl}}/files/'],
      ],
    );
    expect(by).toEqual({ A: 'GET /files', B: 'GET /files/' });
    expect(facts).toEqual([]);
  });

  it('where most requests have the same segments before it', async () => {
    const { by, unmatched } = await matched(
      ['GET /users', 'GET /keys'],
      [
        ['A', 'GET', '{{baseUrl}}/billers/7/users'],
        ['B', 'GET', '{{baseUrl}}/billers/7/keys'],
        ['C', 'GET', '{{baseUrl}}/others/keys'],
      ],
    );
    expect(by).toEqual({ A: 'GET /users', B: 'GET /keys' });
    expect(unmatched.operations).toEqual(['C']);
  });

  it('with a note where two are as good', async () => {
    const { by, facts } = await matched(['GET /a/{x}', 'GET /a/{y}'], [['R', 'GET', '/a/1']]);
    expect(by['R']).toBe('GET /a/{x}');
    expect(facts).toEqual([
      'it may be GET /a/{x} or GET /a/{y} of the document, and was taken for the first',
    ]);
  });

  it('by the more literal of two that cross', async () => {
    const { by } = await matched(['GET /{a}/x', 'GET /y/{b}'], [['R', 'GET', '/y/x']]);
    expect(by['R']).toBe('GET /y/{b}');
  });
});
