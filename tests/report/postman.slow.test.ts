import path from 'node:path';
import { Ajv } from 'ajv';
import newman from 'newman';
import { afterEach, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { launchReferenceApi, type ReferenceApi } from '../../src/reference-api/launch.js';
import { renderPostman } from '../../src/report/postman/collection.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { caseOf, passed, resultOf } from './run-result.js';

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const host = newmanHost();
const contract = await loadContract({ workspace: path.resolve(import.meta.dirname, '../..') });
const apis: ReferenceApi[] = [];
afterEach(async () => {
  for (const api of apis.splice(0)) await api.close();
});

async function apiWith(faults: readonly string[]): Promise<ReferenceApi> {
  const api = await launchReferenceApi({ faults });
  apis.push(api);
  return api;
}

async function failuresOf(api: ReferenceApi, operations: readonly string[]) {
  const settings = {
    environments: (['sandbox', 'production'] as const).map((name) => ({
      name,
      ...api.environments[name],
      writes: true,
      embedded: true,
    })),
    extraCa: api.ca,
    timeout: 5000,
    retries: 2,
    profile: 'manual' as const,
  };
  const result = await run({ contract, settings, selection: { ...EVERYTHING, operations }, host });
  return { result, collection: JSON.parse([...renderPostman(result)].join('')) };
}

/** Names of the requests whose tests failed, and of those that were sent. */
async function sentTo(api: ReferenceApi, collection: object) {
  const values = (['sandbox', 'production'] as const).flatMap((name) => {
    const { baseUrl, clientId, bearerToken } = api.environments[name];
    return [
      [`${name}BaseUrl`, baseUrl.replaceAll('{CLIENT_ID}', `{{${name}ClientId}}`)],
      [`${name}ClientId`, clientId],
      [`${name}BearerToken`, bearerToken ?? ''],
    ].map(([key, value]) => ({ key, value, enabled: true }));
  });
  const https = await import('node:https');
  const agent = new https.Agent({ ca: api.ca });
  const sent: string[] = [];
  const failed: string[] = [];
  await new Promise<void>((resolve, reject) => {
    newman
      .run({
        collection,
        environment: { values },
        requestAgents: { https: agent },
        ignoreRedirects: true,
      })
      .on('item', (_error, { item }) => sent.push(item.name))
      .on('assertion', (error, { item }) => {
        if (error) failed.push(item.name);
      })
      .on('done', (error) => (error ? reject(error) : resolve()));
  });
  return { sent, failed };
}

const FAULTS = [
  'later-item-of-wrong-type',
  'client-id-prefix-only',
  'unknown-resource-answers-200',
  'error-in-success',
];
const OPERATIONS = [
  'Models / List models',
  'Models / Get a model',
  'Customers / Get a customer',
  'Tokens / Introspect a token',
];

/** What the schema of collections v2.1 asks for of the parts that are written. */
const text = { type: 'string' };
const events = {
  type: 'array',
  items: {
    type: 'object',
    required: ['listen'],
    properties: {
      listen: { enum: ['prerequest', 'test'] },
      script: { type: 'object', properties: { type: text, exec: { type: 'array', items: text } } },
    },
  },
};
const valid = new Ajv({ strict: false }).compile({
  type: 'object',
  required: ['info', 'item'],
  additionalProperties: false,
  properties: {
    info: {
      type: 'object',
      required: ['name', 'schema'],
      properties: { name: text, schema: { const: SCHEMA } },
    },
    item: { type: 'array', items: { $ref: '#/definitions/item' } },
    variable: { type: 'array', items: { type: 'object', required: ['key'], properties: { key: text } } },
  },
  definitions: {
    item: {
      type: 'object',
      anyOf: [{ required: ['item'] }, { required: ['request'] }],
      properties: {
        name: text,
        event: events,
        item: { type: 'array', items: { $ref: '#/definitions/item' } },
        response: { type: 'array' },
        request: {
          type: 'object',
          properties: {
            method: text,
            url: { type: ['string', 'object'] },
            header: {
              type: 'array',
              items: { type: 'object', required: ['key', 'value'], properties: { key: text, value: text } },
            },
            auth: { type: 'object', required: ['type'] },
            body: {
              type: 'object',
              properties: { mode: { enum: ['raw', 'urlencoded', 'formdata', 'file', 'graphql'] } },
            },
            description: text,
          },
        },
      },
    },
  },
});

describe('failures.postman_collection.json', () => {
  it('fails in newman where the run failed, and passes on the correct API', async () => {
    const broken = await apiWith(FAULTS);
    const { result, collection } = await failuresOf(broken, OPERATIONS);
    const left = String(collection.info.description).match(/^- /gm)?.length ?? 0;
    expect(result.counts.failed - left).toBeGreaterThan(20);
    expect(collection.info.description).toContain('curl -i');
    expect(valid(collection), JSON.stringify(valid.errors)).toBe(true);
    const there = await sentTo(broken, collection);
    const failures = [...there.sent].filter((name) => !/^(setup|step): /.test(name));
    expect([...there.failed].sort()).toEqual(failures.sort());
    expect(failures.length).toBe(result.counts.failed - left);
    const correct = await sentTo(await apiWith([]), collection);
    expect(correct.failed).toEqual([]);
    expect(correct.sent).toEqual(there.sent);
    const text = JSON.stringify(collection);
    for (const { clientId, bearerToken = 'none' } of Object.values(broken.environments)) {
      expect(text).not.toContain(clientId);
      expect(text).not.toContain(bearerToken);
    }
  });

  it('is empty and says so where nothing failed', () => {
    const collection = JSON.parse([...renderPostman(resultOf([caseOf(passed())]))].join(''));
    expect(valid(collection), JSON.stringify(valid.errors)).toBe(true);
    expect(collection).toMatchObject({
      info: { description: expect.stringContaining('Nothing failed') },
      item: [],
    });
  });
});
