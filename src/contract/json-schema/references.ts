import { isObject, type Json, type JsonObject, own } from '../json.js';
import { asAjvReads } from './ajv-quirks.js';
import { DEFINITIONS, LIST, MAP, ONE } from './keywords.js';
import { escaped } from './pointer.js';
import {
  placeAt,
  resourceAt,
  type SchemaDocument,
  type SchemaPlace,
  type SchemaResources,
} from './resources.js';

/** A regular expression of a schema and the place where it stands. */
export interface Pattern {
  readonly pattern: string;
  readonly at: string;
}

/** A schema whose references all are `address#/pointer`, so that nothing but JSON pointers is left to follow. */
export interface Plain {
  /** Absolute. */
  readonly address: string;
  /** With that address as its `$id`. */
  readonly schema: JsonObject;
  readonly patterns: readonly Pattern[];
  readonly document: SchemaDocument;
}

/** A reference that leads nowhere, or that cannot be followed. */
export class RefFault extends Error {
  constructor(
    readonly document: SchemaDocument,
    /** Where it stands: `#/properties/id/$ref`. */
    readonly at: string,
    readonly ref: string,
    readonly fact = 'leads nowhere',
  ) {
    super(`$ref "${ref}" ${fact}`);
  }
}

/** Where dynamic references lead by now, by their names: the outermost schema that was entered decides. */
type Scope = ReadonlyMap<string, SchemaPlace>;

/** What is no keyword any more once references are resolved. */
const RESOLVED = new Set(['$id', '$anchor', '$dynamicAnchor', '$dynamicRef', '$ref']);

/**
 * Writes schemas out with all their references resolved: `$id` and anchors are gone, and a schema whose dynamic
 * references lead elsewhere depending on the way that led to it is written once for each of these ways.
 *
 * @throws RefFault
 */
export function withPlainReferences(resources: SchemaResources, roots: readonly SchemaDocument[]): Plain[] {
  const writer = new Writer(resources);
  for (const root of roots) writer.wholly(root);
  return writer.finished();
}

class Writer {
  readonly #written = new Map<string, Plain>();
  readonly #open: (() => void)[] = [];
  readonly #addresses = new Map<string, string>();

  constructor(private readonly resources: SchemaResources) {}

  wholly(document: SchemaDocument): void {
    const place = { document, pointer: '', schema: document.schema };
    this.#write(document.address, place, this.#entered(new Map(), place));
  }

