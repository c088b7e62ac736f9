import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import newman from 'newman';
import { isObject, type Json, type JsonObject, objectsOf } from '../../src/contract/json.js';
import { loadContract } from '../../src/contract/load.js';
import type { Contract } from '../../src/contract/model.js';
import { initialScopes, lookupIn } from '../../src/drive/scopes.js';
import { WireClient } from '../../src/drive/wire/client.js';
import { newmanOnly } from '../../src/request/newman-only.js';
import { validRequest } from '../../src/request/valid-request.js';
import type { EnvironmentSettings } from '../../src/settings/settings.js';
import { type Comparable, comparable } from './comparable.js';
import { type Generated, generated } from './generated.js';
import { FILES } from './generated-texts.js';
import { type RawLog, rawLog } from './raw-log.js';

/** What newman and the suite made of one request: its bytes, or why there are none. */
export interface Pair {
  readonly item: JsonObject;
  readonly newman: Comparable | string;
  readonly suite: Comparable | string;
  /** Where the suite says that it frames the request otherwise. */
  readonly framed: readonly string[];
}

export interface Comparison {
  readonly requests: number;
  /** Requests that newman could not send either. */
  readonly unsent: number;
  /** Requests of which the suite says that it cannot send them as newman does. */
  readonly impossible: number;
  readonly different: readonly Pair[];
}

/** Sends generated requests, as many at least, by newman and by the suite to one server, and compares their bytes. */
export async function compared(count: number, seed: number): Promise<Comparison> {
  const server = await rawLog();
  const total = { requests: 0, unsent: 0, impossible: 0, different: [] as Pair[] };
  try {
    for (let round = 0; total.requests < count && total.different.length < 20; round += 1) {
      const arbitrary = generated(new URL(server.origin).port);
      const [sample] = fc.sample(arbitrary, { seed: seed + round, numRuns: 1 });
      if (!sample) continue;
      for (const pair of await sent(sample, server)) {
        total.requests += 1;
        if (typeof pair.newman === 'string') total.unsent += 1;
        if (pair.framed.length > 0) total.impossible += 1;
        else if (!isSame(pair)) total.different.push(pair);
      }
    }
    return total;
  } finally {
    await server.close();
  }
}

/** What differs, and the request that it differs in, for whoever reads of it. */
export function told({ item, newman: theirs, suite: ours }: Pair): string {
  const { above, request, ...own } = item;
  const lines = [theirs, ours].map((one) => (typeof one === 'string' ? [one] : linesOf(one)));
  const [first = [], second = []] = lines;
  const only = (some: readonly string[], others: readonly string[]) =>
    some.filter((line) => !others.includes(line));
  const sides = [
    ...only(first, second).map((line) => `newman: ${line}`),
    ...only(second, first).map((line) => `suite:  ${line}`),
  ];
  return [...sides, JSON.stringify(request), JSON.stringify({ ...own, above })].join('\n');
}

const linesOf = ({ line, headers, framing, body }: Comparable): string[] => [
  line,
  ...headers,
  `order ${headers.map((header) => header.split(':')[0]).join(' ')}`,
  ...framing,
  `body ${JSON.stringify(body)}`,
];

export function isSame({ newman: theirs, suite: ours }: Pair): boolean {
  if (typeof theirs === 'string' || typeof ours === 'string') return typeof theirs === typeof ours;
  return JSON.stringify(theirs) === JSON.stringify(ours);
}

