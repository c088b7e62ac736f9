import { isObject, type JsonObject, own } from '../../contract/json.js';
import { keyOf, namesByTarget } from './discriminator.js';
import { child, children, type Documents, type Located } from './documents.js';
import { refOf } from './subschemas.js';

/** A kind of a base schema, with the values of the discriminating field that choose it. */
export interface Kind {
  readonly name: string;
  readonly values: readonly string[];
  readonly at: Located;
}

interface Component {
  readonly key: string;
  readonly at: Located;
}

/**
 * The kinds of base schemas whose discriminator stands without `oneOf`: the components that take the base into their
 * `allOf`. A kind is chosen by the names that `mapping` gives it, else by its own. Each base is looked at once, however
 * many refer to it: there are documents with hundreds of kinds and thousands of references.
 */
export class Kinds {
  readonly #known = new Map<string, readonly Kind[]>();
  #components: ReadonlyMap<string, readonly Component[]> | undefined;

  constructor(private readonly documents: Documents) {}

  of(base: Located<JsonObject>): readonly Kind[] {
    const key = keyOf(base);
    const kinds = this.#known.get(key) ?? this.#kindsOf(base);
    this.#known.set(key, kinds);
    return kinds;
  }

  #kindsOf(base: Located<JsonObject>): Kind[] {
    const discriminator = own(base.value, 'discriminator');
    const name = isObject(discriminator) ? own(discriminator, 'propertyName') : undefined;
    if (!isObject(discriminator) || typeof name !== 'string') return [];
    if (child(base, 'oneOf') || child(base, 'anyOf')) return [];
    this.#components ??= componentsByBase(this.documents);
    const members = this.#components.get(keyOf(base)) ?? [];
    const names = namesByTarget(own(discriminator, 'mapping'), base, this.documents);
    return members.map(({ key, at }) => ({ name, values: names.get(keyOf(at)) ?? [key], at }));
  }
}

/** The components that have a `$ref` in their `allOf`, by the place of what that names. */
function componentsByBase(documents: Documents): Map<string, Component[]> {
  const byBase = new Map<string, Component[]>();
  const components = documents.named(documents.start, '#/components/schemas');
  for (const component of components ? children(components) : []) {
    for (const base of basesOf(component.at, documents)) {
      const members = byBase.get(base) ?? [];
      members.push(component);
      byBase.set(base, members);
    }
  }
  return byBase;
}

function basesOf(at: Located, documents: Documents): Set<string> {
  const all = child(at, 'allOf');
  const bases = (all ? children(all) : []).flatMap(({ at: part }) => {
    const ref = refOf(part);
    const target = ref === undefined ? undefined : documents.named(part, ref);
    return target ? [keyOf(target)] : [];
  });
  return new Set(bases);
}
