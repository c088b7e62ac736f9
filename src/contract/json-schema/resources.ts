import { isObject, type Json, type JsonObject, own } from '../json.js';
import { DEFINITIONS, LIST, MAP, ONE } from './keywords.js';
import { decodedFragment, escaped, unescaped, valueAt } from './pointer.js';

/** Addresses are made up: no schema is ever fetched. */
export const BASE = 'https://schemas.invalid/';

/** One text that holds a schema. */
export interface SchemaDocument {
  /** Under which its written form is known: a made-up URI, since no schema is ever fetched. */
  readonly address: string;
  /** Where it was found, absolute: what its references are taken from where it has no `$id`. */
  readonly uri: string;
  /** As errors name it. */
  readonly name: string;
  readonly schema: Json;
  /** Schemas with a base of their own, by their places (JSON pointers); the whole stands at ''. */
  readonly resources: ReadonlyMap<string, SchemaResource>;
  /** JSON pointers of all that is a schema by the keyword that it stands in. */
  readonly places: ReadonlySet<string>;
}

/** A schema with a URI of its own: a document, or a part with an `$id`. */
export interface SchemaResource {
  /** Absolute, without fragment. */
  readonly uri: string;
  readonly pointer: string;
  /** JSON pointers in the document, by the names that `$anchor` and `$dynamicAnchor` give. */
  readonly anchors: Map<string, string>;
  readonly dynamicAnchors: Map<string, string>;
}

/** A schema and where it stands. */
export interface SchemaPlace {
  readonly document: SchemaDocument;
  readonly pointer: string;
  readonly schema: Json;
}

/** Two schemas with one URI: which of them a `$ref` means cannot be told. */
export class DuplicateId extends Error {
  constructor(
    readonly document: SchemaDocument,
    readonly other: SchemaDocument,
  ) {
    super('an $id stands twice');
  }
}

interface Known {
  readonly document: SchemaDocument;
  readonly resource: SchemaResource;
}

/** What there is of schemas, and what a reference between them means (JSON Schema 2020-12, core, 8.2 and 9). */
export class SchemaResources {
  readonly #byUri = new Map<string, Known>();
  /** Names that some `$dynamicRef` asks for; that of the metaschema is asked for by itself. */
  readonly dynamicNames = new Set(['meta']);

  /** @throws DuplicateId where one `$id` stands for two schemas that are not the same */
  add(schema: Json, name: string, address: string, uri = address): SchemaDocument {
    const resources = new Map<string, SchemaResource>();
    const places = new Set<string>();
    const document = { address, uri, name, schema, resources, places };
    const root = newResource(uriOf(schema, uri) ?? uri, '');
    resources.set('', root);
    this.#walk(schema, '', root, { places, resources });
    for (const resource of resources.values()) this.#register(document, resource);
    this.#byUri.set(uri, { document, resource: root });
    return document;
  }

  /** What a reference leads to; undefined where that is nothing. */
  find(ref: string, from: SchemaPlace): SchemaPlace | undefined {
    const hash = ref.indexOf('#');
    const target = hash < 0 ? ref : ref.slice(0, hash);
    const fragment = decodedFragment(hash < 0 ? '' : ref.slice(hash + 1));
    const known = this.#known(target, from);
    if (!known || fragment === undefined) return undefined;
    const { document, resource } = known;
    if (fragment !== '' && !fragment.startsWith('/')) {
      const anchored = resource.anchors.get(fragment);
      return anchored === undefined ? undefined : placeAt(document, anchored);
    }
    return placeAt(document, resource.pointer + normal(fragment));
  }

  #known(target: string, { document, pointer }: SchemaPlace): Known | undefined {
    const resource = resourceAt(document, pointer);
    if (target === '') return { document, resource };
    return this.#byUri.get(absolute(target, resource.uri)) ?? this.#byUri.get(absolute(target, document.uri));
  }

  #walk(schema: Json, pointer: string, above: SchemaResource, found: Found): void {
    found.places.add(pointer);
    if (!isObject(schema)) return;
    const uri = pointer === '' ? undefined : uriOf(schema, above.uri);
    const resource = uri === undefined ? above : newResource(uri, pointer);
    if (uri !== undefined) found.resources.set(pointer, resource);
    const [anchor, dynamic, ref] = ['$anchor', '$dynamicAnchor', '$dynamicRef'].map((key) =>
      own(schema, key),
    );
    if (typeof anchor === 'string') resource.anchors.set(anchor, pointer);
    if (typeof dynamic === 'string') {
      resource.anchors.set(dynamic, pointer);
      resource.dynamicAnchors.set(dynamic, pointer);
    }
    if (typeof ref === 'string')
      this.dynamicNames.add(decodedFragment(ref.slice(ref.indexOf('#') + 1)) ?? '');
    for (const [step, inner] of schemasIn(schema)) this.#walk(inner, pointer + step, resource, found);
  }

  #register(document: SchemaDocument, resource: SchemaResource): void {
    const other = this.#byUri.get(resource.uri);
    const [one, two] = [{ document, resource }, other].map(
      (known) => known && JSON.stringify(schemaOf(known)),
    );
    if (other && one !== two) throw new DuplicateId(document, other.document);
    if (!other) this.#byUri.set(resource.uri, { document, resource });
  }
}

interface Found {
  readonly places: Set<string>;
  readonly resources: Map<string, SchemaResource>;
}

/** The schemas directly inside of a schema, with the steps that lead there (`/properties/id`). */
export function schemasIn(schema: JsonObject): [string, Json][] {
  return Object.entries(schema).flatMap(([key, value]): [string, Json][] => {
    if (ONE.has(key) && !Array.isArray(value)) return [[`/${key}`, value]];
    const holds = LIST.has(key)
      ? Array.isArray(value)
      : (MAP.has(key) || DEFINITIONS.has(key)) && isObject(value);
    if (!holds || typeof value !== 'object' || value === null) return [];
    return Object.entries(value).map(([name, inner]) => [`/${key}/${escaped(name)}`, inner]);
  });
}

/** The schema with a base of its own that a place is part of. */
export function resourceAt(document: SchemaDocument, pointer: string): SchemaResource {
  for (let above = pointer; above !== ''; above = above.slice(0, above.lastIndexOf('/'))) {
    const resource = document.resources.get(above);
    if (resource) return resource;
  }
  const root = document.resources.get('');
  if (!root) throw new Error('a document without a root');
  return root;
}

/** A URI as it stands, taken from a base, without an empty fragment. */
function absolute(uri: string, base: string): string {
  return URL.canParse(uri, base) ? new URL(uri, base).href.replace(/#$/, '') : uri;
}

/** What a JSON pointer leads to; undefined where that is nothing. */
export function placeAt(document: SchemaDocument, pointer: string): SchemaPlace | undefined {
  const schema = valueAt(document.schema, pointer);
  return schema === undefined ? undefined : { document, pointer, schema };
}

function schemaOf({ document, resource }: Known): Json | undefined {
  return placeAt(document, resource.pointer)?.schema;
}

function uriOf(schema: Json, base: string): string | undefined {
  const id = isObject(schema) ? own(schema, '$id') : undefined;
  return typeof id === 'string' ? absolute(id, base).replace(/#.*$/s, '') : undefined;
}

function newResource(uri: string, pointer: string): SchemaResource {
  return { uri, pointer, anchors: new Map(), dynamicAnchors: new Map() };
}

/** A JSON pointer with each step written in the one way. */
const normal = (pointer: string): string => pointer.split('/').map(unescaped).map(escaped).join('/');
