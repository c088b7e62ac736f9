import { type Json, objectsOf, own } from '../contract/json.js';
import { postman } from './postman.js';

/** Values of variables in one scope, as scripts get them: texts, numbers, booleans, objects. */
export type Values = Readonly<Record<string, unknown>>;

/** A list of variables as Postman reads it: of a name, the last that is not turned off, cast to its type. */
export function valuesIn(list: readonly Json[]): Values {
  return postman().valuesOf(list);
}

/** Types of variables by name: what a script sets is cast to them. */
export type Types = Readonly<Record<string, string>>;

export function typesIn(list: readonly Json[]): Types {
  const typed = objectsOf(list).filter(
    (variable) => own(variable, 'disabled') !== true && own(variable, 'enabled') !== false,
  );
  return Object.fromEntries(
    typed.flatMap((variable) => {
      const [key, type] = [own(variable, 'key') ?? own(variable, 'id'), own(variable, 'type')];
      return typeof key === 'string' && typeof type === 'string' ? [[key, type]] : [];
    }),
  );
}

/** A value as it stands in a text, by Postman's own rule. */
export function textOf(value: unknown): string {
  if (value === null) return 'null';
  return value === undefined ? '' : String(value);
}
