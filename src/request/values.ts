import type { Json } from '../contract/json.js';
import { postman } from './postman.js';

/** Values of variables in one scope, as scripts get them: texts, numbers, booleans, objects. */
export type Values = Readonly<Record<string, unknown>>;

/** A list of variables as Postman reads it: of a name, the last that is not turned off, cast to its type. */
export function valuesIn(list: readonly Json[]): Values {
  return postman().valuesOf(list);
}

/** A value as it stands in a text, by Postman's own rule. */
export function textOf(value: unknown): string {
  if (value === null) return 'null';
  return value === undefined ? '' : String(value);
}
