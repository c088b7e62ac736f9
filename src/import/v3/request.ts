import type { JsonObject } from '../../contract/json.js';
import { authOf } from './auth.js';
import { requestParts } from './example.js';
import type { Fields } from './fields.js';
import { pairsOf } from './pairs.js';
import { filled, present } from './present.js';
import { eventsOf, OF_GRAPHQL, OF_REQUEST } from './scripts.js';
import { behaviourOf } from './settings.js';
import { urlOf } from './url.js';

/** A request as read, without its examples. */
export interface ReadRequest {
  readonly item: JsonObject;
  readonly request: JsonObject;
}

/** Turns a `http-request` into an item of v2.1. */
export function httpRequest(fields: Fields, name: string): ReadRequest {
  const parts = requestParts(fields);
  const behaviour = behaviourOf(fields, parts.method, 'body' in parts);
  return itemOf(fields, name, parts, eventsOf(fields, OF_REQUEST), behaviour);
}

/** Turns a `graphql-request` into the POST that it is over HTTP. */
export function graphqlRequest(fields: Fields, name: string): ReadRequest {
  const graphql = present({
    query: fields.text('query') ?? '',
    variables: fields.text('variables') ?? '',
    operationName: fields.text('operationName'),
  });
  if (fields.get('schema') !== undefined)
    fields.note('lost', 'schema', 'v2.1 has no place for where the GraphQL schema is');
  const parts = {
    method: 'POST',
    header: pairsOf(fields, 'headers', 'flaw'),
    body: { mode: 'graphql', graphql },
    url: urlOf(fields, false),
  };
  return itemOf(fields, name, parts, eventsOf(fields, OF_GRAPHQL), behaviourOf(fields, 'POST', true));
}

function itemOf(
  fields: Fields,
  name: string,
  parts: JsonObject,
  event: JsonObject[],
  behaviour: JsonObject | undefined,
): ReadRequest {
  const request = present({
    auth: authOf(fields, 'request'),
    ...parts,
    description: fields.text('description'),
  });
  const id = fields.text('id');
  return {
    item: present({ name, id, event: filled(event), protocolProfileBehavior: behaviour, request }),
    request,
  };
}
