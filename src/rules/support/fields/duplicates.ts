import type { Step } from '../../../contract/places.js';
import type { View } from '../../rule.js';
import { fieldNamedIn, fieldSpokenOfIn, hasCause } from './error-example.js';

/**
 * Fields that a saved example of the operation names in its error for a duplicate, as the catalogue knows it: in a
 * value of its own, or else among the words of the code (`EMAIL_TAKEN`).
 */
export function shownDuplicates({ contract, operation, sample }: View): readonly (readonly Step[])[] {
  return operation.examples.flatMap((example) => {
    if (!hasCause(example, 'field-duplicate', contract)) return [];
    const named =
      fieldNamedIn(example, sample.document) ?? fieldSpokenOfIn(example, sample.document, contract);
    return named ? [named] : [];
  });
}
