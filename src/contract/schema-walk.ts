import { isObject, type Json, own } from './json.js';

/** A regular expression of a schema and the place where it stands. */
export interface Pattern {
  readonly pattern: string;
  readonly at: string;
}

export interface RewrittenRef {
  readonly ref: string;
  /** True where only compiling shows whether it leads anywhere. */
  readonly intricate: boolean;
}

/** Keywords whose value maps names to schemas: names there are no keywords. */
const MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
/** Keywords whose value is data and no schema. */
const DATA = new Set(['const', 'enum', 'default', 'examples', 'example', 'x-contract']);
const INNER = new Set(['$anchor', '$dynamicAnchor', '$dynamicRef', '$recursiveRef', '$recursiveAnchor']);

/** Copies a schema with every `$ref` rewritten, and gathers what has to be checked besides. */
export class SchemaWalk {
  /** True where it holds what only compiling can check: anchors, inner `$id`s. */
  intricate = false;
  readonly patterns: Pattern[] = [];

  /** @param rewrite gets a `$ref` and the place where it stands, e.g. `#/properties/id/$ref` */
  constructor(private readonly rewrite: (ref: string, at: string) => RewrittenRef) {}

  schema(value: Json, at: string): Json {
    if (Array.isArray(value)) return value.map((part, index) => this.schema(part, `${at}/${index}`));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, this.keyword(key, part, at)]));
  }

  private keyword(key: string, value: Json, above: string): Json {
    const at = `${above}/${escaped(key)}`;
    if (DATA.has(key)) return value;
    if (key === '$ref' && typeof value === 'string') return this.ref(value, at);
    if (key === 'pattern' && typeof value === 'string') this.patterns.push({ pattern: value, at });
    if (INNER.has(key) || (key === '$id' && above !== '#')) this.intricate = true;
    if (!MAPS.has(key) || !isObject(value)) return this.schema(value, at);
    if (key === 'patternProperties') {
      this.patterns.push(...Object.keys(value).map((pattern) => ({ pattern, at })));
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, this.schema(part, `${at}/${escaped(name)}`)]),
    );
  }

  private ref(ref: string, at: string): string {
    const rewritten = this.rewrite(ref, at);
    if (rewritten.intricate) this.intricate = true;
    return rewritten.ref;
  }
}

/** What a JSON pointer, as it stands in a URI (`/a/b`, percent-encoded), leads to; undefined where that is nothing. */
export function valueAtPointer(schema: Json, pointer: string): Json | undefined {
  let value: Json | undefined = schema;
  for (const part of pointer.split('/').slice(1)) {
    const key = unescaped(part);
    value = Array.isArray(value) ? value[Number(key)] : isObject(value) ? own(value, key) : undefined;
  }
  return value;
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescaped(part: string): string {
  return decoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
