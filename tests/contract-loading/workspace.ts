import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { ContractError } from '../../src/contract/errors.js';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { type LoadOptions, loadContract } from '../../src/contract/load.js';
import type { Contract } from '../../src/contract/model.js';

export const V21 = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** A workspace with these files, by path; what is no text is written as JSON. Gone after the test. */
export async function workspaceOf(files: Readonly<Record<string, Json>>): Promise<string> {
  const workspace = await mkdtemp(path.join(tmpdir(), 'contract-loading-'));
  onTestFinished(() => rm(workspace, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(workspace, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
  return workspace;
}

export async function load(
  files: Readonly<Record<string, Json>>,
  options: Partial<LoadOptions> = {},
): Promise<Contract> {
  return loadContract({ workspace: await workspaceOf(files), ...options });
}

/** The error that loading these files ends with. */
export async function refusal(
  files: Readonly<Record<string, Json>>,
  options: Partial<LoadOptions> = {},
): Promise<ContractError> {
  const outcome = await load(files, options).catch((error: unknown) => error);
  if (outcome instanceof ContractError) return outcome;
  throw new Error(`no ContractError, but ${String(outcome)}`);
}

export function collectionOf(item: Json[], more: JsonObject = {}): JsonObject {
  return { info: { name: 'Shop', schema: V21 }, item, ...more };
}

/** A v2.1 request item; `more` adds to the item, `request` to its request. */
export function item(name: string, more: JsonObject = {}, request: JsonObject = {}): JsonObject {
  const url = { raw: '{{baseUrl}}/things', host: ['{{baseUrl}}'], path: ['things'] };
  return { name, request: { method: 'POST', url, ...request }, ...more };
}

export function url(...segments: string[]): JsonObject {
  return { raw: `{{baseUrl}}/${segments.join('/')}`, host: ['{{baseUrl}}'], path: segments };
}

export function script(listen: 'prerequest' | 'test', ...exec: string[]): JsonObject {
  return { listen, script: { type: 'text/javascript', exec } };
}

/** Files of a workspace with one collection of these items. */
export function shop(items: Json[], more: JsonObject = {}): Record<string, Json> {
  return { 'collections/shop.json': collectionOf(items, more) };
}
