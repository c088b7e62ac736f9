import { isObject, type Json, type JsonObject, own } from '../../contract/json.js';
import { child, type Documents, type Located, unescaped } from './documents.js';
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
  const behind = documents.behind(target);
  const mapped = namesByTarget(own(discriminator, 'mapping'), schema, documents).get(keyOf(behind ?? target));
  return { name, values: mapped?.values ?? [ownName(ref)] };
}

/** What a `mapping` names, with its names, by the place of the schema behind. */
export function namesByTarget(
  mapping: Json | undefined,
  schema: Located,
  documents: Documents,
): Map<string, { readonly values: string[]; readonly at: Located<JsonObject> }> {
  const names = new Map<string, { values: string[]; at: Located<JsonObject> }>();
  if (!isObject(mapping)) return names;
  for (const [value, ref] of Object.entries(mapping)) {
    if (typeof ref !== 'string') continue;
    const byName = documents.named(documents.start, `#/components/schemas/${ref}`);
    const named = byName ?? documents.named(schema, ref);
    const at = named && documents.behind(named);
    if (at) names.set(keyOf(at), { at, values: [...(names.get(keyOf(at))?.values ?? []), value] });
  }
  return names;
}

/** The same for the same place only. */
export const keyOf = ({ file, pointer }: Located): string => `${file.path}#${pointer}`;

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
