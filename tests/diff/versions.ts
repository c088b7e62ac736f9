import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { DEFAULT_CONFIG } from '../../src/contract/config.js';
import { isObject, type Json, type JsonObject } from '../../src/contract/json.js';
import type { BoundSchema, CatalogCode, SchemaSet } from '../../src/contract/model.js';
import { namedRequests, operationsOf } from '../../src/contract/operations.js';
import { partOf } from '../../src/contract/schema-parts.js';
import { compared } from '../../src/diff/compare.js';
import type { Difference } from '../../src/diff/difference.js';
import { readSide, type Side } from '../../src/diff/side.js';

/** A version of a contract, as far as a test needs it. */
export interface Version {
  /** Items of the collection; else one operation. */
  readonly items?: readonly JsonObject[];
  /** What the one operation's item, or its request, holds beside its name. */
  readonly item?: JsonObject;
  readonly request?: JsonObject;
  readonly info?: JsonObject;
  /** Schema of its request, and of its answer 200. */
  readonly sent?: Json;
  readonly told?: Json;
  /** Whether the schemas and the catalogue are complete. */
  readonly complete?: boolean;
  readonly codes?: JsonObject;
  /** More files, by path. */
  readonly files?: Readonly<Record<string, Json>>;
}

const OPERATION = 'Make';

export function filesOf(version: Version): Record<string, string> {
  const { item = {}, request = {}, info = {}, sent, told, complete = true, codes, files = {} } = version;
  const made = {
    name: OPERATION,
    request: { method: 'POST', url: '{{baseUrl}}/things', ...request },
    ...item,
  };
  const schema = (said: Json, bound: JsonObject): JsonObject => ({
    'x-contract': { operation: OPERATION, ...bound, complete },
    ...(said as JsonObject),
  });
  const all: Record<string, Json> = {
    'collections/shop.postman_collection.json': {
      info: {
        name: 'Shop',
        schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
        ...info,
      },
      item: [...(version.items ?? [made])],
    },
    ...(sent === undefined ? {} : { 'schemas/sent.schema.json': schema(sent, { request: true }) }),
    ...(told === undefined ? {} : { 'schemas/told.schema.json': schema(told, { response: 200 }) }),
    ...(codes ? { 'schemas/error-catalog.json': { complete, codes } } : {}),
    ...files,
  };
  return Object.fromEntries(Object.entries(all).map(([name, json]) => [name, JSON.stringify(json)]));
}

export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** A new folder with these files, which is there while `use` runs. */
export async function inFolder<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'contract-versions-'));
  try {
    await writeFiles(folder, files);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const NO_CHECK = new Ajv().compile({});

/** The same version without a disk: its schemas are taken as they are. */
export function sideOf(version: Version): Side {
  const { item = {}, sent, told, complete = true, codes = {} } = version;
  const collection: JsonObject = {
    item: [{ name: OPERATION, request: { method: 'POST', url: '{{baseUrl}}/things' }, ...item }],
  };
  const bound = (schema: Json | undefined): BoundSchema | undefined =>
    isObject(schema)
      ? {
          file: '',
          schema,
          part: partOf({ id: '', resolved: schema }, new Map()),
          complete,
          validate: NO_CHECK,
          types: [],
        }
      : undefined;
  const [request, response] = [bound(sent), bound(told)];
  const catalog = new Map(
    Object.entries(codes).map(([code, said]) => [
      code,
      { code, causes: [], ...(said as object) } as unknown as CatalogCode,
    ]),
  );
  const schemas: SchemaSet = {
    request: () => request,
    response: (_, status) => (status === 200 ? response : undefined),
    responses: (_, status) => (status === 200 && response ? [response] : []),
    headers: () => undefined,
    statuses: () => (response ? [200] : []),
    error: undefined,
    shared: [],
    count: 2,
  };
  const config = DEFAULT_CONFIG;
  return {
    collection,
    operations: operationsOf(namedRequests(collection), config, () => []),
    workspace: { schemas, catalog: { file: '', complete, codes: catalog } },
  };
}

/** How two versions differ, both read as workspaces. */
export async function differences(before: Version, after: Version): Promise<Difference[]> {
  const read = (version: Version) => inFolder(filesOf(version), (folder) => readSide('.', folder));
  return compared(await read(before), await read(after));
}
