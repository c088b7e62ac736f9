import { glob } from './glob.js';
import type { ContractConfig } from './model.js';

/** The statuses that `contract.yaml` has a rule accept (`accept`); undefined where it says nothing of it. */
export function acceptedBy({ accept }: ContractConfig, rule: string): readonly number[] | undefined {
  if (Object.hasOwn(accept, rule)) return accept[rule];
  return Object.entries(accept).find(([pattern]) => glob(pattern)(rule))?.[1];
}
