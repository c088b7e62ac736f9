import type { PlannedCase } from '../plan/case.js';

/** Where a case stands in `junit.xml`: its operation, or for a case of no operation its rule's family. */
function subject({ operation, rule }: PlannedCase): string {
  return operation ?? rule.split('/')[0] ?? rule;
}

/** `sandbox › Customers / Create a customer`, `sandbox › transport`. */
export function suiteName(planned: PlannedCase): string {
  return `${planned.environment} › ${subject(planned)}`;
}

/** `sandbox.Customers.Create a customer`, `sandbox.transport`. */
export function className(planned: PlannedCase): string {
  return [planned.environment, ...subject(planned).split(' / ')].join('.');
}
