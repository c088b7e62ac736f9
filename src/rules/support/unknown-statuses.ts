import type { View } from '../rule.js';

/** How what does not exist is answered: 404; 400 where the error catalogue gives it for an unknown resource (`D10`). */
export function unknownStatuses({ contract }: Pick<View, 'contract'>): number[] {
  const codes = [...(contract.catalog?.codes.values() ?? [])];
  const bad = codes.some(
    ({ causes, statuses }) => causes.includes('unknown-resource') && statuses.includes(400),
  );
  return bad ? [404, 400] : [404];
}
