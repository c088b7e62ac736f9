import type { Operation } from '../../contract/model.js';
import { draftNames } from '../draft-names.js';
import type { CodeDraft, ImportNote, SchemaDraft } from '../taken.js';
import { codesOf } from './catalogue/codes.js';
import { fromExamples } from './from-examples.js';
import { ScriptSchemas } from './from-scripts.js';

export interface Inferred {
  readonly schemas: readonly SchemaDraft[];
  readonly codes: readonly CodeDraft[];
  readonly notes: readonly ImportNote[];
}

/** Schemas and error codes as far as a collection itself shows them. Nothing of it is run. */
export async function inferred(operations: readonly Operation[]): Promise<Inferred> {
  const name = draftNames(operations);
  const scripts = new ScriptSchemas();
  const schemas: SchemaDraft[] = [];
  const notes: ImportNote[] = [];
  for (const operation of operations) {
    const written = await scripts.of(operation, name);
    const shown = fromExamples(operation, written.statuses, name);
    schemas.push(...written.schemas, ...shown.schemas);
    notes.push(...written.notes, ...shown.notes);
  }
  const { codes, notes: left } = codesOf(operations);
  return { schemas, codes, notes: eachOnce([...notes, ...left]) };
}

/** What a script of a folder is told for is told once, not for each operation below. */
function eachOnce(notes: readonly ImportNote[]): ImportNote[] {
  return [...new Map(notes.map((note) => [`${note.place}\n${note.fact}`, note])).values()];
}
