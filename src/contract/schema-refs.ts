import { ContractError, nearest } from './errors.js';
import { isObject, type JsonObject, own } from './json.js';
import { type Pattern, type RewrittenRef, SchemaWalk, valueAtPointer } from './schema-walk.js';

interface Parsed {
  readonly file: string;
  readonly inFolder: string;
  readonly schema: JsonObject;
}

export interface Resolved {
  readonly id: string;
  readonly resolved: JsonObject;
  readonly intricate: boolean;
  readonly patterns: readonly Pattern[];
}

/** Addresses are made up: no schema is ever fetched. */
const BASE = 'https://schemas.invalid/';
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
    const walk = new SchemaWalk((ref, at) => this.rewritten(parsed, ref, at));
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

  private rewritten(from: Parsed, ref: string, at: string): RewrittenRef {
    const hash = ref.indexOf('#');
    const target = hash < 0 ? ref : ref.slice(0, hash);
    const fragment = hash < 0 ? '' : ref.slice(hash + 1);
    if (target.startsWith('https://json-schema.org/')) return { ref, intricate: false };
    const file = target === '' ? from : this.find(from, target);
    const pointer = fragment === '' || fragment.startsWith('/');
    if (!file || (pointer && valueAtPointer(file.schema, fragment) === undefined))
      throw this.unresolved(from, at, ref);
    const address = target === '' ? '' : addressOf(file);
    return { ref: address + (hash < 0 ? '' : `#${fragment}`), intricate: !pointer };
  }

  /** The file that a `$ref` without its fragment means; undefined where there is none. */
  private find(from: Parsed, target: string): Parsed | undefined {
    const id = own(from.schema, '$id');
    const byId = this.byId.get(
      absolute(target, typeof id === 'string' ? absolute(id, addressOf(from)) : addressOf(from)),
    );
    return byId ?? this.byAddress.get(absolute(target, addressOf(from)));
  }

  private unresolved(from: Parsed, pointer: string, ref: string): ContractError {
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

function addressOf({ inFolder }: Parsed): string {
  return BASE + inFolder.split('/').map(encodeURIComponent).join('/');
}

function absolute(uri: string, base: string): string {
  return URL.canParse(uri, base) ? new URL(uri, base).href.replace(/#$/, '') : uri;
}
