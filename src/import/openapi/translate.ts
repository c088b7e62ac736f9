import path from 'node:path';
import { isObject, type Json, type JsonObject, own } from '../../contract/json.js';
import type { Direction, Directions } from './direction.js';
import { chosenBy } from './discriminator.js';
import { child, children, type Documents, type Located, placeOf } from './documents.js';
import type { Kinds } from './kinds.js';
import type { Notes } from './notes.js';
import { orNull, withListedNull } from './nullable.js';
import { patternFlaw, scalarKeyword } from './scalars.js';
import { IN_PLACE, LIST, MAP, ONE, refOf } from './subschemas.js';

/** What a translation needs to know, the same for every schema of a document. */
export interface World {
  readonly version: '3.0' | '3.1';
  readonly documents: Documents;
  readonly directions: Directions;
  readonly kinds: Kinds;
  readonly notes: Notes;
  /** The shared file, relative to the folder of schemas, that a schema gets. */
  fileOf(target: Located, direction: Direction): string;
}

/** Keywords that say nothing about which values are valid, or that are taken in elsewhere. */
const SILENT = new Set([
  ...['example', 'examples', 'xml', 'externalDocs', 'deprecated', 'discriminator', 'nullable', '$ref'],
  ...[
    '$schema',
    '$id',
    'id',
    '$anchor',
    '$dynamicAnchor',
    '$defs',
    'definitions',
    '$vocabulary',
    'additionalItems',
  ],
]);
/** What counts beside a `$ref` in 3.0, where the rest is ignored. */
const BESIDE_REF = new Set(['nullable', 'readOnly', 'writeOnly']);
const NOTHING: ReadonlySet<string> = new Set();

/** Translates schemas of a document for one direction into JSON Schema 2020-12. */
export class Translator {
  /** @param file that is written, relative to the folder of schemas */
  constructor(
    private readonly world: World,
    private readonly direction: Direction,
    private readonly file: string,
  ) {}

