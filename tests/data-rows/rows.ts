import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import newman from 'newman';
import { Collection } from 'postman-collection';
import { loadContract } from '../../src/contract/load.js';
import type { CaseResult, RunResult } from '../../src/judge/result.js';
import { RecordWriter } from '../../src/record/writer.js';
import { run } from '../../src/run.js';
import { columnsOf, readData } from '../../src/settings/data-rows.js';
import { EVERYTHING, type Settings } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { workspaceOf } from '../other-api/workspace.js';
import { rawServer } from '../tls-server.js';

const host = newmanHost();

export const OK =
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}';

export const answer = (status: string, body: unknown): string => {
  const text = JSON.stringify(body);
  return `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`;
};

export interface How {
  readonly rules?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  /** The text of the data file; none where it is left out. */
  readonly data?: string;
  readonly both?: boolean;
  readonly scriptTimeout?: number;
  answer?(request: string): string;
}

export interface Ran {
  readonly result: RunResult;
  /** First lines and bodies of what arrived, in order. */
  readonly arrived: readonly string[];
  /** All of it. */
  readonly requests: readonly string[];
  readonly settings: Settings;
  readonly workspace: string;
  readonly folder: string;
  /** How the cases of a rule on an operation ended, and why. */
  of(operation: string, rule?: string): string[];
}

const collectionOf = (item: readonly unknown[]) => ({
  info: { name: 'Rows', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  item,
});

const shortOf = (request: string): string => {
  const [head = '', body = ''] = request.split('\r\n\r\n');
  return `${head.split(' HTTP/1.1')[0]} ${body}`.trim();
};

/** Runs a collection with a data file, recorded, against a server of its own. */
export async function ranWith(item: readonly unknown[], how: How = {}): Promise<Ran> {
  const { rules = ['collection/*', 'status/success'], files = {}, data, both = false } = how;
  const server = await rawServer((socket, request) => socket.end(how.answer?.(request) ?? OK));
  try {
    const workspace = workspaceOf(collectionOf(item), {
      'collections/contract.yaml': 'sameServer: true\n',
      ...files,
      ...(data !== undefined && { 'rows.csv': data }),
    });
    const rows = data === undefined ? {} : await readData(workspace, [{ file: 'rows.csv' }]);
    const contract = await loadContract({
      workspace,
      columns: columnsOf(rows.sandbox),
      sending: data !== undefined,
    });
    const names = both ? (['sandbox', 'production'] as const) : (['sandbox'] as const);
    const settings: Settings = {
      environments: names.map((name) => ({
        name,
        baseUrl: server.origin,
        clientId: `client-of-${name}`,
        ...(rows[name] && { data: rows[name] }),
        writes: true,
        embedded: false,
      })),
      extraCa: server.ca,
      timeout: 5000,
      retries: 0,
      profile: 'manual',
    };
    const folder = path.join(workspace, 'reports');
    const record = new RecordWriter(path.join(workspace, 'record.ndjson.gz'));
    const result = await run({ contract, settings, host, record, selection: { ...EVERYTHING, rules } });
    await record.keep();
    return {
      result,
      settings,
      workspace,
      folder,
      requests: server.requests,
      arrived: server.requests.map(shortOf),
      of: (operation, rule = 'collection/assertion') => told(result.results, operation, rule),
    };
  } finally {
    await server.close();
  }
}

/** What newman itself sends for the same collection and file, and which tests fail there. */
export async function byNewman(
  item: readonly unknown[],
  { data = '', answer: answered }: How,
): Promise<{ readonly arrived: readonly string[]; readonly failures: number }> {
  const server = await rawServer((socket, request) => socket.end(answered?.(request) ?? OK));
  const folder = mkdtempSync(path.join(tmpdir(), 'newman-rows-'));
  try {
    writeFileSync(path.join(folder, 'ca.pem'), server.ca);
    writeFileSync(path.join(folder, 'rows.csv'), data);
    const failures = await new Promise<number>((resolve, reject) => {
      newman.run(
        {
          collection: new Collection(JSON.parse(JSON.stringify(collectionOf(item)))),
          environment: { values: [{ key: 'baseUrl', value: server.origin }] },
          iterationData: path.join(folder, 'rows.csv'),
          sslExtraCaCerts: path.join(folder, 'ca.pem'),
          insecure: false,
        },
        (error, summary) => (error ? reject(error) : resolve(summary.run.failures.length)),
      );
    });
    return { arrived: server.requests.map(shortOf), failures };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

function told(results: readonly CaseResult[], operation: string, rule: string): string[] {
  const found = results.filter(
    ({ case: planned }) => planned.operation === operation && planned.rule === rule,
  );
  return found.map(({ case: { variation }, verdict }) => {
    const of = variation === undefined ? '' : `${variation}: `;
    if (verdict.status === 'failed') return `${of}failed: ${verdict.finding.received}`;
    return of + ('reason' in verdict ? `${verdict.status}: ${verdict.reason}` : verdict.status);
  });
}

/** A request of a collection, at the base URL. */
export const item = (
  name: string,
  url: string,
  {
    test = [],
    before = [],
    ...request
  }: { test?: string[]; before?: string[]; [part: string]: unknown } = {},
) => ({
  name,
  event: [
    { listen: 'prerequest', script: { exec: before } },
    { listen: 'test', script: { exec: test } },
  ].filter(({ script }) => script.exec.length > 0),
  request: { method: 'GET', url: `{{baseUrl}}${url}`, ...request },
});

export const fixture = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, '../fixtures/data-rows', name), 'utf8');
