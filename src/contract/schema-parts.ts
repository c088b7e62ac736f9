import { isObject, type Json, type JsonObject, own } from './json.js';
import { decodedFragment, valueAt } from './json-schema/pointer.js';
import { schemasIn } from './json-schema/resources.js';

/** A schema, or a part of one, that can follow its own `$ref`s. */
export interface SchemaPart {
  readonly schema: JsonObject;
  /** What a `$ref` of this part leads to; undefined for what is no schema. */
  follow(ref: string): SchemaPart | undefined;
}

interface Addressed {
  readonly id: string;
  readonly resolved: JsonObject;
}

/** A part of a file whose `$ref`s name files by their addresses, or places in it (`#/$defs/item`). */
export function partOf(
  file: Addressed,
  files: ReadonlyMap<string, Addressed>,
  schema: JsonObject = file.resolved,
): SchemaPart {
  return {
    schema,
    follow: (ref) => {
      const [address = '', said = ''] = ref.split('#');
      const target = address === '' ? file : files.get(address);
      const fragment = decodedFragment(said);
      if (!target || fragment === undefined || (fragment !== '' && !fragment.startsWith('/')))
        return undefined;
      const found = valueAt(target.resolved, fragment);
      return isObject(found) ? partOf(target, files, found) : undefined;
    },
  };
}

/** A schema inside of a part; none where it is no object (`true` allows anything). */
export function inner(part: SchemaPart, schema: Json | undefined): SchemaPart[] {
  return isObject(schema) ? [{ schema, follow: part.follow }] : [];
}

/**
 * Every part that may speak of the same value: the parts themselves, what they refer to, and what they combine.
 * Which of several alternatives holds is not asked: only a validator can tell.
 */
export function combined(parts: readonly SchemaPart[]): readonly SchemaPart[] {
  return closure(parts, (part) => [
    ...members(part, 'anyOf'),
    ...members(part, 'oneOf'),
    ...inner(part, own(part.schema, 'then')),
    ...inner(part, own(part.schema, 'else')),
    ...values(part, 'dependentSchemas'),
  ]);
}

/** The parts with what holds in any case, and of alternatives the first that is more than null. */
export function simplest(parts: readonly SchemaPart[]): readonly SchemaPart[] {
  return closure(parts, (part) =>
    ['anyOf', 'oneOf'].flatMap((keyword) => {
      const [first] = members(part, keyword).filter(({ schema }) => own(schema, 'type') !== 'null');
      return first ? [first] : [];
    }),
  );
}

/** Every part that a part leads to, itself the first: of fields, items and alternatives too, but not of what must not hold. */
export function reached(part: SchemaPart): readonly SchemaPart[] {
  return closure([part], (one) =>
    schemasIn(one.schema).flatMap(([step, schema]) => (NAMELESS.test(step) ? [] : inner(one, schema))),
  );
}

/** What stands there only for a `$ref`, or says what is not meant. */
const NAMELESS = /^\/(\$defs|definitions|not)(\/|$)/;

function closure(
  parts: readonly SchemaPart[],
  more: (part: SchemaPart) => readonly SchemaPart[],
): readonly SchemaPart[] {
  const found = new Map<JsonObject, SchemaPart>();
  const open = [...parts];
  for (let part = open.shift(); part; part = open.shift()) {
    if (found.has(part.schema)) continue;
    found.set(part.schema, part);
    const ref = own(part.schema, '$ref');
    const target = typeof ref === 'string' ? part.follow(ref) : undefined;
    open.push(...(target ? [target] : []), ...members(part, 'allOf'), ...more(part));
  }
  return [...found.values()];
}

function members(part: SchemaPart, keyword: string): SchemaPart[] {
  const list = own(part.schema, keyword);
  return Array.isArray(list) ? list.flatMap((member) => inner(part, member)) : [];
}

function values(part: SchemaPart, keyword: string): SchemaPart[] {
  const map = own(part.schema, keyword);
  return isObject(map) ? Object.values(map).flatMap((member) => inner(part, member)) : [];
}
