import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DEFAULT_CONFIG } from '../../src/contract/config.js';
import type { ContractError } from '../../src/contract/errors.js';
import type { Json, JsonObject } from '../../src/contract/json.js';
import type { Operation } from '../../src/contract/model.js';
import { namedRequests, operationsOf } from '../../src/contract/operations.js';
import { readSpec, type Spec } from '../../src/import/openapi/read-spec.js';
import { type Described, schemasOf } from '../../src/import/openapi/schemas-of.js';

/** Writes files into a folder of their own. */
export async function folderWith(files: Readonly<Record<string, string | JsonObject>>): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'openapi-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

export async function specWith(files: Readonly<Record<string, string | JsonObject>>): Promise<Spec> {
  const [first = ''] = Object.keys(files);
  return readSpec(path.join(await folderWith(files), first));
}

export async function refusal(files: Readonly<Record<string, string | JsonObject>>): Promise<ContractError> {
  return specWith(files).then(
    () => {
      throw new Error('it was taken in');
    },
    (error: ContractError) => error,
  );
}

/** `Folder / Name`, method and URL, and more of the item. */
export type Request = readonly [name: string, method: string, url: string, item?: JsonObject];

export function itemsOf(requests: readonly Request[]): JsonObject[] {
  return requests.map(([name, method, url, more = {}]) => {
    const at = name.lastIndexOf(' / ');
    const request = { name: name.slice(at < 0 ? 0 : at + 3), request: { method, url }, ...more };
    return at < 0 ? request : { name: name.slice(0, at), item: [request] };
  });
}

export function operations(requests: readonly Request[]): Operation[] {
  return operationsOf(namedRequests({ item: itemsOf(requests) }), DEFAULT_CONFIG, () => []);
}

/** A document of the given paths and components. */
export function document(
  version: '3.0' | '3.1',
  paths: Json,
  schemas: Json = {},
  more: JsonObject = {},
): JsonObject {
  return {
    openapi: `${version}.0`,
    info: { title: 'Shop', version: '1' },
    paths,
    components: { schemas },
    ...more,
  };
}

export async function described(
  files: Readonly<Record<string, string | JsonObject>>,
  requests: readonly Request[],
): Promise<Described> {
  return schemasOf(await specWith(files), operations(requests));
}

/** What one schema of a document becomes at the top of a request or an answer, without what every file begins with. */
export async function translated(
  version: '3.0' | '3.1',
  schema: Json,
  direction: 'request' | 'response' = 'response',
  schemas: JsonObject = {},
): Promise<{ schema: JsonObject; described: Described; facts: string[] }> {
  const content = { 'application/json': { schema } };
  const operation =
    direction === 'request'
      ? { requestBody: { content }, responses: {} }
      : { responses: { 200: { description: 'ok', content } } };
  const found = await described({ 'api.json': document(version, { '/a': { post: operation } }, schemas) }, [
    ['A', 'POST', '{{baseUrl}}/a'],
  ]);
  const file = direction === 'request' ? 'a.request.schema.json' : 'a.200.schema.json';
  const written = found.schemas.find((draft) => draft.file === file)?.schema ?? {};
  const { $schema: _, $comment: __, 'x-contract': ___, ...rest } = written;
  return { schema: rest, described: found, facts: found.notes.map(({ fact }) => fact) };
}
