import type { JsonObject } from '../contract/json.js';
import type { EnvironmentVariables, Operation } from '../contract/model.js';
import { unsetVariables } from '../contract/unset-variables.js';
import { collectionVariables } from '../contract/variables.js';
import type { ImportNote } from './taken.js';

/** The operations that read rows of a data file, which no export holds; and the variables that may be columns of it. */
export function dataRowNotes(
  collection: JsonObject,
  environments: EnvironmentVariables,
  operations: readonly Operation[],
): ImportNote[] {
  if (!operations.some(({ readsRow }) => readsRow)) return [];
  const unset = unsetVariables(operations, collectionVariables(collection), environments);
  return operations.flatMap(({ name, readsRow, templateVariables }): ImportNote[] => {
    const columns = templateVariables.filter((variable) => unset.has(variable)).map((one) => `{{${one}}}`);
    const facts = [
      ...(readsRow ? ['its scripts read a row of a data file'] : []),
      ...(columns.length > 0 ? [`${columns.join(', ')} may come from one`] : []),
    ];
    if (facts.length === 0) return [];
    return [
      { fate: 'advice', place: name, fact: facts.join('; '), fix: 'Name the file at each run: --data FILE' },
    ];
  });
}
