import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { isObject, type Json, type JsonObject, objectsOf, own } from '../../src/contract/json.js';
import { type TakenV3, takeV3 } from '../../src/import/v3/take.js';

export type Files = Readonly<Record<string, string | Buffer>>;

/** A directory `Shop` with these files, by path. Gone after the test. */
export async function directoryOf(files: Files): Promise<string> {
  const above = await mkdtemp(path.join(tmpdir(), 'v3-'));
  onTestFinished(() => rm(above, { recursive: true, force: true }));
  const directory = path.join(above, 'Shop');
  await mkdir(directory);
  await write(directory, files);
  return directory;
}

export async function write(directory: string, files: Files): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(directory, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

export async function taken(files: Files): Promise<TakenV3> {
  return takeV3(await directoryOf(files));
}

/** A request `R`, with these lines beside its kind and URL. */
export async function takenRequest(...lines: string[]): Promise<TakenV3> {
  return taken({ 'R.request.yaml': request(...lines) });
}

export function request(...lines: string[]): string {
  const url = lines.some((line) => line.startsWith('url:')) ? [] : ["url: '{{baseUrl}}/things'"];
  return ['$kind: http-request', ...url, ...lines, ''].join('\n');
}

/** The first request's item, at whatever depth. */
export function firstItem({ collection }: TakenV3): JsonObject {
  const [item] = itemsOf(collection);
  if (!item) throw new Error('no request was taken in');
  return item;
}

export function firstRequest(from: TakenV3): JsonObject {
  return objectAt(firstItem(from), 'request');
}

/** All requests' items, depth first. */
export function itemsOf(folder: JsonObject): JsonObject[] {
  return objectsOf(own(folder, 'item')).flatMap((item) => (own(item, 'item') ? itemsOf(item) : [item]));
}

export function objectAt(holder: JsonObject, key: string): JsonObject {
  const value: Json | undefined = own(holder, key);
  if (!isObject(value)) throw new Error(`${key} is no object`);
  return value;
}

/** Flaws as `place: fact`. */
export function flawsOf({ flaws }: TakenV3): string[] {
  return flaws.map(({ place, fact }) => `${place}: ${fact}`);
}

/** Notes as `place: fact`. */
export function notesOf({ notes }: TakenV3): string[] {
  return notes.map(({ place, fact }) => `${place}: ${fact}`);
}
