import { isObject, type JsonObject, own } from '../../../contract/json.js';
import { CAUSES, type Cause, type Example, type Operation } from '../../../contract/model.js';
import { ERROR_STATUSES } from '../../../contract/statuses.js';
import type { CodeDraft, ImportNote } from '../../taken.js';
import { exampleBody } from '../bodies.js';
import { holdsTemplate, isPlaceholder } from '../tolerant-json.js';
import { causesShown } from './causes.js';

interface Seen {
  readonly code: string;
  readonly type: string;
  readonly statuses: Set<number>;
  readonly causes: Set<Cause>;
}

/**
 * The error codes (`D4`) of saved error examples, in the order of the collection, each with its type, its statuses
 * and the causes that an example shows. What a catalogue may not hold stays out, with a note: a status that the
 * document gives to no error (`D10`), a second type of a code, a code that differs from another in case only.
 */
export function codesOf(operations: readonly Operation[]): { codes: CodeDraft[]; notes: ImportNote[] } {
  const seen = new Map<string, Seen>();
  const notes: ImportNote[] = [];
  for (const operation of operations) {
    for (const example of operation.examples.filter(({ status }) => status >= 400)) {
      const fact = take(seen, operation, example);
      if (fact !== undefined)
        notes.push({ fate: 'lost', place: `${operation.name} › ${example.name}`, fact });
    }
  }
  const codes = [...seen.values()].map(({ code, type, statuses, causes }) => ({
    code,
    type,
    statuses: [...statuses].sort((a, b) => a - b),
    causes: CAUSES.filter((cause) => causes.has(cause)),
  }));
  return { codes, notes };
}

/** @returns why the example's code stays out of the catalogue */
function take(seen: Map<string, Seen>, operation: Operation, example: Example): string | undefined {
  const body = exampleBody(example);
  if (body.is !== 'json' || !isObject(body.json)) return undefined;
  const code = textOf(body.json, 'error_code');
  if (code === undefined) return undefined;
  const type = textOf(body.json, 'error_type');
  if (type === undefined)
    return `its error_code ${code} comes without an error_type, so the catalogue cannot hold it`;
  if (!ERROR_STATUSES.includes(example.status)) {
    return `its error_code ${code} comes with status ${example.status}, which the document gives to no error`;
  }
  const key = code.toLowerCase();
  const known = seen.get(key) ?? { code, type, statuses: new Set(), causes: new Set() };
  if (known.code !== code)
    return `its error_code ${code} differs from ${known.code} in case only; the first one stays`;
  if (known.type !== type) {
    return `its error_code ${code} comes with the type ${type}, elsewhere with ${known.type}; the first one stays`;
  }
  seen.set(key, known);
  known.statuses.add(example.status);
  for (const cause of causesShown(operation, example, body.json)) known.causes.add(cause);
  return undefined;
}

/** A text that says something; a variable says nothing. */
function textOf(body: JsonObject, key: string): string | undefined {
  const value = own(body, key);
  return typeof value === 'string' && value.trim() !== '' && !holdsTemplate(value) && !isPlaceholder(value)
    ? value
    : undefined;
}
