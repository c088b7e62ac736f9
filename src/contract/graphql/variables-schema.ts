import type { Json, JsonObject } from '../json.js';
import type { DeclaredType, DeclaredVariable } from './document.js';
import { declaredOperation, type GraphqlRequest } from './request.js';

/** JSON of the scalars that every server knows; what an input object, an enumeration or a scalar of its own is, the query does not say. */
const SCALARS: Readonly<Record<string, readonly string[]>> = {
  Int: ['integer'],
  Float: ['number'],
  String: ['string'],
  Boolean: ['boolean'],
  ID: ['string', 'integer'],
};

/**
 * What a request of GraphQL has to be, by the variables that its own document declares: a server refuses values that
 * cannot be those (GraphQL, "Coercing Variable Values"). Undefined where the document cannot be read.
 */
export function schemaOfRequest(request: GraphqlRequest): JsonObject | undefined {
  const operation = declaredOperation(request);
  if (!operation) return undefined;
  const required = operation.variables.filter(isRequired).map(({ name }) => name);
  const variables: JsonObject = {
    properties: Object.fromEntries(operation.variables.map(({ name, type }) => [name, schemaOf(type)])),
    ...(required.length > 0 && { required }),
  };
  return {
    type: 'object',
    required: ['query', ...(required.length > 0 ? ['variables'] : [])],
    properties: { query: { type: 'string' }, variables },
  };
}

const isRequired = ({ type, hasDefault }: DeclaredVariable): boolean => type.nonNull && !hasDefault;

function schemaOf(type: DeclaredType): JsonObject {
  const types = typesOf(type);
  const items: Json = type.items ? schemaOf(type.items) : true;
  if (types === undefined) return type.nonNull ? { not: { type: 'null' } } : {};
  return {
    type: [...types, ...(type.nonNull ? [] : ['null'])],
    ...(type.items && { items }),
  };
}

/** A single value stands for a list of it. */
function typesOf({ name = '', items }: DeclaredType): readonly string[] | undefined {
  if (!items) return SCALARS[name];
  const inner = typesOf(items);
  return inner && [...new Set(['array', ...inner])];
}
