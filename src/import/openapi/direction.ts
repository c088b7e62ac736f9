import { isObject, type Json, type JsonObject, own } from '../../contract/json.js';
import { child, children, type Documents, type Located } from './documents.js';
import type { Kinds } from './kinds.js';
import { inPlace, refOf, subschemas } from './subschemas.js';

export type Direction = 'request' | 'response';

/** What the other direction alone sees: `readOnly` in a request, `writeOnly` in an answer. */
const HIDING: Readonly<Record<Direction, string>> = { request: 'readOnly', response: 'writeOnly' };

/** Which fields go one way only, and which schemas differ by direction because of it. */
export class Directions {
  readonly #hidden = new Map<string, ReadonlySet<string>>();
  readonly #differs = new Map<JsonObject, boolean>();

  constructor(
    private readonly documents: Documents,
    private readonly kinds: Kinds,
  ) {}

  /** Names of fields that need not be there in this direction, as far as a schema and what it combines say so. */
  hidden(schema: Located<JsonObject>, direction: Direction): ReadonlySet<string> {
    const key = `${direction} ${schema.file.path}#${schema.pointer}`;
    const known = this.#hidden.get(key);
    if (known) return known;
    const names = new Set<string>();
    this.#hidden.set(key, names);
    const properties = child(schema, 'properties');
    for (const { key: name, at } of properties ? children(properties) : []) {
      if (this.#isHidden(at, HIDING[direction])) names.add(name);
    }
    for (const part of [...inPlace(schema), ...this.#target(schema)]) {
      const behind = this.documents.behind(part);
      if (behind) for (const name of this.hidden(behind, direction)) names.add(name);
    }
    return names;
  }

  /** Whether anything that a schema leads to goes one way only. */
  differs(schema: Located): boolean {
    const seen = new Set<Json>();
    const open: Located[] = [schema];
    for (let at = open.pop(); at; at = open.pop()) {
      const { value } = at;
      if (!isObject(value) || seen.has(value)) continue;
      seen.add(value);
      const known = this.#differs.get(value);
      if (known === true || goesOneWay(value)) {
        if (isObject(schema.value)) this.#differs.set(schema.value, true);
        return true;
      }
      if (known === undefined) {
        const object = { ...at, value };
        open.push(...subschemas(object).map((sub) => sub.at), ...this.#target(object));
        for (const target of this.#target(object)) open.push(...this.kinds.of(target).map((kind) => kind.at));
      }
    }
    // Nothing that was seen leads to such a field either.
    for (const value of seen) if (isObject(value)) this.#differs.set(value, false);
    return false;
  }

  #isHidden(at: Located, keyword: string): boolean {
    if (isObject(at.value) && own(at.value, keyword) === true) return true;
    const behind = this.documents.behind(at);
    return behind !== undefined && own(behind.value, keyword) === true;
  }

  #target(at: Located): Located[] {
    const ref = refOf(at);
    const target = ref === undefined ? undefined : this.documents.named(at, ref);
    return target ? [target] : [];
  }
}

function goesOneWay(schema: JsonObject): boolean {
  return own(schema, 'readOnly') === true || own(schema, 'writeOnly') === true;
}
