import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { loadContract } from '../../src/contract/load.js';
import { importContract } from '../../src/import/import.js';
import type { RunResult } from '../../src/judge/result.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { folderWith } from '../import/openapi.js';
import { newmanHost } from '../newman-host.js';

const host = newmanHost();

interface Asked {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Answered {
  readonly status?: number;
  readonly headers?: Record<string, string | string[]>;
  /** Sent as JSON; a text is sent as it is. */
  readonly body?: Json;
}

export interface DescribedApi {
  /** The OpenAPI document, or several files, the first of which is the document. */
  readonly document: JsonObject;
  readonly files?: Readonly<Record<string, string | JsonObject>>;
  /** `GET /path`, or a v2.1 item. */
  readonly requests: readonly (string | JsonObject)[];
  readonly rules: readonly string[];
  answer(asked: Asked): Answered | undefined;
}

export interface Checked {
  readonly result: RunResult;
  /** Facts that the import told. */
  readonly told: readonly string[];
  /** `rule operation: what was received`, each once. */
  readonly failed: readonly string[];
  /** `rule operation` of what was judged and holds. */
  readonly passed: readonly string[];
  readonly notes: readonly string[];
  readonly skipped: readonly string[];
}

/** Imports a collection with its document, and checks it on a server of its own. */
export async function checked(api: DescribedApi): Promise<Checked> {
  const arrived: Asked[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const asked = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
      arrived.push(asked);
      const { status = 200, headers = {}, body: sent } = api.answer(asked) ?? NOT_FOUND;
      const type = sent === undefined ? {} : { 'Content-Type': 'application/json' };
      response.writeHead(status, { ...type, ...headers });
      response.end(sent === undefined || typeof sent === 'string' ? sent : JSON.stringify(sent));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    return await through(api, `http://localhost:${port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const NOT_FOUND: Answered = { status: 404, body: { error_code: 'NOT_FOUND', error_type: 'INVALID_REQUEST' } };

async function through(api: DescribedApi, baseUrl: string): Promise<Checked> {
  const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
  const workspace = await folderWith({
    'api.json': api.document,
    ...api.files,
    'export.json': {
      info: { name: 'Case', schema },
      variable: [{ key: 'baseUrl', value: baseUrl }],
      item: api.requests.map((request) => (typeof request === 'string' ? itemOf(request) : request)),
    },
  });
  const { notes } = await importContract({
    workspace,
    source: path.join(workspace, 'export.json'),
    spec: 'api.json',
    fetching: { env: {} },
  });
  const contract = await loadContract({ workspace });
  const result = await run({
    contract,
    settings: {
      environments: [{ name: 'sandbox', baseUrl, clientId: 'client', writes: true, embedded: false }],
      timeout: 5000,
      retries: 0,
      profile: 'manual',
    },
    host,
    selection: { ...EVERYTHING, rules: [...api.rules] },
  });
  const told = (status: string, more: (one: RunResult['results'][number]) => string): string[] => [
    ...new Set(
      result.results
        .filter(({ verdict }) => verdict.status === status)
        .map((one) => `${one.case.rule} ${one.case.operation}${more(one)}`),
    ),
  ];
  return {
    result,
    told: notes.map(({ fact }) => fact),
    failed: told('failed', ({ verdict }) => ('finding' in verdict ? `: ${verdict.finding.received}` : '')),
    passed: told('passed', () => ''),
    skipped: told('skipped', ({ verdict }) => ('reason' in verdict ? `: ${verdict.reason}` : '')),
    notes: result.results.flatMap(({ verdict }) => ('notes' in verdict ? (verdict.notes ?? []) : [])),
  };
}

/** `POST /path {"json": true}` as an item. */
function itemOf(line: string, more: JsonObject = {}): JsonObject {
  const [, method = '', at = '', body] = /^(\S+) (\S+)(?: (.*))?$/s.exec(line) ?? [];
  const sent = {
    header: [{ key: 'Content-Type', value: 'application/json' }],
    body: { mode: 'raw', raw: body ?? '' },
  };
  const name = `${method} ${at}`.replaceAll('/', '.');
  return { name, request: { method, url: `{{baseUrl}}${at}`, ...(body !== undefined && sent), ...more } };
}

/** A document of one answer to `GET /a`, and its shared schemas. */
export function documentOf(schema: Json, schemas: JsonObject = {}, version = '3.0.3'): JsonObject {
  const content = { 'application/json': { schema } };
  return {
    openapi: version,
    info: { title: 'Case', version: '1' },
    paths: { '/a': { get: { responses: { 200: { description: 'ok', content } } } } },
    components: { schemas },
  };
}

export interface OneAnswer {
  readonly schema: Json;
  readonly body: Json;
  /** 200 where it is not given. */
  readonly status?: number;
}

/** What is found in each of several answers, each of an operation of its own: one run for all of them. */
export async function judged(
  answers: readonly OneAnswer[],
  rules: readonly string[],
  { schemas = {}, version = '3.1.0' }: { schemas?: JsonObject; version?: string } = {},
): Promise<{ rules: string[]; received: string[]; notes: string[] }[]> {
  const paths = Object.fromEntries(
    answers.map(({ schema, status = 200 }, index) => {
      const responses = { [status]: { description: 'ok', content: { 'application/json': { schema } } } };
      return [`/a${index}`, { get: { responses } }];
    }),
  );
  const { result } = await checked({
    document: { ...documentOf({}, schemas, version), paths },
    requests: answers.map((_, index) => `GET /a${index}`),
    rules,
    answer: ({ path }) => {
      const found = answers[Number(/^\/a(\d+)$/.exec(path)?.[1])];
      return found && { status: found.status ?? 200, body: found.body };
    },
  });
  return answers.map((_, index) => {
    const own = result.results.filter(({ case: planned }) => planned.operation === `GET .a${index}`);
    const failed = own.flatMap(({ case: planned, verdict }) =>
      verdict.status === 'failed' ? [{ rule: planned.rule, received: verdict.finding.received }] : [],
    );
    return {
      rules: [...new Set(failed.map(({ rule }) => rule))].sort(),
      received: failed.map(({ received }) => received),
      notes: [...new Set(own.flatMap(({ verdict }) => ('notes' in verdict ? (verdict.notes ?? []) : [])))],
    };
  });
}
