import { ContractError, nearest } from './errors.js';
import { isObject, own } from './json.js';
import type { Json, JsonObject } from './model.js';

interface Parsed {
  readonly file: string;
  readonly inFolder: string;
  readonly schema: JsonObject;
}

/** A regular expression of a schema and the place where it stands. */
export interface Pattern {
  readonly pattern: string;
  readonly at: string;
}

export interface Resolved {
  readonly id: string;
  readonly resolved: JsonObject;
  readonly intricate: boolean;
  readonly patterns: readonly Pattern[];
}

/** Addresses are made up: no schema is ever fetched. */
const BASE = 'https://schemas.invalid/';
/** Keywords whose value maps names to schemas: names there are no keywords. */
const MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
/** Keywords whose value is data and no schema. */
const DATA = new Set(['const', 'enum', 'default', 'examples', 'example', 'x-contract']);
const INNER = new Set(['$anchor', '$dynamicAnchor', '$dynamicRef', '$recursiveRef', '$recursiveAnchor']);

/** Resolves `$ref`s among the files of one folder: by path relative to the referring file, or by `$id`. */
export class SchemaRefs {
  private readonly byAddress = new Map<string, Parsed>();
  private readonly byId = new Map<string, Parsed>();

  constructor(private readonly all: readonly Parsed[]) {
    for (const parsed of all) {
      this.byAddress.set(addressOf(parsed), parsed);
      const id = own(parsed.schema, '$id');
      if (typeof id === 'string') this.addId(absolute(id, addressOf(parsed)), parsed);
    }
  }

  /** @throws ContractError `SCHEMA_REF_UNRESOLVED` at the first `$ref` that leads nowhere */
  resolve(parsed: Parsed): Resolved {
    const walk = new Walk(this, parsed);
    const resolved = walk.schema(parsed.schema, '#');
    const { $schema, ...rest } = isObject(resolved) ? resolved : {};
    // Older drafts compile as 2020-12 as far as they agree with it; an unknown $schema is refused by the validator.
    const old = typeof $schema === 'string' && /json-schema\.org\/(draft-0[467]|schema)/.test($schema);
    const kept = $schema === undefined || old ? rest : { $schema, ...rest };
    return {
      id: addressOf(parsed),
      resolved: { ...kept, $id: addressOf(parsed) },
      intricate: walk.intricate,
      patterns: walk.patterns,
    };
  }

  /** The file that a `$ref` without its fragment means; undefined where there is none. */
  find(from: Parsed, target: string): Parsed | undefined {
    const id = own(from.schema, '$id');
    const byId = this.byId.get(
      absolute(target, typeof id === 'string' ? absolute(id, addressOf(from)) : addressOf(from)),
    );
    return byId ?? this.byAddress.get(absolute(target, addressOf(from)));
  }

  unresolved(from: Parsed, pointer: string, ref: string): ContractError {
    const near = nearest(
      ref.replace(/^(\.\.?\/)+/, ''),
      this.all.map((parsed) => parsed.inFolder),
    );
    return new ContractError(
      'SCHEMA_REF_UNRESOLVED',
      `${from.file} › ${pointer}`,
      `$ref "${ref}" leads nowhere`,
      near
        ? `Did you mean ${near} (a path is relative to the file that it stands in)`
        : 'Name a *.schema.json of the schemas folder, by its path relative to this file',
    );
  }

  private addId(id: string, parsed: Parsed): void {
    const other = this.byId.get(id);
    if (other) {
      throw new ContractError(
        'SCHEMA_INVALID',
        parsed.file,
        `its $id is that of ${other.file} too`,
        'Change one of the two',
      );
    }
    this.byId.set(id, parsed);
  }
}

/** The value at the end of a JSON pointer (`/a/b`); undefined where there is none. */
export function atPointer(schema: Json, pointer: string): Json | undefined {
  let value: Json | undefined = schema;
  for (const part of pointer.split('/').slice(1)) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    value = Array.isArray(value) ? value[Number(key)] : isObject(value) ? own(value, key) : undefined;
  }
  return value;
}

class Walk {
  intricate = false;
  readonly patterns: Pattern[] = [];

  constructor(
    private readonly refs: SchemaRefs,
    private readonly from: Parsed,
  ) {}

  schema(value: Json, pointer: string): Json {
    if (Array.isArray(value)) return value.map((part, index) => this.schema(part, `${pointer}/${index}`));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, this.keyword(key, part, pointer)]),
    );
  }

  private keyword(key: string, value: Json, pointer: string): Json {
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (DATA.has(key)) return value;
    if (key === '$ref' && typeof value === 'string') return this.ref(value, at);
    if (key === 'pattern' && typeof value === 'string') this.patterns.push({ pattern: value, at });
    if (key === 'patternProperties' && isObject(value)) {
      this.patterns.push(...Object.keys(value).map((pattern) => ({ pattern, at })));
    }
    if (INNER.has(key) || (key === '$id' && pointer !== '#')) this.intricate = true;
    if (!MAPS.has(key) || !isObject(value)) return this.schema(value, at);
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, this.schema(part, `${at}/${name}`)]),
    );
  }

  private ref(ref: string, pointer: string): string {
    const hash = ref.indexOf('#');
    const target = hash < 0 ? ref : ref.slice(0, hash);
    const fragment = hash < 0 ? '' : ref.slice(hash + 1);
    if (target.startsWith('https://json-schema.org/')) return ref;
    const file = target === '' ? this.from : this.refs.find(this.from, target);
    if (!file) throw this.refs.unresolved(this.from, pointer, ref);
    if (fragment === '' || fragment.startsWith('/')) {
      if (fragment !== '' && !safely(() => atPointer(file.schema, fragment))) {
        throw this.refs.unresolved(this.from, pointer, ref);
      }
    } else this.intricate = true;
    return target === '' ? ref : `${addressOf(file)}${fragment === '' ? '' : `#${fragment}`}`;
  }
}

function safely(look: () => Json | undefined): boolean {
  try {
    return look() !== undefined;
  } catch {
    return false;
  }
}

function addressOf({ inFolder }: Parsed): string {
  return BASE + inFolder.split('/').map(encodeURIComponent).join('/');
}

function absolute(uri: string, base: string): string {
  return URL.canParse(uri, base) ? new URL(uri, base).href.replace(/#$/, '') : uri;
}
