import type { ErrorCode } from '../../contract/errors.js';
import { ContractError } from '../../contract/errors.js';
import { parseJsonFile } from '../../contract/files.js';
import type { Json } from '../../contract/json.js';
import { scanJson } from '../../contract/json-scan.js';
import { yamlFact } from '../../contract/yaml-fact.js';
import type { TextSource } from '../source/source.js';
import type { ImportNote } from '../taken.js';

/** What a text holds as JSON, and what `JSON.parse` does not tell of it. */
export interface ReadDocument {
  readonly json: Json;
  readonly notes: readonly ImportNote[];
}

/** Levels of lists and objects; folders take two each. What is behind, newman's own library, overflows at twice that. */
const DEEPEST = 1000;

/**
 * Reads JSON, or YAML where the text does not begin as JSON does.
 *
 * @param code for what is neither
 * @throws ContractError with line and column
 */
export async function readDocument(
  { text, place }: Pick<TextSource, 'text' | 'place'>,
  code: ErrorCode,
): Promise<ReadDocument> {
  const document =
    /^\s*(?:[[{]|$)/.test(text) || /\.json$/i.test(place)
      ? readJson(text, place, code)
      : { json: await readYaml(text, place, code), notes: [] };
  refuseDepth(document.json, place);
  return document;
}

function readJson(text: string, place: string, code: ErrorCode): ReadDocument {
  if (/^\s*</.test(text)) throw markup(place, code);
  const json = parseJsonFile(text, place, code);
  const notes = scanJson(text).repeated.map(
    ({ line, column, key, parents }): ImportNote => ({
      fate: 'lost',
      place: `${place}:${line}:${column}`,
      fact: `the key "${key}" stands more than once in one object${within(parents)}; the last one counts, as in Postman`,
      fix: 'Keep the one that is meant',
    }),
  );
  return { json, notes };
}

function within(parents: readonly string[]): string {
  return parents.length === 0 ? '' : ` (in ${parents.slice(-3).join(' › ')})`;
}

async function readYaml(text: string, place: string, code: ErrorCode): Promise<Json> {
  if (/^\s*</.test(text)) throw markup(place, code);
  const { LineCounter, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: true, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    const fact = `it is neither JSON nor YAML: ${yamlFact(error.message)}`;
    throw new ContractError(
      code,
      `${place}:${line}:${col}`,
      fact,
      'Correct the file there, or export it anew',
    );
  }
  try {
    const json: Json = document.toJS({ maxAliasCount: 100 });
    return json;
  } catch (thrown) {
    const fact = yamlFact(thrown instanceof Error ? thrown.message : String(thrown));
    throw new ContractError(code, place, fact, 'Write the values out instead of its aliases');
  }
}

function markup(place: string, code: ErrorCode): ContractError {
  const fix = 'Name the exported JSON itself: of a page that shows it, the address of its raw file';
  return new ContractError(code, place, 'this is HTML or XML, not JSON', fix);
}

/** All that follows goes down a document by recursion, as newman does. @throws ContractError */
export function refuseDepth(json: Json, place: string): void {
  if (!deeperThan(DEEPEST, json)) return;
  const fact = `it is nested more than ${DEEPEST} levels deep (a folder is two levels)`;
  throw new ContractError('COLLECTION_UNREADABLE', place, fact, 'Move the inner folders further out');
}

function deeperThan(levels: number, value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => deeperThan(levels - 1, member));
}