  finished(): Plain[] {
    for (let next = this.#open.pop(); next; next = this.#open.pop()) next();
    return [...this.#written.values()];
  }

  #write(address: string, place: SchemaPlace, scope: Scope): void {
    if (this.#written.has(address)) return;
    const patterns: Pattern[] = [];
    const { document } = place;
    this.#written.set(address, { address, schema: {}, patterns, document });
    const schema = addressed(this.#copy(place, scope, patterns), address);
    this.#written.set(address, { address, schema, patterns, document });
  }

  #copy(place: SchemaPlace, above: Scope, patterns: Pattern[]): Json {
    const { document, pointer, schema } = place;
    if (!isObject(schema)) return schema;
    const scope = document.resources.has(pointer) ? this.#entered(above, place) : above;
    const at = (step: string, inner: Json): SchemaPlace => ({
      document,
      pointer: pointer + step,
      schema: inner,
    });
    const copied: [string, Json][] = [];
    for (const [key, value] of Object.entries(schema)) {
      if (RESOLVED.has(key)) continue;
      if (key === 'pattern' && typeof value === 'string')
        patterns.push({ pattern: value, at: `#${pointer}/pattern` });
      if (key === 'patternProperties' && isObject(value)) {
        for (const pattern of Object.keys(value)) patterns.push({ pattern, at: `#${pointer}/${key}` });
      }
      const several = LIST.has(key) || MAP.has(key) || DEFINITIONS.has(key);
      const inner = (name: string, part: Json): Json =>
        this.#copy(at(`/${key}/${escaped(name)}`, part), scope, patterns);
      if (ONE.has(key) && !Array.isArray(value))
        copied.push([key, this.#copy(at(`/${key}`, value), scope, patterns)]);
      else if (several && Array.isArray(value))
        copied.push([key, value.map((part, index) => inner(String(index), part))]);
      else if (several && isObject(value))
        copied.push([
          key,
          Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inner(name, part)])),
        ]);
      else copied.push([key, value]);
    }
    return asAjvReads(withRefs(Object.fromEntries(copied), this.#refs(place, scope)));
  }

  #refs(place: SchemaPlace, scope: Scope): string[] {
    const schema = isObject(place.schema) ? place.schema : {};
    return ['$ref', '$dynamicRef', '$recursiveRef'].flatMap((keyword) => {
      const ref = own(schema, keyword);
      if (typeof ref !== 'string') return [];
      const at = `#${place.pointer}/${keyword}`;
      if (keyword === '$recursiveRef') {
        throw new RefFault(
          place.document,
          at,
          ref,
          'is of draft 2019-09; 2020-12 has $dynamicRef in its place',
        );
      }
      if (ref.startsWith('https://json-schema.org/')) {
        if (!scope.has('meta')) return [ref];
        throw new RefFault(
          place.document,
          at,
          ref,
          'is extended by a $dynamicAnchor "meta", which is not supported',
        );
      }
      const found = this.resources.find(ref, place);
      if (!found) throw new RefFault(place.document, at, ref);
      return [this.#addressOf(keyword === '$ref' ? found : this.#dynamic(ref, found, scope), scope)];
    });
  }

  /** A `$dynamicRef` that first leads to a `$dynamicAnchor` leads to the outermost one of that name. */
  #dynamic(ref: string, found: SchemaPlace, scope: Scope): SchemaPlace {
    const name = decodeURIComponent(ref.slice(ref.indexOf('#') + 1));
    const { dynamicAnchors } = resourceAt(found.document, found.pointer);
    const isDynamic = ref.includes('#') && dynamicAnchors.get(name) === found.pointer;
    return (isDynamic ? scope.get(name) : undefined) ?? found;
  }

  #addressOf(place: SchemaPlace, scope: Scope): string {
    const { document, pointer } = place;
    const inside = this.#entered(scope, place);
    if (inside.size === 0 && document.places.has(pointer) && !this.#hasDynamic(document)) {
      this.#open.push(() => this.wholly(document));
      return `${document.address}#${encodeURI(pointer).replaceAll('#', '%23').replaceAll('?', '%3F')}`;
    }
    const ways = [...inside].map(([name, target]) => `${name} ${target.document.address}#${target.pointer}`);
    const key = [`${document.address}#${pointer}`, ...ways.sort()].join('\n');
    const known = this.#addresses.get(key);
    if (known !== undefined) return known;
    const address = `${document.address}?part=${this.#addresses.size + 1}`;
    this.#addresses.set(key, address);
    this.#open.push(() => this.#write(address, place, inside));
    return address;
  }

  #entered(scope: Scope, { document, pointer }: SchemaPlace): Scope {
    const more: [string, SchemaPlace][] = [];
    for (const [name, anchored] of resourceAt(document, pointer).dynamicAnchors) {
      if (scope.has(name) || !this.resources.dynamicNames.has(name)) continue;
      const place = placeAt(document, anchored);
      if (place) more.push([name, place]);
    }
    return more.length === 0 ? scope : new Map([...scope, ...more]);
  }

  #hasDynamic({ resources }: SchemaDocument): boolean {
    return [...resources.values()].some(({ dynamicAnchors }) =>
      [...dynamicAnchors.keys()].some((name) => this.resources.dynamicNames.has(name)),
    );
  }
}

/** The first stays a `$ref`; another is combined with it. */
function withRefs(schema: JsonObject, [first, ...others]: readonly string[]): JsonObject {
  if (first === undefined) return schema;
  const all = own(schema, 'allOf');
  const more = others.map(($ref): Json => ({ $ref }));
  return {
    ...schema,
    $ref: first,
    ...(more.length > 0 && { allOf: [...(Array.isArray(all) ? all : []), ...more] }),
  };
}

function addressed(schema: Json, $id: string): JsonObject {
  const { $schema, ...rest }: JsonObject = isObject(schema) ? schema : schema === false ? { not: {} } : {};
  // Older drafts compile as 2020-12 as far as they agree with it; an unknown $schema is refused by the validator.
  const old = typeof $schema === 'string' && /json-schema\.org\/(draft-0[467]|schema)/.test($schema);
  return { ...($schema !== undefined && !old && { $schema }), ...rest, $id };
}
