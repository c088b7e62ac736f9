import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import newman, { type NewmanRunSummary } from 'newman';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../src/reference-api/endpoints/index.js';
import { CODES } from '../../src/reference-api/refusal.js';
import { type ReferenceApi, startReferenceApi } from '../../src/reference-api/start.js';
import { boundTo, CATALOG, COLLECTION, operations, validator } from './workspace.js';

const folder = mkdtempSync(path.join(tmpdir(), 'reference-api-'));
const ca = path.join(folder, 'ca.pem');
let api: ReferenceApi;

beforeAll(async () => {
  api = await startReferenceApi();
  writeFileSync(ca, api.ca);
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly name: string;
  readonly status: number;
  readonly bytes: Buffer;
}

/** Runs the collection as anybody would who has newman. */
function runCollection(
  environment: 'sandbox' | 'production',
): Promise<{ summary: NewmanRunSummary; answers: Answer[] }> {
  const { baseUrl, clientId, bearerToken } = api.environments[environment];
  const values = { baseUrl: baseUrl.replace('{CLIENT_ID}', clientId), clientId, bearerToken };
  const answers: Answer[] = [];
  const options = {
    collection: COLLECTION,
    sslExtraCaCerts: ca,
    envVar: Object.entries(values).map(([key, value]) => ({ key, value })),
  };
  return new Promise((resolve, reject) => {
    newman
      .run(options, (error, summary) => (error ? reject(error) : resolve({ summary, answers })))
      .on('request', (_error, { item, response }) => {
        answers.push({
          name: item.name,
          status: response?.code ?? 0,
          bytes: Buffer.from(response?.stream ?? []),
        });
      });
  });
}

describe('The collection', () => {
  it.each(['sandbox', 'production'] as const)('passes in newman, in %s', async (environment) => {
    const { summary, answers } = await runCollection(environment);
    expect(summary.run.failures.map(({ error, source }) => `${source?.name}: ${error.message}`)).toEqual([]);
    expect(answers.map(({ name }) => name)).toEqual(operations().map(({ name }) => name.split(' / ').at(-1)));
    expect(summary.run.stats.assertions.total).toBeGreaterThan(2 * answers.length);
  });

  it('gets answers that fit their schemas', async () => {
    const { answers } = await runCollection('sandbox');
    for (const [index, { name }] of operations().entries()) {
      if (name === 'Exports / Download an export') continue;
      const { status = 0, bytes = '' } = answers[index] ?? {};
      const validate = validator(name, status);
      validate(JSON.parse(bytes.toString('utf8')));
      expect([name, validate.errors]).toEqual([name, null]);
    }
  });

  it('has every endpoint of the API, once', () => {
    const paths = operations().map((operation) => operation.path.replace('{{exportId}}', '{export_id}'));
    expect(paths.sort()).toEqual(endpoints.map((endpoint) => endpoint.path).sort());
  });

  it('has saved examples of a success and of several errors, as their schemas want them', () => {
    for (const { name, examples } of operations()) {
      const [success, ...errors] = examples;
      expect(success?.code).toBeLessThan(300);
      expect(errors.length).toBeGreaterThan(1);
      for (const { code, body } of examples) {
        if (body === '(binary)') continue;
        const validate = code < 300 ? validator(name, code) : validator();
        validate(JSON.parse(body));
        expect([name, code, validate.errors]).toEqual([name, code, null]);
      }
    }
  });
});

describe('The schemas', () => {
  it('describe the request of every operation, and every answer in JSON', () => {
    const expected = operations().flatMap(({ name, examples }) =>
      examples[0]?.body === '(binary)' ? [name] : [name, `${name} ${examples[0]?.code}`],
    );
    expect([...boundTo].sort()).toEqual([...expected, ''].sort());
  });
});

describe('The error catalogue', () => {
  it('holds the codes of the API, each with its type and its status', () => {
    expect(Object.keys(Object(CATALOG['codes'])).sort()).toEqual(Object.keys(CODES).sort());
    for (const [code, [type, status]] of Object.entries(CODES)) {
      expect(CATALOG['codes']).toHaveProperty(code, expect.objectContaining({ type }));
      expect(CATALOG['codes']).toHaveProperty([code, 'statuses'], expect.arrayContaining([status]));
    }
  });
});
