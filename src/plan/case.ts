import type { EnvironmentName } from '../contract/exchange.js';
import type { Operation } from '../contract/model.js';
import type { Rule } from '../rules/rule.js';

/** One rule on one operation (or on the environment itself), with one variation. */
export interface PlannedCase {
  /** Unique in a plan and stable between runs: `sandbox › Customers / Create › authentication/client-id-empty`. */
  readonly id: string;
  readonly environment: EnvironmentName;
  /** Operation name; undefined for a case of the environment itself. */
  readonly operation?: string;
  /** Rule id: `family/kebab-case`. */
  readonly rule: string;
  /** What was varied, e.g. `only the last character wrong`; undefined where there is one variation only. */
  readonly variation?: string;
  /** Why the case cannot be judged; known before anything is sent. */
  readonly skip?: string;
}

/** Rule id, then what was varied: unique within environment and operation. */
export function caseName(planned: PlannedCase): string {
  return planned.variation ? `${planned.rule} ${planned.variation}` : planned.rule;
}

export function newCase(
  environment: EnvironmentName,
  operation: Operation | undefined,
  rule: Rule,
  variation?: string,
  skip?: string,
): PlannedCase {
  const name = variation === undefined ? rule.id : `${rule.id} ${variation}`;
  return {
    id: [environment, ...(operation ? [operation.name] : []), name].join(' › '),
    environment,
    ...(operation && { operation: operation.name }),
    rule: rule.id,
    ...(variation !== undefined && { variation }),
    ...(skip !== undefined && { skip }),
  };
}
