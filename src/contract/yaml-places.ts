import type { Document, LineCounter } from 'yaml';
import { ContractError } from './errors.js';
import type { Json } from './json.js';
import { yamlFact } from './yaml-fact.js';

/** A YAML document with its value and what turns offsets into lines. */
export interface ReadYaml {
  readonly document: Document;
  readonly lines: LineCounter;
  readonly json: Json;
}

/** @throws ContractError `CONFIG_INVALID` with line and column, for a repeated key too */
export async function yamlOf(text: string, place: string): Promise<ReadYaml> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  // yaml compares each key with all others, which takes minutes for thousands of them.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
  const [error] = document.errors;
  const twice = error ? undefined : repeatedKey(document.contents);
  const at = error?.pos[0] ?? twice;
  if (at !== undefined) {
    const { line, col } = lines.linePos(at);
    throw new ContractError(
      'CONFIG_INVALID',
      `${place}:${line}:${col}`,
      error ? yamlFact(error.message) : 'Map keys must be unique',
      'Correct the YAML there',
    );
  }
  return { document, lines, json: plainValue(document, place) };
}

/** `:line:column` of a value, or of its key; of the nearest place above it where it has none. */
export function locate(
  document: Document,
  lines: LineCounter,
  path: readonly string[],
  key: boolean,
): string {
  for (let length = path.length; length >= 0; length--) {
    const offset = offsetOf(document.contents, path.slice(0, length), key && length === path.length);
    if (offset === undefined) continue;
    const { line, col } = lines.linePos(offset);
    return `:${line}:${col}`;
  }
  return '';
}

/** Where a key stands a second time in its map. */
function repeatedKey(node: unknown): number | undefined {
  if (!isNode(node)) return undefined;
  const keys = new Set<string>();
  for (const item of node.items ?? []) {
    if (isPair(item)) {
      const key = String(item.key);
      if (keys.has(key)) return isNode(item.key) ? item.key.range?.[0] : 0;
      keys.add(key);
    }
    const below = repeatedKey(isPair(item) ? item.value : item);
    if (below !== undefined) return below;
  }
  return undefined;
}

interface Node {
  readonly range?: readonly number[] | null;
  readonly items?: readonly unknown[];
}

function offsetOf(node: unknown, path: readonly string[], key: boolean): number | undefined {
  if (!isNode(node)) return undefined;
  const [step, ...rest] = path;
  if (step === undefined) return node.range?.[0];
  const pair = node.items?.find((item) => isPair(item) && String(item.key) === step);
  if (isPair(pair)) {
    if (rest.length > 0 || !key) return offsetOf(pair.value, rest, key);
    return isNode(pair.key) ? pair.key.range?.[0] : undefined;
  }
  return offsetOf(node.items?.[Number(step)], rest, key);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value;
}

function isPair(value: unknown): value is { key: unknown; value: unknown } {
  return typeof value === 'object' && value !== null && 'key' in value && 'value' in value;
}

function plainValue(document: Document, place: string): Json {
  try {
    const value: Json = document.toJS({ maxAliasCount: 100 });
    return value;
  } catch (error) {
    const fact = yamlFact(error instanceof Error ? error.message : String(error));
    throw new ContractError('CONFIG_INVALID', place, fact, 'Write the values out');
  }
}
