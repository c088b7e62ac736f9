import { isObject, type Json, type JsonObject, own } from '../../contract/json.js';
import { keyOf, namesByTarget } from './discriminator.js';
import { child, children, type Documents, type Located } from './documents.js';
import { refOf } from './subschemas.js';

/** A kind of a base schema, with the values of the discriminating field that choose it. */
export interface Kind {
  readonly name: string;
  readonly values: readonly string[];
  /** The schema itself, behind all `$ref`s. */
  readonly at: Located<JsonObject>;
}

/** A schema by which a kind may be known. */
interface Component {
  readonly key: string;
  readonly at: Located<JsonObject>;
  /** The places of all that it takes into its `allOf`, and of what that takes in. */
  readonly bases: ReadonlySet<string>;
}

/** Keywords by which a component that combines others adds nothing of its own. */
const ADDS_NOTHING = new Set([
  'allOf',
  'title',
  'description',
  'nullable',
  'deprecated',
  'example',
  'externalDocs',
]);

/**
 * The kinds of base schemas whose discriminator stands without `oneOf`: the components that take the base into their
 * `allOf`, by way of others too, and what `mapping` names. A kind is chosen by the names that `mapping` gives it, else by
 * its own. Each base is looked at once, however many refer to it: there are documents with hundreds of kinds and
 * thousands of references.
 */
export class Kinds {
  readonly #known = new Map<string, readonly Kind[]>();
  #components: readonly Component[] | undefined;

  constructor(private readonly documents: Documents) {}

  /** @param at a schema, or a `$ref` to one */
  of(at: Located): readonly Kind[] {
    const base = this.documents.behind(at);
    if (!base) return [];
    const key = keyOf(base);
    const kinds = this.#known.get(key) ?? this.#kindsOf(base);
    this.#known.set(key, kinds);
    return kinds;
  }

  /** Whether a reference to a base is that by which one of its kinds takes it in: the kind does not ask which it is. */
  takesIn(reference: Located, base: Located): boolean {
    const holder = { ...reference, pointer: outOfAllOf(reference.pointer) };
    if (holder.pointer === reference.pointer) return false;
    return this.of(base).some(({ at }) => keyOf(at) === keyOf(holder));
  }

  #kindsOf(base: Located<JsonObject>): Kind[] {
    if (child(base, 'oneOf') || child(base, 'anyOf')) return [];
    const holder = this.#discriminating(base);
    const discriminator = holder && own(holder.value, 'discriminator');
    const name = isObject(discriminator) ? own(discriminator, 'propertyName') : undefined;
    if (!holder || !isObject(discriminator) || typeof name !== 'string') return [];
    const names = namesByTarget(own(discriminator, 'mapping'), holder, this.documents);
    this.#components ??= this.#allComponents();
    const inheriting = this.#components.filter(({ bases }) => bases.has(keyOf(base)));
    const known = new Set([keyOf(base), ...inheriting.map(({ at }) => keyOf(at))]);
    // What `mapping` names is a kind of whoever has the discriminator, whether it takes that in or not.
    const named =
      holder.value === base.value ? [...names.values()].filter(({ at }) => !known.has(keyOf(at))) : [];
    return [
      ...inheriting.map(({ key, at }) => ({ name, values: names.get(keyOf(at))?.values ?? [key], at })),
      ...named.map(({ values, at }) => ({ name, values, at })),
    ];
  }

  /** The schema itself, or the one of those that it takes in, that has a discriminator. */
  #discriminating(at: Located, seen = new Set<Json>()): Located<JsonObject> | undefined {
    const schema = this.documents.behind(at);
    if (!schema || seen.has(schema.value)) return undefined;
    seen.add(schema.value);
    if (isObject(own(schema.value, 'discriminator'))) return schema;
    const all = child(schema, 'allOf');
    for (const { at: part } of all ? children(all) : []) {
      const found = this.#discriminating(part, seen);
      if (found) return found;
    }
    return undefined;
  }

  #allComponents(): Component[] {
    const components = this.documents.named(this.documents.start, '#/components/schemas');
    return (components ? children(components) : []).flatMap(({ key, at }) => {
      const schema = this.documents.behind(at);
      if (!schema || isWrapper(schema)) return [];
      return [{ key, at: schema, bases: this.#basesOf(schema, new Set()) }];
    });
  }

  #basesOf(schema: Located<JsonObject>, found: Set<string>): ReadonlySet<string> {
    const all = child(schema, 'allOf');
    for (const { at: part } of all ? children(all) : []) {
      const behind = this.documents.behind(part);
      if (!behind || found.has(keyOf(behind))) continue;
      if (refOf(part) !== undefined) found.add(keyOf(behind));
      this.#basesOf(behind, found);
    }
    return found;
  }
}

/** A reference in an `allOf` of its own, so that something may be said beside it. */
function isWrapper({ value }: Located<JsonObject>): boolean {
  const all = own(value, 'allOf');
  const only = Array.isArray(all) && all.length === 1;
  return only && Object.keys(value).every((word) => ADDS_NOTHING.has(word) || word.startsWith('x-'));
}

/** The place of the schema in whose `allOf`, or in one inside of that, a place is. */
function outOfAllOf(pointer: string): string {
  const steps = pointer.split('/');
  while (steps.at(-2) === 'allOf') steps.splice(-2);
  return steps.join('/');
}
