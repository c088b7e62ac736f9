import { isObject, type Json, type JsonObject, own } from '../../../contract/json.js';

/** Keywords whose value maps names to schemas. */
const MAPS = new Set(['properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas']);
/** Keywords whose value is a schema, or a list of schemas. */
const SCHEMAS = new Set([
  ...[
    'items',
    'additionalItems',
    'contains',
    'additionalProperties',
    'propertyNames',
    'not',
    'if',
    'then',
    'else',
  ],
  ...['allOf', 'anyOf', 'oneOf', 'prefixItems', 'unevaluatedItems', 'unevaluatedProperties'],
]);
/** What may stand beside a `$ref`, which in older drafts hides all the rest. */
const BESIDE_REF = new Set(['$ref', 'definitions', '$defs', 'title', 'description', '$comment', 'default']);
const MODERN = /json-schema\.org\/draft\/20(19-09|20-12)/;

/**
 * A schema of draft 04, 06 or 07 as 2020-12, with the schemas that its script names put into its `$defs`. Its own
 * address goes, so that two schemas of a collection cannot claim the same one.
 *
 * @param added schemas by the names under which `$ref`s reach them
 */
export function modern(schema: Json, added: ReadonlyMap<string, Json>): JsonObject {
  const root = isObject(schema) ? schema : schema === false ? { not: {} } : {};
  const told = own(root, '$schema');
  const old = !(typeof told === 'string' && MODERN.test(told));
  const ids = [own(root, '$id'), own(root, 'id')].filter((id) => typeof id === 'string');
  const writer = new Writer(old, ids, [...added.keys()]);
  const written = writer.schema(root);
  const defs = own(written, '$defs');
  const parts = writer.reached((name) => added.get(name) ?? {});
  if (parts.length === 0) return written;
  return { ...written, $defs: { ...(isObject(defs) ? defs : {}), ...Object.fromEntries(parts) } };
}

class Writer {
  private readonly used = new Set<string>();

  constructor(
    private readonly old: boolean,
    private readonly ids: readonly string[],
    private readonly names: readonly string[],
  ) {}

  schema(schema: JsonObject): JsonObject {
    const ref = own(schema, '$ref');
    const bare = this.old && typeof ref === 'string';
    const entries = Object.entries(schema).filter(([key]) => !bare || BESIDE_REF.has(key));
    const modern = Object.fromEntries(entries.flatMap(([key, value]) => this.keyword(key, value, schema)));
    return typeof ref === 'string' ? { ...modern, $ref: this.ref(ref) } : modern;
  }

  /** The named schemas that `$ref`s lead to, and those that these lead to. */
  reached(named: (name: string) => Json): [string, Json][] {
    const parts: [string, Json][] = [];
    for (const name of this.used) parts.push([name, this.value(named(name))]);
    return parts;
  }

  private keyword(key: string, value: Json, schema: JsonObject): [string, Json][] {
    if (key === '$schema') return [];
    if (key === '$id' || (key === 'id' && typeof value === 'string')) return anchorOf(value);
    if (MAPS.has(key) && isObject(value)) {
      const name = key === 'definitions' ? '$defs' : key;
      return [
        [name, Object.fromEntries(Object.entries(value).map(([inner, part]) => [inner, this.value(part)]))],
      ];
    }
    const changed = this.old ? this.oldKeyword(key, value, schema) : undefined;
    if (changed) return changed;
    return [[key, SCHEMAS.has(key) ? this.value(value) : value]];
  }

  private oldKeyword(key: string, value: Json, schema: JsonObject): [string, Json][] | undefined {
    const items = Array.isArray(own(schema, 'items'));
    if (key === 'items' && items) return [['prefixItems', this.value(value)]];
    if (key === 'additionalItems') return items ? [['items', this.value(value)]] : [];
    if (key === 'dependencies' && isObject(value)) return this.dependencies(value);
    if (key === 'required' && typeof value === 'boolean') return [];
    if (key === 'nullable') return [];
    if (key === 'type' && own(schema, 'nullable') === true) return [[key, nullable(value)]];
    for (const [bound, limit] of LIMITS) {
      const exclusive = own(schema, bound);
      if (key === bound && typeof value === 'boolean') return [];
      if (key === limit && exclusive === true) return [[bound, value]];
    }
    return undefined;
  }

  private dependencies(value: JsonObject): [string, Json][] {
    const entries = Object.entries(value);
    const required = entries.filter(([, part]) => Array.isArray(part));
    const schemas = entries
      .filter(([, part]) => !Array.isArray(part))
      .map(([name, part]) => [name, this.value(part)]);
    return [
      ...(required.length > 0
        ? [['dependentRequired', Object.fromEntries(required)] satisfies [string, Json]]
        : []),
      ...(schemas.length > 0
        ? [['dependentSchemas', Object.fromEntries(schemas)] satisfies [string, Json]]
        : []),
    ];
  }

  private value(value: Json): Json {
    if (Array.isArray(value)) return value.map((part) => this.value(part));
    return isObject(value) ? this.schema(value) : value;
  }

  private ref(ref: string): string {
    const [address = '', fragment = ''] = ref.split('#');
    const inside = fragment.replace(/^\/definitions\//, '/$defs/');
    if (address === '' || this.ids.some((id) => id.replace(/#$/, '') === address)) return `#${inside}`;
    const name = this.names.find((known) => known === ref || known === address || known === `/${address}`);
    if (name === undefined) return ref;
    this.used.add(name);
    return `#/$defs/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}${inside}`;
  }
}

const LIMITS = [
  ['exclusiveMinimum', 'minimum'],
  ['exclusiveMaximum', 'maximum'],
] as const;

/** In older drafts an id such as `#name` is an anchor; what generators write (`#/properties/a`, an address) says nothing. */
function anchorOf(id: Json): [string, Json][] {
  return typeof id === 'string' && /^#[A-Za-z_][\w.-]*$/.test(id) ? [['$anchor', id.slice(1)]] : [];
}

function nullable(type: Json): Json {
  const types = Array.isArray(type) ? type : [type];
  return types.includes('null') ? type : [...types, 'null'];
}
