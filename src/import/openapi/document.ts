import path from 'node:path';
import type { Document, ParsedNode } from 'yaml';
import { ContractError } from '../../contract/errors.js';
import { parseJsonFile } from '../../contract/files.js';
import type { Json } from '../../contract/json.js';
import { scanJson } from '../../contract/json-scan.js';
import { yamlFact } from '../../contract/yaml-fact.js';
import { locate } from '../../contract/yaml-places.js';
import type { ImportNote } from '../taken.js';
import { explodes, isTooDeep } from './explodes.js';

/** One file of an OpenAPI document. */
export interface SpecFile {
  /** Absolute. */
  readonly path: string;
  /** As errors and notes name it. */
  readonly place: string;
  readonly text: string;
  readonly json: Json;
}

const TOO_DEEP = 'it is nested too deeply';

/**
 * Parses JSON or YAML. A key that stands twice is told; the later one counts, as in every reader of JSON.
 *
 * @throws ContractError `SPEC_UNREADABLE` with line and column; for anchors that multiply, too
 */
export async function parsed(text: string, place: string): Promise<{ json: Json; notes: ImportNote[] }> {
  if (/^\s*</.test(text)) {
    const fix = 'Name the document itself: of a page that shows it, its raw file';
    throw unreadable(place, 'this is HTML or XML, no YAML and no JSON', fix);
  }
  try {
    const read = looksLikeJson(text, place) ? parsedJson(text, place) : await parsedYaml(text, place);
    if (isTooDeep(read.json)) throw new RangeError(TOO_DEEP);
    return read;
  } catch (error) {
    if (error instanceof RangeError) throw unreadable(place, TOO_DEEP, 'Write parts of it as components');
    throw error;
  }
}

/** `place:line:column` of a value inside; only errors ask, so the text is parsed anew. */
export async function positionIn(file: SpecFile, steps: readonly string[]): Promise<string> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
  return file.place + locate(document, lines, steps, false);
}

function looksLikeJson(text: string, place: string): boolean {
  return path.extname(place).toLowerCase() === '.json' || /^\s*\{\s*["}]/.test(text);
}

function parsedJson(text: string, place: string): { json: Json; notes: ImportNote[] } {
  const json = parseJsonFile(text, place, 'SPEC_UNREADABLE');
  const { repeated } = scanJson(text);
  return { json, notes: repeated.map(({ line, column, key }) => twice(`${place}:${line}:${column}`, key)) };
}

async function parsedYaml(text: string, place: string): Promise<{ json: Json; notes: ImportNote[] }> {
  if (text.trim() === '') throw unreadable(place, 'the file is empty', 'Name the document');
  const { isScalar, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${place}:${line}:${col}`;
  };
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
    // A status may be written as a number here and as a text there.
    uniqueKeys: (a, b) =>
      isScalar(a) && isScalar(b) && a.value !== '<<' && String(a.value) === String(b.value),
  });
  const repeated = document.errors.filter(({ code }) => code === 'DUPLICATE_KEY');
  const [wrong] = document.errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
  if (wrong) throw unreadable(at(wrong.pos[0]), yamlFact(wrong.message), 'Correct the YAML there');
  const notes = repeated.map(({ pos }) => twice(at(pos[0]), keyAt(text, pos[0])));
  return { json: plain(document, place), notes };
}

function plain(document: Document.Parsed<ParsedNode>, place: string): Json {
  let value: Json;
  try {
    // Aliases share their values, so they take no room; what they would take written out is counted instead.
    value = document.toJS({ maxAliasCount: -1 });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw unreadable(place, yamlFact(error instanceof Error ? error.message : String(error)), 'Write it out');
  }
  if (explodes(value)) {
    throw unreadable(
      place,
      'its anchors multiply to more than can be read',
      'Write the values out, or use $ref',
    );
  }
  return value;
}

function keyAt(text: string, offset: number): string {
  return /^[^:\n]*/.exec(text.slice(offset, offset + 200))?.[0]?.replace(/^["']|["']$/g, '') ?? '';
}

function twice(place: string, key: string): ImportNote {
  return {
    fate: 'advice',
    place,
    fact: `the key "${key}" stands there a second time, and the later one counts`,
    fix: 'Keep one of the two',
  };
}

function unreadable(place: string, fact: string, fix: string): ContractError {
  return new ContractError('SPEC_UNREADABLE', place, fact, fix);
}
