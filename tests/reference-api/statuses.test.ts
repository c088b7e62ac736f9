import { afterEach, describe, expect, it } from 'vitest';
import { CODES } from '../../src/reference-api/refusal.js';
import { type ReferenceApi, type StartOptions, startReferenceApi } from '../../src/reference-api/start.js';
import { Client, type Received } from './client.js';

const NOBODY = `cus_${'0'.repeat(20)}`;
const open: (() => unknown)[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

async function start(options: StartOptions = {}): Promise<{ api: ReferenceApi; client: Client }> {
  const api = await startReferenceApi(options);
  const client = new Client(api);
  open.push(api.close, () => client.close());
  return { api, client };
}

const codeAndStatus = ({ status, json }: Received) => [json['error_code'], status];

describe('The nine documented statuses', () => {
  it('200, 201, 400, 401 and 404 come from a request that deserves them', async () => {
    const { client } = await start();
    expect(await client.send('/customers/list')).toMatchObject({ status: 200 });
    expect(await client.send('/customers/create', { body: { email: 'ada@example.com' } })).toMatchObject({
      status: 201,
      json: { email: 'ada@example.com' },
    });
    expect(codeAndStatus(await client.send('/customers/create'))).toEqual(['MISSING_FIELD', 400]);
    expect(codeAndStatus(await client.send('/customers/list', { authorization: null }))).toEqual([
      'MISSING_TOKEN',
      401,
    ]);
    expect(codeAndStatus(await client.send('/customers/get', { body: { customer_id: NOBODY } }))).toEqual([
      'RESOURCE_NOT_FOUND',
      404,
    ]);
  });

  it('403 comes for a token that lacks the scope, and only then', async () => {
    const { client } = await start();
    const { json } = await client.send('/tokens/create', { body: { scopes: ['models:read'] } });
    const authorization = `Bearer ${json['access_token']}`;
    expect(await client.send('/models/list', { authorization })).toMatchObject({ status: 200 });
    expect(codeAndStatus(await client.send('/customers/list', { authorization }))).toEqual([
      'INSUFFICIENT_SCOPE',
      403,
    ]);
  });

  it('429 comes past the rate limit of an endpoint, and not from another endpoint', async () => {
    const { client } = await start({ rateLimit: 1 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => client.send('/models/list')));
    const limited = answers.find(({ status }) => status === 429);
    expect(limited?.json).toMatchObject({ error_code: 'RATE_LIMIT_EXCEEDED', error_type: 'RATE_LIMIT' });
    expect(await client.send('/sources/list')).toMatchObject({ status: 200 });
  });

  it('500 and 503 come from faults', async () => {
    const { client } = await start({ faults: ['get-crashes', 'never-available'] });
    const source = { type: 'crm', label: 'CRM' };
    const sourceId = await client.create('/sources/create', 'source_id', source);
    expect(codeAndStatus(await client.send('/sources/get', { body: { source_id: sourceId } }))).toEqual([
      'INTERNAL_ERROR',
      500,
    ]);
    const exportId = await client.create('/exports/create', 'export_id', { resource: 'customers' });
    expect(codeAndStatus(await client.send('/exports/status', { body: { export_id: exportId } }))).toEqual([
      'SERVICE_UNAVAILABLE',
      503,
    ]);
  });
});

describe('A request that is refused', () => {
  const REFUSED: readonly (readonly [says: string, code: keyof typeof CODES, Parameters<Client['send']>])[] =
    [
      ['an unknown endpoint', 'UNKNOWN_ENDPOINT', ['/customers/nothing']],
      ['another method', 'UNKNOWN_ENDPOINT', ['/customers/list', { method: 'PUT' }]],
      ['an empty client_id', 'MISSING_CLIENT_ID', ['/customers/list', { clientId: '' }]],
      ['a wrong client_id', 'INVALID_CLIENT_ID', ['/customers/list', { clientId: 'cid_sandbox_0' }]],
      ['no token behind the scheme', 'MISSING_TOKEN', ['/customers/list', { authorization: 'Bearer ' }]],
      ['another scheme', 'INVALID_TOKEN', ['/customers/list', { authorization: 'Basic YTpi' }]],
      ['no Content-Type', 'UNSUPPORTED_CONTENT_TYPE', ['/customers/list', { contentType: null }]],
      ['another type', 'UNSUPPORTED_CONTENT_TYPE', ['/customers/list', { contentType: 'text/plain' }]],
      ['an empty body', 'MALFORMED_JSON', ['/customers/list', { body: '' }]],
      ['text behind the JSON', 'MALFORMED_JSON', ['/customers/list', { body: '{} x' }]],
      ['an array', 'BODY_NOT_OBJECT', ['/customers/list', { body: [] }]],
      ['null for a field', 'INVALID_FIELD', ['/customers/list', { body: { limit: null } }]],
      ['a cursor never given out', 'INVALID_CURSOR', ['/customers/list', { body: { cursor: 'abc' } }]],
    ];

  it.each(REFUSED)(
    'for %s is answered with %s, its type and status, and a request_id',
    async (_, code, sent) => {
      const { client } = await start();
      const { status, json, requestId } = await client.send(...sent);
      const [type, expected] = CODES[code];
      expect(json).toMatchObject({ error_code: code, error_type: type, message: expect.any(String) });
      expect(status).toBe(expected);
      expect(json['request_id']).toBe(requestId);
      expect(requestId).toMatch(/^req_[0-9a-f]{20}$/);
    },
  );

  it('for several reasons is told the first: endpoint, client_id, token, scope, type, body, fields, resource', async () => {
    const { client } = await start();
    const { json } = await client.send('/tokens/create', { body: { scopes: ['models:read'] } });
    const wrong = { clientId: 'cid_0', authorization: null, contentType: null, body: 'x' };
    const scoped = { contentType: null, body: 'x', authorization: `Bearer ${json['access_token']}` };
    const codes = [];
    for (const [path, sent] of [
      ['/nothing', wrong],
      ['/customers/get', wrong],
      ['/customers/get', { authorization: null, contentType: null, body: 'x' }],
      ['/customers/get', scoped],
      ['/customers/get', { contentType: null, body: 'x' }],
      ['/customers/get', { body: 'x' }],
      ['/customers/get', {}],
      ['/customers/get', { body: { customer_id: NOBODY } }],
    ] as const) {
      codes.push((await client.send(path, sent)).json['error_code']);
    }
    expect(codes).toEqual([
      'UNKNOWN_ENDPOINT',
      'INVALID_CLIENT_ID',
      'MISSING_TOKEN',
      'INSUFFICIENT_SCOPE',
      'UNSUPPORTED_CONTENT_TYPE',
      'MALFORMED_JSON',
      'MISSING_FIELD',
      'RESOURCE_NOT_FOUND',
    ]);
  });
});
