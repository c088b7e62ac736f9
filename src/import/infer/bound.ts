import type { JsonObject } from '../../contract/json.js';

/** A schema that says which request or answer of which operation it describes. */
export function bound(
  operation: string,
  what: 'request' | number,
  complete: boolean,
  schema: JsonObject,
): JsonObject {
  const { $schema, 'x-contract': said, ...rest } = schema;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    'x-contract': { operation, ...(what === 'request' ? { request: true } : { response: what }), complete },
    ...rest,
  };
}
