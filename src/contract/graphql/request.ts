import { isObject, type Json, type JsonObject, own, scalarText } from '../json.js';
import type { Operation } from '../model.js';
import { type DeclaredOperation, operationsIn } from './document.js';

/** What a request of GraphQL asks for. */
export interface GraphqlRequest {
  readonly query: string;
  readonly operationName?: string;
}

const known = new WeakMap<JsonObject, { readonly graphql: GraphqlRequest | undefined }>();

/** Undefined where the request is none of GraphQL: neither by the mode of its body nor by the JSON in it. */
export function graphqlRequest(request: JsonObject): GraphqlRequest | undefined {
  const found = known.get(request) ?? { graphql: read(own(request, 'body')) };
  known.set(request, found);
  return found.graphql;
}

export const isGraphql = ({ request }: Pick<Operation, 'request'>): boolean =>
  graphqlRequest(request) !== undefined;

/** The operation that the request runs, of those in its document; undefined where that cannot be told. */
export function declaredOperation({ query, operationName }: GraphqlRequest): DeclaredOperation | undefined {
  const operations = operationsIn(query) ?? [];
  if (operationName === undefined) return operations.length === 1 ? operations[0] : undefined;
  return operations.find(({ name }) => name === operationName);
}

function read(body: Json | undefined): GraphqlRequest | undefined {
  if (!isObject(body) || own(body, 'disabled') === true) return undefined;
  const mode = own(body, 'mode');
  if (mode === 'graphql') {
    const graphql = own(body, 'graphql');
    return isObject(graphql) ? partsOf(graphql) : undefined;
  }
  return mode === 'raw' ? inJson(scalarText(own(body, 'raw')) ?? '') : undefined;
}

function partsOf(graphql: JsonObject): GraphqlRequest | undefined {
  const query = scalarText(own(graphql, 'query'));
  const operationName = scalarText(own(graphql, 'operationName')) || undefined;
  return query === undefined ? undefined : { query, ...(operationName !== undefined && { operationName }) };
}

const KEYS = new Set(['query', 'operationName', 'variables', 'extensions']);

/** A body of JSON by hand, which has the members of GraphQL and no others, and a document as its query. */
function inJson(raw: string): GraphqlRequest | undefined {
  if (!raw.includes('"query"')) return undefined;
  const json = tolerant(raw);
  if (!isObject(json) || !Object.keys(json).every((key) => KEYS.has(key))) return undefined;
  const { query } = json;
  return typeof query === 'string' && operationsIn(query) ? partsOf(json) : undefined;
}

/** A variable beside the texts stands for a value. */
function tolerant(raw: string): Json | undefined {
  try {
    return JSON.parse(raw.replace(/\{\{[^{}]*\}\}/g, '0'));
  } catch {
    return undefined;
  }
}
