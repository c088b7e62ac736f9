import type { Contract, Operation } from './model.js';

const known = new WeakMap<Contract, ReadonlyMap<string, readonly Operation[]>>();

/** The operations whose scripts set a variable, in the order of the collection. */
export function writersOf(contract: Contract, variable: string): readonly Operation[] {
  const found = known.get(contract) ?? findWriters(contract.operations);
  known.set(contract, found);
  return found.get(variable) ?? [];
}

function findWriters(operations: readonly Operation[]): Map<string, Operation[]> {
  const writers = new Map<string, Operation[]>();
  for (const operation of operations) {
    for (const variable of operation.writes) {
      const there = writers.get(variable);
      if (there) there.push(operation);
      else writers.set(variable, [operation]);
    }
  }
  return writers;
}
