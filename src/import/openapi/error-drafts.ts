import type { JsonObject } from '../../contract/json.js';
import type { SchemaDraft } from '../taken.js';
import { bodyOf, schemaIn } from './bodies.js';
import { type Located, placeOf } from './documents.js';
import type { Drafts } from './drafts.js';
import type { Matched } from './match.js';
import { type Response, responsesOf } from './responses.js';
import { DIALECT } from './shared.js';
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
    return described.flatMap((one) => drafts.response(one.matched, one));
  }
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
