import { loadContract } from '../../../src/contract/load.js';
import type { RunResult } from '../../../src/judge/result.js';
import { type RunOptions, run } from '../../../src/run.js';
import { EVERYTHING, type Settings } from '../../../src/settings/settings.js';
import { workspaceOf } from '../../other-api/workspace.js';
import { httpsServer, type TestServer } from '../../tls-server.js';

/** A request as a server saw it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export interface ReadServer extends TestServer {
  readonly seen: Seen[];
}

/** Answers everything with 200 and remembers it. */
export async function readServer(): Promise<ReadServer> {
  const seen: Seen[] = [];
  const server = await httpsServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8');
    });
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      seen.push({ method, url, headers, body });
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"ok":true,"id":"a1"}');
    });
  });
  return Object.assign(server, { seen });
}

/** An item of a collection with scripts before and behind its request. */
export function item(
  name: string,
  request: unknown,
  before: readonly string[] = [],
  after: readonly string[] = [],
) {
  const event = [
    { listen: 'prerequest', script: { type: 'text/javascript', exec: before } },
    { listen: 'test', script: { type: 'text/javascript', exec: after } },
  ];
  return { name, request, event: event.filter(({ script }) => script.exec.length > 0) };
}

const collectionOf = (items: readonly unknown[], more: object = {}) => ({
  info: { name: 'Reads', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  item: items,
  ...more,
});

export interface Reading {
  readonly server: TestServer;
  readonly items: readonly { readonly name: string }[];
  /** More of `contract.yaml`. */
  readonly config?: string;
  readonly collection?: object;
  readonly files?: Readonly<Record<string, string>>;
  readonly settings?: (settings: Settings) => Settings;
}

/** A run in a production where nothing may be changed; every operation of the collection counts as reading. */
export async function runReading(
  { server, items, config = '', collection, files, settings = (given) => given }: Reading,
  more: Partial<RunOptions>,
): Promise<RunResult> {
  const reading = items.map(({ name }) => `  ${name}: { changes: false }`).join('\n');
  const workspace = workspaceOf(collectionOf(items, collection), {
    'collections/contract.yaml': `operations:\n${reading}\n${config}`,
    ...files,
  });
  const contract = await loadContract({ workspace });
  return run({
    contract,
    settings: settings({
      environments: [
        {
          name: 'production',
          baseUrl: `${server.origin}/api`,
          clientId: 'client-4711',
          bearerToken: 'T.0815-xyz-abc',
          writes: false,
          embedded: false,
        },
      ],
      extraCa: server.ca,
      timeout: 5000,
      retries: 0,
      profile: 'manual',
    }),
    selection: EVERYTHING,
    ...more,
  });
}
