import type { Step } from '../../../contract/places.js';
import type { View } from '../../rule.js';
import { fieldNamedIn, hasCause } from './error-example.js';

/** Fields that a saved example of the operation names in its error for a duplicate, as the catalogue knows it. */
export function shownDuplicates({ contract, operation, sample }: View): readonly (readonly Step[])[] {
  return operation.examples.flatMap((example) => {
    const named = hasCause(example, 'field-duplicate', contract) && fieldNamedIn(example, sample.json);
    return named ? [named] : [];
  });
}
