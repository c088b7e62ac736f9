import type { Json, JsonObject } from '../../contract/json.js';
import { own } from '../../contract/json.js';
import type { SchemaDraft } from '../taken.js';
import { isJsonType, mediaType, schemaIn } from './bodies.js';
import { child, children, type Located } from './documents.js';
import type { Matched } from './match.js';
import { responsesOf } from './responses.js';
import { DIALECT } from './shared.js';
import { Translator, type World } from './translate.js';

/** One schema for the headers of each answer that documents some; a header's name is that in lower case. */
export function headerDrafts(
  { endpoint, operation }: Matched,
  world: World,
  fileOf: (status: number) => string,
): SchemaDraft[] {
  const { successes, errors, ranges } = responsesOf(endpoint, world.documents);
  for (const { response } of ranges) {
    if (headersOf(response).length > 0) {
      const fact = 'headers of a range of answers (`4XX`, `default`) are not checked';
      world.notes.add({ fate: 'lost', place: operation.name, fact });
    }
  }
  return [...successes, ...errors].flatMap(({ status, response }): SchemaDraft[] => {
    const file = fileOf(status).replace(/\.schema\.json$/, '.headers.schema.json');
    const found = headersOf(response).flatMap(({ key, at }) => headerIn(key, at, world, file));
    if (found.length === 0) return [];
    const required = found.flatMap(({ name, required }) => (required ? [name] : []));
    const schema: JsonObject = {
      $schema: DIALECT,
      $comment: `${endpoint.key} of the OpenAPI document`,
      'x-contract': { operation: operation.name, response: status, headers: true },
      type: 'object',
      properties: Object.fromEntries(found.map(({ name, schema }) => [name, schema])),
      ...(required.length > 0 && { required }),
    };
    return [{ file, schema }];
  });
}

function headersOf(response: Located<JsonObject>): { key: string; at: Located<Json> }[] {
  const headers = child(response, 'headers');
  // What stands there of Content-Type does not count: `content` says it.
  return (headers ? children(headers) : []).filter(({ key }) => key.toLowerCase() !== 'content-type');
}

interface Header {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Json;
}

function headerIn(key: string, at: Located<Json>, world: World, file: string): Header[] {
  const header = world.documents.behind(at);
  if (!header) return [];
  const content = child(header, 'content');
  const [typed] = content ? children(content) : [];
  const media = typed && world.documents.behind(typed.at);
  const schema = schemaIn(media ?? header);
  const translated = schema ? new Translator(world, 'response', file).schema(schema) : {};
  const isJson = typed !== undefined && isJsonType(mediaType(typed.key));
  const written: Json = isJson ? { contentMediaType: 'application/json', allOf: [translated] } : translated;
  // A text of another media type is not looked into.
  const said = typed && !isJson ? {} : written;
  return [{ name: key.toLowerCase(), required: own(header.value, 'required') === true, schema: said }];
}
