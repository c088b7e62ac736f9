import { readFileSync, statSync } from 'node:fs';
import { LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { Json } from '../../contract/json.js';
import { yamlFact } from '../../contract/yaml-fact.js';
import type { Findings } from './findings.js';
import type { TreeFile } from './places.js';
import { codeOf } from './tree.js';
import { refuseExplosive } from './yaml-limits.js';
import { type Mark, type Marks, YamlFault, YamlValues } from './yaml-value.js';

/** Bytes of one file that are read; a larger one holds no request that anybody wrote. */
const LARGEST = 10 * 1024 * 1024;

/** A file as read: its value, and where each part of it stands. */
export class YamlFile {
  constructor(
    readonly place: string,
    readonly value: Json,
    private readonly marks: Marks,
    private readonly lines: LineCounter,
  ) {}

  /** `file:line:column` of an entry's value, or of its key. */
  at(holder: object, key?: string, what: 'key' | 'value' = 'value'): string {
    const mark = this.mark(holder, key ?? '');
    const first = this.marks.get(holder)?.values().next().value;
    const { line, col } = this.lines.linePos((mark ?? first)?.[mark ? what : 'key'] ?? 0);
    return `${this.place}:${line}:${col}`;
  }

  /** Keys in the order written, whatever they look like. */
  keys(holder: object): string[] {
    return [...(this.marks.get(holder)?.keys() ?? [])];
  }

  /** A number, boolean or the like as it was written. */
  written(holder: object, key: string): string | undefined {
    return this.mark(holder, key)?.written;
  }

  private mark(holder: object, key: string): Mark | undefined {
    return this.marks.get(holder)?.get(key);
  }
}

/** Undefined where the file cannot be read; then a flaw says why. */
export function readYaml(file: TreeFile, findings: Findings): YamlFile | undefined {
  const bytes = bytesOf(file, findings);
  const text = bytes && textOf(bytes, file.place, findings);
  return text === undefined ? undefined : parsed(text, file.place, findings);
}

function bytesOf(file: TreeFile, findings: Findings): Buffer | undefined {
  try {
    const { size } = statSync(file.real);
    if (size <= LARGEST) return readFileSync(file.real);
    findings.flaw(file.place, `the file is larger than ${LARGEST / 1024 / 1024} MB`, 'Make it smaller');
  } catch (error) {
    findings.flaw(file.place, `it cannot be read (${codeOf(error)})`, 'Make it readable, or take it away');
  }
  return undefined;
}

function textOf(bytes: Buffer, place: string, findings: Findings): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = bytes.toString('utf8');
    const at = `${place}${positionIn(text, text.indexOf('\uFFFD'))}`;
    findings.flaw(at, 'it is not UTF-8', 'Save the file as UTF-8');
    return undefined;
  }
}

function parsed(text: string, place: string, findings: Findings): YamlFile | undefined {
  try {
    refuseExplosive(text);
    return composed(text, place, findings);
  } catch (error) {
    if (!(error instanceof YamlFault)) throw error;
    findings.flaw(place + positionIn(text, error.offset), error.fact, error.fix);
    return undefined;
  }
}

function composed(text: string, place: string, findings: Findings): YamlFile {
  const lineCounter = new LineCounter();
  // Repeated keys are looked for in `YamlValues`: the parser compares each key with all the others.
  const document = parseDocument(text, { lineCounter, uniqueKeys: false, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    throw new YamlFault(error.pos[0], `it is not valid YAML: ${yamlFact(error.message)}`, fixOf(text, error));
  }
  for (const { pos, message } of document.warnings) {
    const { line, col } = lineCounter.linePos(pos[0]);
    findings.note('changed', `${place}:${line}:${col}`, `passed over: ${yamlFact(message)}`);
  }
  const values = new YamlValues();
  return new YamlFile(place, values.of(document.contents), values.marks, lineCounter);
}

/** `:line:column`, both from 1. */
function positionIn(text: string, offset: number): string {
  const lines = text.slice(0, Math.max(offset, 0)).split('\n');
  return `:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}

function fixOf(text: string, { code, pos: [offset] }: YAMLError): string {
  if (code === 'MISSING_CHAR')
    return 'Indent each line of a quoted text further than its key, or write it as a block (|-)';
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n', 1)[0] ?? '';
  if (/^\s*(?:- +)*(?:[\w$-]+: +)?\{\{/.test(line))
    return "Put the value that begins with {{ into quotes: '{{name}}'";
  return 'Correct the YAML there, or export the collection anew';
}
