import { isRecord, jsonOf, leaves, type Step } from '../../../contract/places.js';
import { wordsOf } from '../../../contract/words.js';
import type { View } from '../../rule.js';
import { placesIn } from './difference.js';
import { fieldPlace } from './place.js';

/**
 * Fields that a saved example of the operation names in its error for a duplicate, as the catalogue knows it: in a
 * value of its own, or else among the words of the code (`EMAIL_TAKEN`).
 */
export function shownDuplicates({ contract, operation, sample }: View): readonly (readonly Step[])[] {
  return operation.examples.flatMap(({ body }) => {
    const json = jsonOf(body);
    const code = isRecord(json) ? json['error_code'] : undefined;
    const causes = typeof code === 'string' ? contract.catalog?.codes.get(code)?.causes : undefined;
    if (!causes?.includes('field-duplicate')) return [];
    const values = new Set([...leaves(json)].map(({ value }) => value));
    const named = placesIn(sample.json).filter((path) =>
      [fieldPlace(path), fieldPlace(path).slice(2), path.at(-1)].some((text) => values.has(String(text))),
    );
    if (named.length > 0) return named.length === 1 ? named : [];
    const words = ` ${wordsOf(String(code)).join(' ')} `;
    const spoken = placesIn(sample.json).filter((path) =>
      words.includes(` ${wordsOf(String(path.at(-1))).join(' ')} `),
    );
    return spoken.length === 1 ? spoken : [];
  });
}
