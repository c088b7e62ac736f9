import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  isObject,
  type Json,
  type JsonObject,
  objectsOf,
  parseJson,
  stringsIn,
} from '../../src/contract/json.js';
import { loadContract } from '../../src/contract/load.js';
import type { Contract } from '../../src/contract/model.js';
import { templateVariables } from '../../src/contract/variables.js';
import { importContract } from '../../src/import/import.js';
import { readSource } from '../../src/import/source/read-source.js';
import { takeSource } from '../../src/import/take-source.js';
import type { EnvironmentSettings } from '../../src/settings/settings.js';
import { readValues } from '../../src/settings/values.js';
import type { Generated } from './generated.js';
import {
  assertionsIn,
  differing,
  journeyOf,
  requestsOf,
  type Told,
  told,
  type WatchedHost,
} from './journeys.js';
import { runByNewman } from './newman-run.js';
import type { RawLog } from './raw-log.js';
import { byNewman, bySuite, hereAt, isSame, numbered, type Pair } from './sent.js';

/** A collection of other people, whole and at a server of ours. */
export interface Real extends Generated {
  readonly name: string;
  /** Folder of files that lie beside it. */
  readonly beside: string;
}

/** What of a collection differs between newman and the suite. */
export interface Compared {
  readonly requests: number;
  /** Built by newman itself, in a run of the suite as well. */
  readonly byNewman: number;
  /** Requests that newman cannot send either. */
  readonly unsent: number;
  readonly impossible: number;
  readonly different: readonly Pair[];
}

/**
 * Reads a collection in any format, all hosts in it put at one server, with a value for each variable that has none.
 * What Postman makes anew for each request is written out: it differs by design.
 */
export async function realCollection(source: string, origin: string, partial: boolean): Promise<Real> {
  const read = await readSource(source, { cwd: path.dirname(source), env: {} });
  const { collection } = await takeSource(read, [], path.dirname(source), partial);
  const beside = read.kind === 'text' ? path.dirname(source) : source;
  const files = read.kind === 'text' ? await readdir(beside) : [];
  const list = async (name: RegExp): Promise<Json[]> => {
    const file = files.find((one) => name.test(one));
    const json = file === undefined ? {} : parseJson(await readFile(path.join(beside, file), 'utf8'));
    return isObject(json) && Array.isArray(json['values']) ? json['values'] : [];
  };
  const own = path.basename(source) === 'collection.json';
  const globals = own ? await list(/^globals\.json$/) : [];
  const environment = own ? await list(/^env(?:ironment)?\.json$/) : [];
  const at = (json: Json): Json => atServer(json, origin);
  const moved = at({ collection, globals, environment });
  if (!isObject(moved) || !isObject(moved['collection'])) throw new Error(`${source} is no collection`);
  const lists = { environment: objectsOf(moved['environment']), globals: objectsOf(moved['globals']) };
  const made = numbered(moved['collection']);
  return {
    name: path.basename(own ? beside : source),
    beside,
    collection: made,
    globals: lists.globals.map(variable),
    environment: [
      ...lists.environment,
      ...valuesFor(made, [...lists.environment, ...lists.globals], origin),
    ].map(variable),
  };
}

/** newman overlooks what exports call `enabled`. */
const variable = (entry: JsonObject): Generated['environment'][number] => ({
  ...entry,
  ...(entry['enabled'] === false && { disabled: true }),
  key: String(entry['key']),
  value: entry['value'] ?? '',
});

/** Hosts and dynamic variables in every text; a URL in parts is one of ours where it names a host. */
function atServer(json: Json, origin: string): Json {
  if (typeof json === 'string')
    return json
      .replace(/https?:\/\/(?!schema\.getpostman)[\w.-]+(?::\w+)?/g, origin)
      .replace(/\{\{\$(\w+)\}\}/g, 'made-$1');
  if (Array.isArray(json)) return json.map((one) => atServer(one, origin));
  if (!isObject(json)) return json;
  const made = Object.fromEntries(Object.entries(json).map(([key, value]) => [key, atServer(value, origin)]));
  const host = made['host'];
  const parts = Array.isArray(host) ? host.join('.') : host;
  if (typeof parts !== 'string' || parts.includes('{{') || made['key'] !== undefined) return made;
  const { hostname, port } = new URL(origin);
  return { ...made, protocol: 'http', host: hostname.split('.'), port };
}

/** A variable that an address begins with is the server; another one is a text. */
function valuesFor(collection: JsonObject, known: readonly JsonObject[], origin: string): JsonObject[] {
  const have = [...objectsOf(collection['variable']), ...known].filter(
    ({ value }) => value !== '' && value !== undefined,
  );
  const names = new Set(stringsIn(collection).flatMap(templateVariables));
  for (const { key } of have) names.delete(String(key));
  const heads = new Set(urlsIn(collection).flatMap((url) => /^\{\{([^{}]+)\}\}/.exec(url)?.[1] ?? []));
  return [...names].map((key) => ({
    key,
    value: heads.has(key) ? origin : `value-of-${key}`,
    enabled: true,
  }));
}

function urlsIn(json: Json): string[] {
  if (Array.isArray(json)) return json.flatMap(urlsIn);
  if (!isObject(json)) return [];
  const { url } = json;
  const raw = isObject(url) ? url['raw'] : url;
  return [...(typeof raw === 'string' ? [raw] : []), ...Object.values(json).flatMap(urlsIn)];
}

