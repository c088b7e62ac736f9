import { isObject, type Json, type JsonObject, own } from '../../contract/json.js';
import { child, children, type Documents, type Located, unescaped } from './documents.js';
import { inPlace, property, refOf } from './subschemas.js';

/**
 * Which value of the discriminating field chooses a branch of `oneOf` or `anyOf`: the names that `mapping` gives it,
 * else its own name. Where the branch lists the values itself, there is nothing to add.
 */
export function chosenBy(
  schema: Located<JsonObject>,
  branch: Located,
  documents: Documents,
): { readonly name: string; readonly values: readonly string[] } | undefined {
  const discriminator = own(schema.value, 'discriminator');
  const name = isObject(discriminator) ? own(discriminator, 'propertyName') : undefined;
  const ref = refOf(branch);
  const target = ref === undefined ? undefined : documents.named(branch, ref);
  if (!isObject(discriminator) || typeof name !== 'string' || ref === undefined || !target) return undefined;
  if (listsValues(target, name, documents)) return undefined;
  const mapped = mappedTo(target, own(discriminator, 'mapping'), schema, documents);
  return { name, values: mapped.length > 0 ? mapped : [ownName(ref)] };
}

/** A kind of a base schema, with the values of the discriminating field that choose it. */
export interface Kind {
  readonly name: string;
  readonly values: readonly string[];
  readonly at: Located;
}

/**
 * The kinds of a base schema whose discriminator stands without `oneOf`: the components that take the base into their
 * `allOf`. A kind is chosen by the names that `mapping` gives it, else by its own.
 */
export function kindsOf(base: Located<JsonObject>, documents: Documents): Kind[] {
  const discriminator = own(base.value, 'discriminator');
  const name = isObject(discriminator) ? own(discriminator, 'propertyName') : undefined;
  if (!isObject(discriminator) || typeof name !== 'string') return [];
  if (child(base, 'oneOf') || child(base, 'anyOf')) return [];
  const components = documents.named(documents.start, '#/components/schemas');
  return (components ? children(components) : []).flatMap(({ key, at }): Kind[] => {
    if (!takesIn(at, base, documents)) return [];
    const mapped = mappedTo(at, own(discriminator, 'mapping'), base, documents);
    return [{ name, values: mapped.length > 0 ? mapped : [key], at }];
  });
}

function takesIn(at: Located, base: Located, documents: Documents): boolean {
  const all = child(at, 'allOf');
  return (all ? children(all) : []).some(({ at: part }) => {
    const ref = refOf(part);
    const target = ref === undefined ? undefined : documents.named(part, ref);
    return target !== undefined && isSame(target, base);
  });
}

const isSame = (a: Located, b: Located): boolean => a.file === b.file && a.pointer === b.pointer;

function mappedTo(
  target: Located,
  mapping: Json | undefined,
  schema: Located,
  documents: Documents,
): string[] {
  if (!isObject(mapping)) return [];
  return Object.entries(mapping).flatMap(([value, ref]) => {
    if (typeof ref !== 'string') return [];
    const byName = documents.named(documents.start, `#/components/schemas/${ref}`);
    const named = byName ?? documents.named(schema, ref);
    return named && isSame(named, target) ? [value] : [];
  });
}

/** `Pet` of `#/components/schemas/Pet` and of `schemas/Pet.yaml`. */
function ownName(ref: string): string {
  return unescaped(ref.split(/[#/]/).at(-1) ?? '').replace(/\.(json|ya?ml)$/i, '');
}

function listsValues(at: Located, name: string, documents: Documents, seen = new Set<Json>()): boolean {
  const schema = documents.behind(at);
  if (!schema || seen.has(schema.value)) return false;
  seen.add(schema.value);
  const field = property(schema, name);
  const behind = field && documents.behind(field);
  if (behind && (child(behind, 'enum') || child(behind, 'const'))) return true;
  return inPlace(schema).some((part) => listsValues(part, name, documents, seen));
}
