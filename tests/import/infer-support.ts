import { DEFAULT_CONFIG } from '../../src/contract/config.js';
import { isObject, type Json, type JsonObject } from '../../src/contract/json.js';
import type { Operation } from '../../src/contract/model.js';
import { namedRequests, operationsOf } from '../../src/contract/operations.js';

/** Operations of a collection that holds these items. */
export function operationsIn(...item: JsonObject[]): Operation[] {
  const info = {
    name: 'Test',
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  };
  return operationsOf(namedRequests({ info, item }), DEFAULT_CONFIG, () => []);
}

/** A v2.1 request that sends JSON; a text is sent as it is. */
export function sending(body: Json): JsonObject {
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    method: 'POST',
    url: '{{baseUrl}}/things',
    header: [{ key: 'Content-Type', value: 'application/json' }],
    body: { mode: 'raw', raw, options: { raw: { language: 'json' } } },
  };
}

/** A saved example; a text is the body as it is. */
export function answer(
  code: number,
  body: Json,
  originalRequest?: JsonObject,
  name = String(code),
): JsonObject {
  return {
    name,
    code,
    header: [{ key: 'Content-Type', value: 'application/json' }],
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(originalRequest ? { originalRequest } : {}),
  };
}

/** A test script. */
export function testing(source: string): JsonObject[] {
  return [{ listen: 'test', script: { exec: source.split('\n') } }];
}

/** A schema without what every draft says. */
export function bare(schema: JsonObject | undefined): Json {
  if (!schema || !isObject(schema)) return null;
  const { $schema, 'x-contract': bound, ...rest } = schema;
  return rest;
}