/** Each request as its parts are, without scripts: by newman of the collection, by the suite of what was imported. */
export async function builtAlike(real: Real, server: RawLog): Promise<Compared> {
  const bare = { ...real, collection: withoutScripts(real.collection, () => true) };
  // What a script tests tells the import whether a request is there to be refused.
  const tested = withoutScripts(real.collection, ({ listen }) => listen === 'prerequest');
  return imported({ ...real, collection: tested }, async (contract, settings) => {
    const theirs = await byNewman(bare.collection, bare, real.beside, server);
    const ours = await bySuite(contract, settings, server);
    const pairs = [...theirs].flatMap(([id, newman]): Pair[] => {
      const suite = ours.get(id);
      return suite ? [{ item: { id }, newman, ...suite }] : [];
    });
    return {
      requests: theirs.size,
      byNewman: theirs.size - pairs.length,
      unsent: pairs.filter(({ newman }) => typeof newman === 'string').length,
      impossible: pairs.filter(({ framed }) => framed.length > 0).length,
      different: pairs.filter((pair) => !isSame(pair)),
    };
  });
}

function withoutScripts(node: JsonObject, without: (event: JsonObject) => boolean): JsonObject {
  const { event, item, ...rest } = node;
  return {
    ...rest,
    event: objectsOf(event).filter((one) => !without(one)),
    ...(Array.isArray(item) && { item: objectsOf(item).map((one) => withoutScripts(one, without)) }),
  };
}

export const hasScripts = (node: JsonObject): boolean =>
  objectsOf(node['event']).length > 0 || objectsOf(node['item']).some(hasScripts);

interface Ran {
  readonly requests: number;
  readonly assertions: number;
  readonly red: boolean;
  /** What differs. */
  readonly lines: readonly string[];
}

/** Without the random numbers that scripts make. */
const steady = (one: Told): Told => {
  const still = (text: string): string => text.replace(/[\da-f]{8}-[\da-f-]{27}|[\da-f]{5,}/g, '…');
  return { requests: one.requests.map(still), items: one.items.map(still), failed: one.failed };
};

/** The whole collection with its scripts: by newman, and as the journey of what was imported. */
export async function ranAlike(real: Real, server: RawLog, host: WatchedHost): Promise<Ran> {
  return imported(real, async (contract, settings) => {
    const before = server.requests.length;
    const ran = await runByNewman(real, contract.environmentNames.sandbox, real.beside);
    const requests = requestsOf(server, before);
    const { silent, ...ours } = await journeyOf(contract, settings, server, host);
    const theirs = { ...told(ran, silent), requests };
    const lines = differing(steady(theirs), steady(ours));
    return { requests: requests.length, assertions: assertionsIn(theirs), red: ran.failed.size > 0, lines };
  });
}

/** Imports a collection into a workspace of its own, and gives it what `.env` says. */
async function imported<T>(
  real: Real,
  use: (contract: Contract, settings: EnvironmentSettings) => Promise<T>,
): Promise<T> {
  const workspace = await mkdtemp(path.join(tmpdir(), 'parity-'));
  try {
    const written = {
      'c.json': real.collection,
      'e.json': { name: 'real', values: real.environment, _postman_variable_scope: 'environment' },
      'g.json': { name: 'globals', values: real.globals, _postman_variable_scope: 'globals' },
    };
    for (const [file, json] of Object.entries(written))
      await writeFile(path.join(workspace, file), JSON.stringify(json));
    await importContract({
      workspace,
      source: path.join(workspace, 'c.json'),
      environments: ['sandbox=e.json', ...(real.globals.length > 0 ? ['g.json'] : [])],
      fetching: { env: {} },
    });
    // What must be unique is another value in the suite's run, as it is meant.
    const config = path.join(workspace, 'collections/contract.yaml');
    const proposed = await readFile(config, 'utf8');
    await writeFile(config, proposed.replace(/unique: \[[^\]]*\]/g, 'unique: []'));
    const contract = await loadContract({ workspace, sending: false });
    for (const name of await filesBeside(real))
      await writeFile(
        path.join(workspace, 'collections', name),
        await readFile(path.join(real.beside, name)),
      );
    const values = await readValues(workspace, {});
    const token = values.secret('SANDBOX_BEARER_TOKEN')?.text;
    return await use(contract, {
      ...hereAt(values.get('SANDBOX_BASE_URL')?.text ?? ''),
      clientId: values.secret('SANDBOX_CLIENT_ID')?.text ?? '',
      ...(token !== undefined && { bearerToken: token }),
      secrets: contract.secrets.flatMap(({ name, setting }) => {
        const given = values.secret(`SANDBOX_${setting}`);
        return given ? [{ name, setting: `SANDBOX_${setting}`, value: given.text }] : [];
      }),
    });
  } finally {
    await rm(workspace, { recursive: true });
  }
}

/** Files that a collection of ours uploads. */
async function filesBeside({ beside }: Real): Promise<string[]> {
  const names = await readdir(beside);
  return names.includes('collection.json') ? names.filter((name) => !/\.(?:json|yaml|csv)$/.test(name)) : [];
}