  /** A schema that stands at the top of a file: where it is a `$ref` only, what that names is written out. */
  root(at: Located): JsonObject {
    const behind = this.#isBareRef(at) ? this.world.documents.behind(at) : undefined;
    const written = this.schema(behind ?? at);
    if (isObject(written)) return behind ? withKinds(written, this.#kinds(behind)) : written;
    return written === false ? { not: {} } : {};
  }

  /** @param above fields that the schemas around it hide in this direction */
  schema(at: Located, above: ReadonlySet<string> = NOTHING): Json {
    const { value } = at;
    if (typeof value === 'boolean') return value;
    if (!isObject(value)) return this.#lost(at, 'what stands for a schema is none, so it allows anything');
    const schema = { ...at, value };
    const hidden = new Set([...above, ...this.world.directions.hidden(schema, this.direction)]);
    const rest = this.#keywords(schema, hidden);
    const written = withListedNull({ ...this.#reference(schema), ...Object.fromEntries(rest) });
    return own(value, 'nullable') === true ? orNull(written) : written;
  }

  #keywords(schema: Located<JsonObject>, hidden: ReadonlySet<string>): (readonly [string, Json])[] {
    const bare = this.#ignoresSiblings(schema);
    return children(schema).flatMap(({ key, at }) => {
      if (SILENT.has(key) || key.startsWith('x-') || (bare && !BESIDE_REF.has(key))) return [];
      return this.#keyword(key, at, schema, hidden);
    });
  }

  #keyword(
    key: string,
    at: Located<Json>,
    schema: Located<JsonObject>,
    hidden: ReadonlySet<string>,
  ): readonly (readonly [string, Json])[] {
    const { value } = at;
    if (key === 'items' && Array.isArray(value)) return this.#tuple(at, schema);
    if (LIST.has(key)) return [[key, this.#list(key, at, schema, hidden)]];
    if (MAP.has(key)) return [[key, this.#map(key, at)]];
    if (ONE.has(key)) return [[key, this.schema(at, IN_PLACE.has(key) ? hidden : NOTHING)]];
    if (key === 'required' && Array.isArray(value)) {
      const left = [...new Set(value)].filter((name) => typeof name !== 'string' || !hidden.has(name));
      return left.length > 0 || value.length === 0 ? [[key, left]] : [];
    }
    const written = scalarKeyword(key, value, schema.value) ?? { lost: `the keyword "${key}" is not known` };
    if (!('lost' in written)) return written;
    this.#lost(at, written.lost);
    return [];
  }

  #list(key: string, at: Located<Json>, schema: Located<JsonObject>, hidden: ReadonlySet<string>): Json {
    if (!Array.isArray(at.value)) return at.value;
    return children(at).map(({ at: branch }) => {
      const written = this.schema(branch, IN_PLACE.has(key) ? hidden : NOTHING);
      if (key !== 'oneOf' && key !== 'anyOf') return written;
      const chosen = chosenBy(schema, branch, this.world.documents);
      if (!chosen || !isObject(written)) return written;
      const only =
        chosen.values.length === 1 ? { const: chosen.values[0] ?? '' } : { enum: [...chosen.values] };
      return {
        ...written,
        properties: Object.fromEntries([[chosen.name, only]]),
        required: [chosen.name],
      };
    });
  }

  #map(key: string, at: Located<Json>): Json {
    if (!isObject(at.value)) return at.value;
    return Object.fromEntries(
      children(at).flatMap(({ key: name, at: inner }) => {
        const flaw = key === 'patternProperties' ? patternFlaw(name) : undefined;
        if (flaw === undefined) return [[name, this.schema(inner)]];
        this.#lost(inner, flaw);
        return [];
      }),
    );
  }

  /** A list of `items`, as older drafts have it. */
  #tuple(at: Located<Json>, schema: Located<JsonObject>): (readonly [string, Json])[] {
    const others = child(schema, 'additionalItems');
    const first = children(at).map(({ at: item }) => this.schema(item));
    const all: (readonly [string, Json])[] = first.length > 0 ? [['prefixItems', first]] : [];
    return others ? [...all, ['items', this.schema(others)]] : all;
  }

  #reference(schema: Located<JsonObject>): JsonObject {
    const ref = refOf(schema);
    if (ref === undefined) return {};
    const target = this.world.documents.named(schema, ref);
    if (target && this.world.documents.behind(target)) {
      const written = { $ref: this.#relative(this.world.fileOf(target, this.direction)) };
      return withKinds(written, this.world.kinds.takesIn(schema, target) ? [] : this.#kinds(target));
    }
    if (typeof target?.value === 'boolean') return target.value ? {} : { not: {} };
    this.#lost(schema, `the $ref "${ref}" leads nowhere, so it allows anything`);
    return {};
  }

  /** What each kind of a base schema adds; not where a kind itself refers to its base, which would go round for ever. */
  #kinds(base: Located): JsonObject[] {
    const { kinds, fileOf } = this.world;
    return kinds.of(base).map(({ name, values, at }) => {
      const chosen = { properties: Object.fromEntries([[name, { enum: [...values] }]]), required: [name] };
      const kind = { $ref: this.#relative(fileOf(at, this.direction)) };
      return Object.fromEntries([['if', chosen] as const, ['then', kind] as const]);
    });
  }

  #relative(file: string): string {
    return path.posix.relative(path.posix.dirname(this.file), file);
  }

  #isBareRef(at: Located): boolean {
    if (!isObject(at.value) || refOf(at) === undefined || own(at.value, 'nullable') === true) return false;
    return (
      this.world.version === '3.0' ||
      Object.keys(at.value).every((key) => key === '$ref' || key === 'description')
    );
  }

  #ignoresSiblings(at: Located): boolean {
    return this.world.version === '3.0' && refOf(at) !== undefined;
  }

  #lost(at: Located, fact: string): JsonObject {
    this.world.notes.add({ fate: 'lost', place: placeOf(at), fact });
    return {};
  }
}

function withKinds(written: JsonObject, kinds: readonly JsonObject[]): JsonObject {
  if (kinds.length === 0) return written;
  const all = own(written, 'allOf');
  return { ...written, allOf: [...(Array.isArray(all) ? all : []), ...kinds] };
}