/** Each request of a collection, as newman sends it and as the suite does. */
async function sent(sample: Generated, server: RawLog): Promise<Pair[]> {
  const workspace = await mkdtemp(path.join(tmpdir(), 'parity-'));
  try {
    const folder = path.join(workspace, 'collections');
    await mkdir(folder);
    const collection = numbered(sample.collection);
    const written = {
      'c.json': collection,
      'sandbox.postman_environment.json': { values: sample.environment },
      'globals.postman_globals.json': { values: sample.globals },
    };
    for (const [file, json] of Object.entries(written))
      await writeFile(path.join(folder, file), JSON.stringify(json));
    for (const [file, text] of Object.entries(FILES)) await writeFile(path.join(folder, file), text);
    const theirs = await byNewman(collection, sample, folder, server);
    const contract = await loadContract({ workspace, collection: 'collections/c.json', sending: false });
    const ours = await bySuite(contract, hereAt(server.origin), server);
    return [...theirs].map(([id, request]) => ({
      item: itemWith(collection, id),
      newman: request,
      ...(ours.get(id) ?? { suite: 'no operation', framed: [] }),
    }));
  } finally {
    await rm(workspace, { recursive: true });
  }
}

export async function byNewman(
  collection: JsonObject,
  { environment, globals }: Generated,
  folder: string,
  server: RawLog,
): Promise<Map<string, Comparable | string>> {
  const found = new Map<string, Comparable | string>();
  await new Promise<void>((resolve, reject) => {
    const run = newman.run(
      {
        collection,
        environment: { values: environment },
        globals: { values: globals },
        timeoutRequest: 3_000,
        workingDir: folder,
      },
      (error) => (error ? reject(error) : resolve()),
    );
    run.on(
      'request',
      (
        error: Error | null,
        { item, response }: { item: { id: string }; response?: { headers: { get(name: string): string } } },
      ) => {
        const bytes = server.requests[Number(response?.headers.get('X-Number') ?? -1)];
        found.set(item.id, bytes ? comparable(bytes) : (error?.message ?? 'no answer'));
      },
    );
  });
  return found;
}

type Ours = Pick<Pair, 'suite' | 'framed'>;

/** The sandbox at a server, where anything may be sent. */
export const hereAt = (baseUrl: string): EnvironmentSettings => ({
  name: 'sandbox',
  baseUrl,
  clientId: '',
  writes: true,
  embedded: false,
});

/** What the suite sends for each operation that it builds itself, by the id of its item. */
export async function bySuite(
  contract: Contract,
  settings: EnvironmentSettings,
  server: RawLog,
): Promise<Map<string, Ours>> {
  const folder = path.dirname(path.resolve(contract.workspace, contract.file));
  const names = Object.keys({ ...contract.lists });
  const empty = [
    ...contract.variables.keys(),
    ...contract.globals.keys(),
    ...contract.environments.sandbox.keys(),
    ...names,
  ];
  const lookup = lookupIn(initialScopes(contract, settings), {}, empty);
  const client = new WireClient({ timeout: 10_000, cap: 1000 });
  const found = new Map<string, Ours>();
  for (const operation of contract.operations) {
    // newman itself makes it, in a run of the suite as well.
    if (newmanOnly(operation) !== undefined) continue;
    const before = server.requests.length;
    let result: Comparable | string;
    let framed: readonly string[] = [];
    try {
      const built = validRequest(operation, lookup, { folder });
      const { outcome } = await client.send(built.request);
      framed = built.framed;
      const bytes = server.requests[before];
      result = bytes ? comparable(bytes) : outcome.kind === 'none' ? outcome.detail : 'nothing';
    } catch (error) {
      result = String(error);
    }
    found.set(String(operation.item['id']), { suite: result, framed });
  }
  await client.close();
  return found;
}

export function numbered(node: JsonObject, prefix = 'r'): JsonObject {
  const items = objectsOf(node['item']);
  if (!Array.isArray(node['item'])) return { ...node, id: prefix };
  return { ...node, item: items.map((item, index) => numbered(item, `${prefix}.${index}`)) };
}

function itemWith(node: Json | undefined, id: string): JsonObject {
  let found: JsonObject = {};
  let at = node;
  for (const index of id.split('.').slice(1)) {
    const { item: _, ...own } = isObject(at) ? at : {};
    found = { ...own, above: found };
    at = isObject(at) && Array.isArray(at['item']) ? at['item'][Number(index)] : undefined;
  }
  return { ...(isObject(at) ? at : {}), above: found };
}
