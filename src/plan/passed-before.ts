import type { Contract, Operation } from '../contract/model.js';
import { filledSegments, finalVariable, isDeleting } from '../contract/paths.js';
import { createdVariables } from '../contract/resources.js';

/**
 * Operations that the collection passes before this one and that may bring the state it needs: they change the same
 * thing, or what stands above it in the path. An article is a favourite before it can be none any more.
 *
 * @param setup what is known to be needed, and is run in any case
 */
export function passedBefore(
  contract: Contract,
  operation: Operation,
  setup: readonly Operation[],
): readonly Operation[] {
  if (!operation.changes) return [];
  const things = createdVariables(contract);
  const own = operation.templateVariables.filter((variable) => things.has(variable));
  const path = filledSegments(operation.request);
  return contract.operations.slice(0, operation.index).filter((before) => {
    if (!before.changes || before.expectsError || before.leftOut || setup.includes(before)) return false;
    // What deletes the thing, or makes another one of it, is in the way.
    const named = finalVariable(before.request, isDeleting);
    if (before.method === 'DELETE' && named !== undefined && own.includes(named)) return false;
    if (before.writes.some((variable) => own.includes(variable))) return false;
    const shares = before.templateVariables.some((variable) => own.includes(variable));
    return shares || isAbove(filledSegments(before.request), path);
  });
}

const isAbove = (one: readonly string[], other: readonly string[]): boolean =>
  one.length > 0 && one.length <= other.length && one.every((segment, index) => segment === other[index]);
