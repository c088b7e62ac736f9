import type { Cause, Contract, Example } from '../../../contract/model.js';
import { jsonOf, leaves, type Step } from '../../../contract/places.js';
import { wordsOf } from '../../../contract/words.js';
import { errorIn } from '../error-places.js';
import { placesIn } from './difference.js';
import { fieldPlace } from './place.js';

/** Whether the error that a saved example answers with has that cause, by the catalogue. */
export function hasCause(example: Example, cause: Cause, contract: Contract): boolean {
  const code = codeOf(example, contract);
  return code !== undefined && (contract.catalog?.codes.get(code)?.causes.includes(cause) ?? false);
}

/** The one field of the request whose name or place is a value of the example's answer. */
export function fieldNamedIn({ body }: Example, sample: unknown): readonly Step[] | undefined {
  const values = new Set([...leaves(jsonOf(body))].map(({ value }) => String(value)));
  const named = placesIn(sample).filter((path) => {
    const place = fieldPlace(path);
    return [place, place.slice(2), String(path.at(-1))].some((text) => values.has(text));
  });
  return named.length === 1 ? named[0] : undefined;
}

/** The one field of the request whose name is among the words of the example's code. */
export function fieldSpokenOfIn(
  example: Example,
  sample: unknown,
  contract: Contract,
): readonly Step[] | undefined {
  const code = codeOf(example, contract) ?? '';
  const spoken = placesIn(sample).filter((path) => speaksOf(code, path));
  return spoken.length === 1 ? spoken[0] : undefined;
}

/** Words that name no field in the name of a code, even where a field is called so: `DUPLICATE_VALUE`. */
const ANY_FIELD = new Set(['value', 'field', 'key', 'entry', 'item', 'object', 'resource', 'record', 'data']);

/** Whether the name of a field is among the words of a code (`EMAIL_TAKEN`). */
export function speaksOf(code: string, path: readonly Step[]): boolean {
  const words = wordsOf(code).filter((word) => !ANY_FIELD.has(word));
  return ` ${words.join(' ')} `.includes(` ${wordsOf(String(path.at(-1))).join(' ')} `);
}

/** Whether a text of an example's answer has the name of a field among its words. */
export function speaksOfField({ body }: Example, path: readonly Step[]): boolean {
  return [...leaves(jsonOf(body))].some(({ value }) => typeof value === 'string' && speaksOf(value, path));
}

/** The error_code that a saved example answers with. */
export function codeOf({ body }: Example, { config }: Pick<Contract, 'config'>): string | undefined {
  return errorIn(jsonOf(body), config.promises.errors).code;
}
