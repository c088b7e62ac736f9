import { isObject, type Json, type JsonObject, own } from '../../contract/json.js';
import { inner, type SchemaPart } from '../../contract/schema-parts.js';

/** What schemas that hold together say of one value. */
export interface Facts {
  readonly parts: readonly SchemaPart[];
  /** Types other than null; undefined where any is allowed. */
  readonly types: ReadonlySet<string> | undefined;
  readonly nullable: boolean;
  /** The values of `enum` or `const`, as JSON. */
  readonly values: ReadonlySet<string> | undefined;
  readonly required: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, readonly SchemaPart[]>;
  /** What holds for fields that are not named; `closed` where there may be none. */
  readonly others: readonly SchemaPart[] | 'closed';
  readonly items: readonly SchemaPart[];
  readonly firstItems: readonly (readonly SchemaPart[])[];
  /** The members of each `anyOf` and `oneOf` that leaves a choice. */
  readonly choices: readonly (readonly SchemaPart[])[];
}

export function factsOf(given: readonly SchemaPart[]): Facts {
  const { parts, choices, orNull } = closure(given);
  const types = typesOf(parts);
  return {
    parts,
    types: types && new Set([...types].filter((type) => type !== 'null')),
    nullable: orNull || (types?.has('null') ?? true),
    values: valuesOf(parts),
    required: new Set(parts.flatMap(({ schema }) => texts(own(schema, 'required')))),
    properties: propertiesOf(parts),
    others: othersOf(parts),
    items: parts.flatMap((part) => partAt(part, 'items')),
    firstItems: firstItemsOf(parts),
    choices,
  };
}

/** The values of a keyword, wherever it stands. */
export function said(facts: Facts, keyword: string): Json[] {
  return facts.parts.flatMap(({ schema }) => own(schema, keyword) ?? []);
}

interface Closure {
  readonly parts: readonly SchemaPart[];
  readonly choices: readonly (readonly SchemaPart[])[];
  /** True where a choice is between one schema and null. */
  readonly orNull: boolean;
}

/** The parts, what they refer to, what `allOf` adds, and what a choice leaves where it is none. */
function closure(given: readonly SchemaPart[]): Closure {
  const found = new Map<JsonObject, SchemaPart>();
  const choices: (readonly SchemaPart[])[] = [];
  let orNull = false;
  const open = [...given];
  for (let part = open.shift(); part; part = open.shift()) {
    if (found.has(part.schema)) continue;
    found.set(part.schema, part);
    const ref = own(part.schema, '$ref');
    const target = typeof ref === 'string' ? part.follow(ref) : undefined;
    open.push(...(target ? [target] : []), ...members(part, 'allOf'));
    for (const choice of [members(part, 'anyOf'), members(part, 'oneOf')]) {
      const more = choice.filter(({ schema }) => own(schema, 'type') !== 'null');
      if (more.length < choice.length) orNull = true;
      if (more.length > 1) choices.push(more);
      else open.push(...more);
    }
  }
  return { parts: [...found.values()], choices, orNull };
}

function typesOf(parts: readonly SchemaPart[]): Set<string> | undefined {
  const sets = parts.flatMap(({ schema }) => {
    const type = own(schema, 'type');
    const told = typeof type === 'string' ? [type] : texts(type);
    if (told.length > 0) return [new Set(told)];
    const values = literals(schema);
    return values ? [new Set(values.map(kindOf))] : [];
  });
  const [first, ...others] = sets;
  return first && others.reduce(both, first);
}

function both(some: ReadonlySet<string>, more: ReadonlySet<string>): Set<string> {
  const integers = (set: ReadonlySet<string>): boolean => set.has('integer') || set.has('number');
  const common = [...some].filter((type) => more.has(type));
  const integer =
    integers(some) && integers(more) && !common.includes('number') && !common.includes('integer');
  return new Set(integer ? [...common, 'integer'] : common);
}

function kindOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : typeof value;
}

function valuesOf(parts: readonly SchemaPart[]): Set<string> | undefined {
  const sets = parts.flatMap(({ schema }) => {
    const values = literals(schema);
    return values
      ? [new Set(values.filter((value) => value !== null).map((value) => JSON.stringify(value)))]
      : [];
  });
  const [first, ...others] = sets;
  return first && new Set([...first].filter((value) => others.every((other) => other.has(value))));
}

function literals(schema: JsonObject): Json[] | undefined {
  const values = own(schema, 'enum');
  if (Array.isArray(values)) return values;
  const only = own(schema, 'const');
  return only === undefined ? undefined : [only];
}

function propertiesOf(parts: readonly SchemaPart[]): Map<string, SchemaPart[]> {
  const found = new Map<string, SchemaPart[]>();
  for (const part of parts) {
    for (const [keyword, form] of [
      ['properties', '%'],
      ['patternProperties', '/%/'],
    ] as const) {
      const map = own(part.schema, keyword);
      if (!isObject(map)) continue;
      for (const [key, value] of Object.entries(map)) {
        const name = form.replace('%', () => key);
        found.set(name, [...(found.get(name) ?? []), ...schemaAt(part, value)]);
      }
    }
  }
  return found;
}

function othersOf(parts: readonly SchemaPart[]): readonly SchemaPart[] | 'closed' {
  const told = ['additionalProperties', 'unevaluatedProperties'];
  if (parts.some(({ schema }) => told.some((keyword) => own(schema, keyword) === false))) return 'closed';
  return parts.flatMap((part) => told.flatMap((keyword) => partAt(part, keyword)));
}

function firstItemsOf(parts: readonly SchemaPart[]): SchemaPart[][] {
  const lists = parts.map((part) => members(part, 'prefixItems'));
  const length = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length }, (_, index) => lists.flatMap((list) => list[index] ?? []));
}

function partAt(part: SchemaPart, keyword: string): SchemaPart[] {
  const value = own(part.schema, keyword);
  return value === undefined || Array.isArray(value) ? [] : schemaAt(part, value);
}

/** A schema inside of a part; one that is `false` allows nothing. */
function schemaAt(part: SchemaPart, value: Json): SchemaPart[] {
  return inner(part, value === false ? { not: {} } : value);
}

function members(part: SchemaPart, keyword: string): SchemaPart[] {
  const list = own(part.schema, keyword);
  return Array.isArray(list) ? list.flatMap((member) => schemaAt(part, member === true ? {} : member)) : [];
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
