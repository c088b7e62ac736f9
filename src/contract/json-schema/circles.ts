import { isObject, type Json, type JsonObject, own } from '../json.js';
import { IN_PLACE } from './keywords.js';
import { decodedFragment, valueAt } from './pointer.js';
import { type Plain, RefFault } from './references.js';
import { schemasIn } from './resources.js';

/**
 * Refuses schemas that say of one value what they say themselves: a validator would go round for ever. One that
 * contains itself further down is none of these.
 *
 * @throws RefFault at the reference that closes such a circle
 */
export function refuseCircles(written: readonly Plain[]): void {
  const byAddress = new Map(written.map((plain) => [plain.address, plain]));
  const done = new Set<JsonObject>();
  const above = new Set<JsonObject>();
  const visit = (schema: Json, pointer: string, plain: Plain): void => {
    if (!isObject(schema) || done.has(schema)) return;
    above.add(schema);
    for (const [step, inner] of schemasIn(schema)) {
      if (IN_PLACE.has(step.split('/')[1] ?? '')) visit(inner, pointer + step, plain);
    }
    const ref = own(schema, '$ref');
    const target = typeof ref === 'string' ? follow(ref, byAddress) : undefined;
    if (target && isObject(target.schema) && above.has(target.schema)) {
      const fact = 'leads back to where it stands, for the same value, so that it never comes to an end';
      throw new RefFault(plain.document, `#${pointer}/$ref`, String(ref), fact);
    }
    if (target) visit(target.schema, target.pointer, target.plain);
    above.delete(schema);
    done.add(schema);
  };
  const start = (schema: Json, pointer: string, plain: Plain): void => {
    visit(schema, pointer, plain);
    if (isObject(schema)) for (const [step, inner] of schemasIn(schema)) start(inner, pointer + step, plain);
  };
  for (const plain of written) start(plain.schema, '', plain);
}

function follow(
  ref: string,
  byAddress: ReadonlyMap<string, Plain>,
): { plain: Plain; pointer: string; schema: Json } | undefined {
  const [address = '', fragment = ''] = ref.split('#');
  const plain = byAddress.get(address);
  const pointer = decodedFragment(fragment) ?? '';
  const schema = plain && valueAt(plain.schema, pointer);
  return plain && schema !== undefined ? { plain, pointer, schema } : undefined;
}
