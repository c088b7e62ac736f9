import type { CredentialNeed, Operation } from '../../contract/model.js';
import { newAjv } from '../../contract/validator.js';
import { draftNames } from '../draft-names.js';
import type { CodeDraft, ImportNote, SchemaDraft } from '../taken.js';
import { withoutCircles } from './circles.js';
import { codesOf } from './codes.js';
import { contradictions } from './contradictions.js';
import { Directions } from './direction.js';
import { Drafts } from './drafts.js';
import { endpointsOf } from './endpoints.js';
import { errorDrafts } from './error-drafts.js';
import { Kinds } from './kinds.js';
import { loosened } from './loosen.js';
import { match } from './match.js';
import { Notes } from './notes.js';
import { type DocumentedAnswers, documentedAnswers } from './promised.js';
import type { Spec } from './read-spec.js';
import { credentialNeeds } from './security.js';
import { SharedParts } from './shared.js';
import type { World } from './translate.js';

export interface Described {
  readonly schemas: readonly SchemaDraft[];
  readonly codes: readonly CodeDraft[];
  /** Whether the document says that there are no other codes. */
  readonly codesComplete: boolean;
  readonly notes: readonly ImportNote[];
  readonly answers: DocumentedAnswers;
  /** Credentials that operations do not ask for, or of which one is enough, by name. */
  readonly credentials: ReadonlyMap<string, CredentialNeed>;
  /** Requests that the document does not know, and endpoints that the collection lacks (`GET /customers/{id}`). */
  readonly unmatched: { readonly operations: string[]; readonly endpoints: string[] };
}

/** Schemas and error codes that an OpenAPI document gives to the requests of a collection. Sends and runs nothing. */
export async function schemasOf(spec: Spec, operations: readonly Operation[]): Promise<Described> {
  const { documents, version } = spec;
  const { matched, unmatched, notes: ambiguous } = match(operations, endpointsOf(documents));
  const notes = new Notes();
  const kinds = new Kinds(documents);
  const directions = new Directions(documents, kinds);
  const parts = new SharedParts();
  const world: World = {
    version,
    documents,
    directions,
    kinds,
    notes,
    fileOf: (target, direction) => parts.fileOf(target, direction, directions.differs(target)),
  };
  const drafts = new Drafts(world, draftNames(operations));
  const own = matched.flatMap((one) => drafts.of(one));
  const errors = errorDrafts(matched, world, drafts);
  const shared = withoutCircles(parts.drafts(world), notes);
  const ajv = await newAjv();
  const schemas = [...own, ...errors, ...shared].map((draft) => loosened(draft, ajv, notes));
  const { codes, complete: codesComplete } = codesOf(matched, documents, notes);
  const contradicted = contradictions(matched, schemas, ajv);
  const answers = documentedAnswers(matched, documents);
  const credentials = credentialNeeds(matched, documents);
  return {
    schemas,
    codes,
    codesComplete,
    answers,
    credentials,
    notes: [...spec.notes, ...ambiguous, ...notes.all, ...contradicted],
    unmatched,
  };
}
