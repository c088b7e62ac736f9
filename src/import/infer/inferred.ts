import type { Operation } from '../../contract/model.js';
import { draftNames } from '../draft-names.js';
import type { CodeDraft, ImportNote, SchemaDraft } from '../taken.js';
import { fromExamples } from './from-examples.js';

export interface Inferred {
  readonly schemas: readonly SchemaDraft[];
  readonly codes: readonly CodeDraft[];
  readonly notes: readonly ImportNote[];
}

/** Schemas and error codes as far as a collection itself shows them. Nothing of it is run. */
export async function inferred(operations: readonly Operation[]): Promise<Inferred> {
  const name = draftNames(operations);
  const schemas: SchemaDraft[] = [];
  const notes: ImportNote[] = [];
  for (const operation of operations) {
    const drafts = fromExamples(operation, new Set(), name);
    schemas.push(...drafts.schemas);
    notes.push(...drafts.notes);
  }
  return { schemas, codes: [], notes };
}
