import type { Operation } from '../../contract/model.js';
import type { DraftName } from '../draft-names.js';
import type { ImportNote, SchemaDraft } from '../taken.js';
import { exampleBody, requestBody, type SavedBody, workingRequests } from './bodies.js';
import { bound } from './bound.js';
import { schemaOfDocuments } from './shape-schema.js';

export interface Drafts {
  readonly schemas: readonly SchemaDraft[];
  readonly notes: readonly ImportNote[];
}

/**
 * Schemas of what an operation's saved requests and answers have in common, marked as not complete.
 *
 * @param known statuses whose answers are described already
 */
export function fromExamples(operation: Operation, known: ReadonlySet<number>, name: DraftName): Drafts {
  const schemas: SchemaDraft[] = [];
  const notes: ImportNote[] = [];
  const draft = (what: 'request' | number, bodies: readonly SavedBody[]): void => {
    const readable = bodies.filter((body) => body.is === 'json');
    if (bodies.some(({ is }) => is === 'broken')) notes.push(broken(operation, what));
    const documents = what === 'request' ? eachOnce(readable) : readable;
    const schema = schemaOfDocuments(documents.map(({ json }) => json));
    if (Object.keys(schema).length === 0) return;
    schemas.push({ file: name(operation.name, what), schema: bound(operation.name, what, false, schema) });
  };
  draft('request', workingRequests(operation).map(requestBody));
  for (const status of new Set(operation.examples.map((example) => example.status))) {
    if (known.has(status)) continue;
    draft(status, operation.examples.filter((example) => example.status === status).map(exampleBody));
  }
  return { schemas, notes };
}

/** An example is saved together with the request as it was: the same body twice shows no more than once. */
function eachOnce<Body extends { readonly text: string }>(bodies: readonly Body[]): Body[] {
  return [...new Map(bodies.map((body) => [body.text.replace(/\s+/g, ''), body])).values()];
}

function broken({ name }: Operation, what: 'request' | number): ImportNote {
  const body = what === 'request' ? 'the body of the request' : `a saved answer ${what}`;
  return {
    fate: 'advice',
    place: name,
    fact: `${body} is to be JSON and is none, so nothing was inferred from it`,
    fix: 'Correct it in Postman, and import again',
  };
}
