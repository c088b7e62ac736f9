import { readFileSync, statSync } from 'node:fs';
import { LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { Json } from '../../contract/model.js';
import type { Findings } from './findings.js';
import { codeOf, type TreeFile } from './tree.js';
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
    const before = bytes.toString('utf8').split('\uFFFD', 1)[0]?.split('\n') ?? [];
    const at = `${place}:${Math.max(before.length, 1)}:${(before.at(-1)?.length ?? 0) + 1}`;
    findings.flaw(at, 'it is not UTF-8', 'Save the file as UTF-8');
    return undefined;
  }
}

function parsed(text: string, place: string, findings: Findings): YamlFile | undefined {
  const lines = new LineCounter();
  try {
    // Repeated keys are looked for in `YamlValues`: the parser compares each key with all the others.
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
    const [error] = document.errors;
    if (error) throw new YamlFault(error.pos[0], factOf(error.message), fixOf(text, error));
    const values = new YamlValues();
    const value = values.of(document.contents);
    const file = new YamlFile(place, value, values.marks, lines);
    for (const warning of document.warnings) {
      const { line, col } = lines.linePos(warning.pos[0]);
      findings.note(
        'changed',
        `${place}:${line}:${col}`,
        `not understood, and passed over: ${factOf(warning.message)}`,
      );
    }
    return file;
  } catch (error) {
    findings.flaw(...flawOf(error, place, lines));
    return undefined;
  }
}

function flawOf(
  error: unknown,
  place: string,
  lines: LineCounter,
): [place: string, fact: string, fix: string] {
  if (error instanceof RangeError) return [place, TOO_DEEP, 'Make it flatter, or take it away'];
  if (!(error instanceof YamlFault)) throw error;
  const { line, col } = lines.linePos(error.offset);
  return [`${place}:${Math.max(line, 1)}:${Math.max(col, 1)}`, error.fact, error.fix];
}

/** The parser's words without what it quotes of the file, which may be a secret. */
function factOf(message: string): string {
  if (/call stack/i.test(message)) return TOO_DEEP;
  return `it is not valid YAML: ${(message.split('\n')[0] ?? '').replace(/(?:: "| in YAML stream).*$/s, '').replace(/[.:;]\s*$/, '')}`;
}

const TOO_DEEP = 'its values are nested too deeply to be read';

function fixOf(text: string, { code, pos: [offset] }: YAMLError): string {
  if (code === 'MISSING_CHAR')
    return 'Indent each line of a quoted text further than its key, or write it as a block (|-)';
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n', 1)[0] ?? '';
  if (/^\s*(?:- +)*(?:[\w$-]+: +)?\{\{/.test(line))
    return "Put the value that begins with {{ into quotes: '{{name}}'";
  return 'Correct the YAML there, or export the collection anew';
}
