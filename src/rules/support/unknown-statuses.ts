import type { StatusSet } from '../../contract/statuses.js';
import type { View } from '../rule.js';

/** How what does not exist is answered: as documented; with 400 too where the error catalogue gives it for an unknown resource (`D10`). */
export function unknownStatuses({ contract }: Pick<View, 'contract'>): StatusSet | undefined {
  const promised = contract.config.promises.refusals.resource;
  const codes = [...(contract.catalog?.codes.values() ?? [])];
  const bad = codes.some(
    ({ causes, statuses }) => causes.includes('unknown-resource') && statuses.includes(400),
  );
  return promised && (bad && !promised.includes(400) ? [...promised, 400] : promised);
}
