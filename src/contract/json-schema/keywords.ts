/** Keywords whose value is a schema. */
export const ONE: ReadonlySet<string> = new Set([
  ...['not', 'if', 'then', 'else', 'items', 'contains', 'additionalProperties', 'propertyNames'],
  ...['unevaluatedItems', 'unevaluatedProperties', 'contentSchema'],
]);
/** Keywords whose value is a list of schemas. */
export const LIST: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
/** Keywords whose value maps names to schemas that hold for a value. */
export const MAP: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependentSchemas']);
/** Keywords whose value maps names to schemas that hold where a `$ref` names them; older drafts have the second. */
export const DEFINITIONS: ReadonlySet<string> = new Set(['$defs', 'definitions']);
/** Keywords whose schemas speak of the same value. */
export const IN_PLACE: ReadonlySet<string> = new Set([
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas'],
]);
