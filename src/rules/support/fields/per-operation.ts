import type { Operation } from '../../../contract/model.js';
import type { Probe, ProbeRule, Skip, View } from '../../rule.js';

/** Plans once for each operation: its body and schema are the same in both environments. */
export function perOperation(plan: (view: View) => readonly Probe[] | Skip): ProbeRule['plan'] {
  const known = new WeakMap<Operation, readonly Probe[] | Skip>();
  return (view) => {
    const found = known.get(view.operation) ?? plan(view);
    known.set(view.operation, found);
    return found;
  };
}
