import type { JsonObject } from '../../contract/json.js';
import type { SchemaDraft } from '../taken.js';
import { bodyOf, schemaIn } from './bodies.js';
import { child, type Documents, type Located, placeOf } from './documents.js';
import type { Drafts } from './drafts.js';
import type { Matched } from './match.js';
import { type Response, responsesOf } from './responses.js';
import { DIALECT } from './shared.js';
import { inPlace } from './subschemas.js';
import { Translator, type World } from './translate.js';

const FILE = 'error.schema.json';

interface Described extends Response {
  readonly matched: Matched;
  readonly schema: Located;
}

/**
 * One schema for every error where the document gives all of them the same and at least half of the operations have
 * it; else a schema for each documented error.
 */
export function errorDrafts(matched: readonly Matched[], world: World, drafts: Drafts): SchemaDraft[] {
  const described = matched.flatMap((one) => errorsOf(one, world));
  const [first] = described;
  if (!first) return [];
  const common = commonSchema(described, world);
  const operations = new Set(described.map((one) => one.matched)).size;
  if (!common || operations * 2 < matched.length) {
    return described.map((one) => drafts.response(one.matched, one));
  }
  noteEnvelope(first.schema, world);
  const $comment = 'Every error of the OpenAPI document';
  return [{ file: FILE, schema: { $schema: DIALECT, $comment, 'x-contract': { error: true }, ...common } }];
}

function errorsOf(matched: Matched, { documents }: World): Described[] {
  const { errors, ranges } = responsesOf(matched.endpoint, documents);
  const all = [
    ...errors,
    ...ranges.flatMap(({ statuses, response }) => statuses.map((status) => ({ status, response }))),
  ];
  return all.flatMap((one) => {
    const schema = schemaIn(bodyOf(one.response, documents).json);
    return schema ? [{ ...one, matched, schema }] : [];
  });
}

function commonSchema(described: readonly Described[], world: World): JsonObject | undefined {
  const behind = described.map(({ schema }) => world.documents.behind(schema) ?? schema);
  const places = new Map(behind.map((schema) => [placeOf(schema), schema]));
  const written = new Map(
    [...places.values()].map((schema) => {
      const translated = new Translator(world, 'response', FILE).root(schema);
      return [JSON.stringify({ ...translated, title: '', description: '' }), translated] as const;
    }),
  );
  return written.size === 1 ? [...written.values()][0] : undefined;
}

/** The documentation promises `error_code` and `error_type` (`D4`), whatever this document says. */
function noteEnvelope(error: Located, world: World): void {
  const missing = ['error_code', 'error_type'].filter((name) => !names(error, name, world.documents));
  if (missing.length === 0) return;
  world.notes.add({
    fate: 'advice',
    place: placeOf(error),
    fact: `the document's errors have no ${missing.join(' and no ')}, which error/envelope asks for`,
    fix: 'Correct the document, or turn that rule off in contract.yaml',
  });
}

function names(at: Located, name: string, documents: Documents, seen = new Set<unknown>()): boolean {
  const schema = documents.behind(at);
  if (!schema || seen.has(schema.value)) return false;
  seen.add(schema.value);
  const properties = child(schema, 'properties');
  return (
    (properties !== undefined && child(properties, name) !== undefined) ||
    inPlace(schema).some((part) => names(part, name, documents, seen))
  );
}
