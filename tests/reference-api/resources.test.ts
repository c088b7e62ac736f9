import { createHash } from 'node:crypto';
import { connect } from 'node:tls';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReferenceApi, startReferenceApi } from '../../src/reference-api/start.js';
import { Client } from './client.js';

let api: ReferenceApi;
let sandbox: Client;
let production: Client;
const arrived: string[] = [];

beforeAll(async () => {
  api = await startReferenceApi({
    onRequest: ({ environment, method, path }) => arrived.push(`${environment} ${method} ${path}`),
  });
  sandbox = new Client(api, 'sandbox');
  production = new Client(api, 'production');
});
afterAll(async () => {
  sandbox.close();
  production.close();
  await api.close();
});

const attribute = (name: string) => ({ name, kind: 'number' });

describe('The two environments', () => {
  it('do not know each other’s Attributes, Sources and Destinations', async () => {
    const attributeId = await sandbox.create('/attributes/create', 'attribute_id', attribute('revenue'));
    const sourceId = await sandbox.create('/sources/create', 'source_id', { type: 'crm', label: 'CRM' });
    const destination = { label: 'Lake', source_id: sourceId, attribute_ids: [attributeId] };
    const destinationId = await sandbox.create('/destinations/create', 'destination_id', destination);
    for (const [path, body] of [
      ['/attributes/get', { attribute_id: attributeId }],
      ['/sources/get', { source_id: sourceId }],
      ['/destinations/get', { destination_id: destinationId }],
    ] as const) {
      expect(await sandbox.send(path, { body })).toMatchObject({ status: 200, json: body });
      expect(await production.send(path, { body })).toMatchObject({ status: 404 });
    }
    expect(await production.send('/destinations/create', { body: destination })).toMatchObject({
      status: 400,
      json: { error_code: 'UNKNOWN_REFERENCE', field: 'source_id' },
    });
    expect((await production.send('/sources/list')).json).toMatchObject({ items: [], total: 0 });
  });

  it('refuse each other’s client_id and token', async () => {
    const { clientId } = sandbox;
    const authorization = `Bearer ${sandbox.bearerToken}`;
    expect(await production.send('/models/list', { clientId })).toMatchObject({ status: 401 });
    expect(await production.send('/models/list', { authorization })).toMatchObject({ status: 401 });
  });

  it('tell what arrives, and where', async () => {
    arrived.length = 0;
    await production.send('/models/list');
    expect(arrived).toEqual([`production POST /billers/${production.clientId}/models/list`]);
  });
});

describe('Resources', () => {
  it('are created, read, changed in part, and gone when deleted', async () => {
    const email = 'grace@example.com';
    const id = await sandbox.create('/customers/create', 'customer_id', { email, country: 'US' });
    const body = { customer_id: id };
    await sandbox.send('/customers/update', { body: { ...body, risk_level: 'high' } });
    const { json } = await sandbox.send('/customers/get', { body });
    expect(json).toMatchObject({ ...body, email, country: 'US', risk_level: 'high' });
    expect(await sandbox.send('/customers/delete', { body })).toMatchObject({ status: 200 });
    expect(await sandbox.send('/customers/get', { body })).toMatchObject({ status: 404 });
  });

  it('of the kind Customer have an e-mail address that no other has', async () => {
    const body = { email: 'twice@example.com' };
    await sandbox.send('/customers/create', { body });
    expect(await sandbox.send('/customers/create', { body })).toMatchObject({
      status: 400,
      json: { error_code: 'DUPLICATE_VALUE', field: 'email' },
    });
  });

  it('are listed in pages that end, repeat nothing and skip nothing', async () => {
    const created = [];
    for (const name of ['aa', 'bb', 'cc', 'dd', 'ee'])
      created.push(await production.create('/attributes/create', 'attribute_id', attribute(name)));
    const listed: unknown[] = [];
    let cursor: unknown;
    do {
      const { json } = await production.send('/attributes/list', { body: { limit: 2, cursor } });
      const items = Array.isArray(json['items']) ? json['items'] : [];
      expect(items.length).toBeLessThanOrEqual(2);
      expect(json['total']).toBe(5);
      listed.push(...items.map((item) => item.attribute_id));
      cursor = json['next_cursor'];
    } while (cursor !== null);
    expect(listed).toEqual(created);
  });

  it('leave fields that nobody knows alone', async () => {
    const body = { email: 'more@example.com', shoe_size: 44 };
    const { status, json } = await sandbox.send('/customers/create', { body });
    expect(status).toBe(201);
    expect(json).not.toHaveProperty('shoe_size');
  });

  it('of the kind Export are downloaded as the gzip file whose size and digest were told', async () => {
    const { json } = await sandbox.send('/exports/create', { body: { resource: 'customers' } });
    const { bytes, type } = await sandbox.send(`/exports/${json['export_id']}/download`);
    expect(type).toBe('application/octet-stream');
    expect(bytes.length).toBe(json['size']);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(json['sha256']);
    expect(gunzipSync(bytes).toString()).toMatch(/^id,created_at\n/);
  });
});

describe('Tokens', () => {
  it('are valid until they are revoked', async () => {
    const scopes = ['models:read'];
    const { json } = await sandbox.send('/tokens/create', { body: { scopes } });
    const body = { access_token: json['access_token'] };
    const authorization = `Bearer ${body.access_token}`;
    expect((await sandbox.send('/tokens/introspect', { body })).json).toMatchObject({ active: true, scopes });
    await sandbox.send('/tokens/revoke', { body });
    expect((await sandbox.send('/tokens/introspect', { body })).json).toMatchObject({ active: false });
    expect(await sandbox.send('/models/list', { authorization })).toMatchObject({ status: 401 });
  });
});

describe('A client that leaves in the middle of its request', () => {
  it('does no harm to the next one', async () => {
    const url = new URL(sandbox.url('/models/list'));
    const head = `POST ${url.pathname} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{`;
    const seen = arrived.length;
    const socket = connect({
      host: 'localhost',
      port: Number(url.port),
      servername: 'localhost',
      ca: api.ca,
    });
    socket.write(head);
    await expect.poll(() => arrived.length).toBe(seen + 1);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.destroy();
    await closed;
    expect(await sandbox.send('/models/list')).toMatchObject({ status: 200 });
  });
});
