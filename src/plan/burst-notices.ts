import type { Plan } from './planned.js';

/** What a plan sends on purpose past the rate limit, a line for each environment. */
export function burstNotices({ once }: Pick<Plan, 'once'>): string[] {
  return once.flatMap((planned) => {
    if (planned.kind !== 'burst') return [];
    const { rule, operation, case: own } = planned;
    return [
      `rate-limit: up to ${rule.most.toLocaleString('en-US')} requests within ${rule.seconds} s to ${operation.name} in ${own.environment}, until the first 429`,
    ];
  });
}
