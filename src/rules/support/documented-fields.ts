import { isObject, own } from '../../contract/json.js';
import type { BoundSchema } from '../../contract/model.js';
import { combined, type SchemaPart } from '../../contract/schema-parts.js';
import { itemParts, keyword, propertyParts } from './fields/field.js';

/** What a schema says of a place: the parts that speak of it, perhaps none; undefined where it is not documented. */
type Speaking = readonly SchemaPart[] | undefined;

/**
 * Which fields of an answer its own schema documents: what can be reached by composition, `$ref`, lists and maps, and
 * is not `writeOnly`. Which of several alternatives holds is not asked.
 */
export class DocumentedFields {
  readonly root: readonly SchemaPart[];
  /** An answer has the same few places over and over. */
  readonly #known = new WeakMap<readonly SchemaPart[], Map<string, Speaking>>();

  constructor(part: SchemaPart) {
    this.root = combined([part]);
  }

  /** @param outer what is said of the object or the list that the step leads into */
  inside(outer: readonly SchemaPart[], step: string | number): Speaking {
    const known = this.#known.get(outer) ?? new Map<string, Speaking>();
    this.#known.set(outer, known);
    const isTuple = typeof step === 'number' && keyword(outer, 'prefixItems').length > 0;
    const key = typeof step === 'string' ? `.${step}` : `[${isTuple ? step : ''}]`;
    if (!known.has(key)) known.set(key, speaking(outer, step));
    return known.get(key);
  }
}

const known = new WeakMap<BoundSchema, DocumentedFields>();

export function documentedFields(schema: BoundSchema): DocumentedFields {
  const fields = known.get(schema) ?? new DocumentedFields(schema.part);
  known.set(schema, fields);
  return fields;
}

function speaking(outer: readonly SchemaPart[], step: string | number): Speaking {
  if (typeof step === 'number') return combined(itemParts(outer, step));
  const parts = combined([...propertyParts(outer, step), ...restParts(outer)]);
  if (keyword(parts, 'writeOnly').includes(true)) return undefined;
  // A map of whatever there is documents none of its fields.
  const says = parts.some(({ schema }) => Object.keys(schema).length > 0);
  return says || isNamed(outer, step) ? parts : undefined;
}

function isNamed(outer: readonly SchemaPart[], name: string): boolean {
  return outer.some(({ schema }) => {
    const properties = own(schema, 'properties');
    return isObject(properties) && (own(properties, name) ?? false) !== false;
  });
}

function restParts(outer: readonly SchemaPart[]): SchemaPart[] {
  return outer.flatMap((part) => {
    const rest = own(part.schema, 'unevaluatedProperties');
    return isObject(rest) ? [{ schema: rest, follow: part.follow }] : [];
  });
}
