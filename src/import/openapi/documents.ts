import { isObject, type Json, type JsonObject, own } from '../../contract/json.js';
import type { SpecFile } from './document.js';
import type { Identities } from './identities.js';
import { fileOfRef } from './ref-target.js';

/** A value of a document, and where it stands. */
export interface Located<Value extends Json | undefined = Json | undefined> {
  readonly file: SpecFile;
  /** JSON pointer: `/components/schemas/Pet`. */
  readonly pointer: string;
  readonly value: Value;
}

/** The files of one OpenAPI document, and what its `$ref`s mean. */
export class Documents {
  readonly #passing = new Set<Json>();

  /** @param files by absolute path */
  constructor(
    readonly root: SpecFile,
    private readonly files: ReadonlyMap<string, SpecFile>,
    private readonly identities: Identities,
  ) {}

  get start(): Located<Json> {
    return { file: this.root, pointer: '', value: this.root.json };
  }

  /** What a `$ref` names, itself perhaps a `$ref`; undefined where there is nothing. */
  named(from: Located, ref: string): Located<Json> | undefined {
    const identified = this.identities.find({ file: from.file, steps: stepsOf(from.pointer) }, ref);
    if (identified) {
      const { at, pointer } = identified;
      const start = this.#walk({ file: at.file, pointer: '', value: at.file.json }, pointerOf(at.steps));
      const found = start && this.#walk(start, pointer);
      if (found) return found;
    }
    const [address = '', fragment = ''] = ref.split('#');
    const file = address === '' ? from.file : this.files.get(fileOfRef(from.file.path, address) ?? '');
    if (!file || (fragment !== '' && !fragment.startsWith('/'))) return undefined;
    return this.#walk({ file, pointer: '', value: file.json }, fragment);
  }

  /** The thing itself, behind however many `$ref`s; undefined where they lead nowhere or round in a circle. */
  behind(at: Located): Located<JsonObject> | undefined {
    const seen = new Set<Json>();
    let found: Located | undefined = at;
    while (found) {
      const { value }: Located = found;
      if (!isObject(value) || seen.has(value)) return undefined;
      seen.add(value);
      const ref: Json | undefined = own(value, '$ref');
      if (typeof ref !== 'string') return { ...found, value };
      found = this.named(found, ref);
    }
    return undefined;
  }

  #walk(start: Located<Json>, fragment: string): Located<Json> | undefined {
    let at: Located<Json> | undefined = start;
    for (const step of fragment.split('/').slice(1).map(unescaped)) {
      if (!at) return undefined;
      at = child(at, step) ?? this.#beyond(at, step);
    }
    return at;
  }

  /** A step past a `$ref`: one that leads past itself leads nowhere. */
  #beyond(at: Located<Json>, step: string): Located<Json> | undefined {
    if (this.#passing.has(at.value)) return undefined;
    this.#passing.add(at.value);
    const behind = this.behind(at);
    this.#passing.delete(at.value);
    return behind && behind.value !== at.value ? child(behind, step) : undefined;
  }
}

/** A member of a value; undefined where there is none. */
export function child(at: Located, step: string | number): Located<Json> | undefined {
  const value = memberOf(at.value, step);
  return value === undefined
    ? undefined
    : { file: at.file, pointer: `${at.pointer}/${escaped(step)}`, value };
}

/** Members of an object or items of a list; none of anything else. */
export function children(at: Located): { key: string; at: Located<Json> }[] {
  const { value } = at;
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, member]) => ({
    key,
    at: { file: at.file, pointer: `${at.pointer}/${escaped(key)}`, value: member },
  }));
}

/** As notes name it: `openapi.yaml#/components/schemas/Pet`. */
export function placeOf({ file, pointer }: Located): string {
  return `${file.place}#${pointer}`;
}

function memberOf(value: Json | undefined, step: string | number): Json | undefined {
  if (Array.isArray(value)) return value[Number(step)];
  return isObject(value) ? own(value, String(step)) : undefined;
}

function escaped(step: string | number): string {
  return String(step).replaceAll('~', '~0').replaceAll('/', '~1');
}

/** As it stands in a URI. */
function pointerOf(steps: readonly string[]): string {
  return steps.map((step) => `/${encodeURIComponent(escaped(step))}`).join('');
}

/** A step of a JSON pointer as it stands in a URI. */
export function unescaped(step: string): string {
  return plainStep(decoded(step));
}

/** Steps of a JSON pointer that is no part of a URI, as a validator gives it. */
export function stepsOf(pointer: string): string[] {
  return pointer.split('/').slice(1).map(plainStep);
}

function plainStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
