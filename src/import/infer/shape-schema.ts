import type { Json, JsonObject } from '../../contract/json.js';
import { formatFor } from './formats.js';
import { mapValues } from './maps.js';
import { Shape } from './shape.js';

/**
 * The schema that documents of one place have in common: types, fields, formats. Values never become `enum`s, more
 * fields are always allowed, and `required` is what every object has where at least two documents show one.
 */
export function schemaOfDocuments(documents: readonly Json[]): JsonObject {
  const shape = new Shape();
  for (const [index, document] of documents.entries()) shape.add(document, index);
  return schemaOf(shape, '');
}

function schemaOf(shape: Shape, name: string): JsonObject {
  const types = typesOf(shape);
  const [only] = types;
  // Of what was only ever null, nothing is known.
  if (only === undefined || (only === 'null' && types.length === 1)) return {};
  return {
    type: types.length === 1 ? only : types,
    ...(shape.objects > 0 ? objectSchema(shape, name) : {}),
    ...(shape.items ? itemsSchema(shape.items, name) : {}),
    ...textSchema(shape, name),
  };
}

function typesOf({ objects, items, hasTexts, scalars }: Shape): string[] {
  return [
    ...(objects > 0 ? ['object'] : []),
    ...(items ? ['array'] : []),
    ...(hasTexts ? ['string'] : []),
    ...(scalars.has('number') ? ['number'] : scalars.has('integer') ? ['integer'] : []),
    ...(scalars.has('boolean') ? ['boolean'] : []),
    ...(scalars.has('null') ? ['null'] : []),
  ];
}

function objectSchema(shape: Shape, name: string): JsonObject {
  const fields = [...shape.fields];
  if (fields.length === 0) return {};
  const values = mapValues(shape);
  if (values) return { additionalProperties: schemaOf(values, name) };
  const properties = fields.map(([key, field]) => [key, schemaOf(field.shape, key)] as const);
  const required = fields.filter(([, { count }]) => count === shape.objects).map(([key]) => key);
  return {
    properties: Object.fromEntries(properties),
    ...(shape.documents > 1 && required.length > 0 ? { required: required.sort() } : {}),
  };
}

function itemsSchema(items: Shape, name: string): JsonObject {
  const schema = schemaOf(items, name);
  return Object.keys(schema).length > 0 ? { items: schema } : {};
}

function textSchema({ texts }: Shape, name: string): JsonObject {
  const format = texts && formatFor(texts.formats, texts.several, name);
  return format ? { format } : {};
}
