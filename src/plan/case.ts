import type { EnvironmentName } from '../contract/exchange.js';
import type { Operation } from '../contract/model.js';
import type { Rule } from '../rules/rule.js';

/** One rule on one operation (or on the environment itself), with one variation. */
export interface PlannedCase {
  /** Unique in a plan and stable between runs: `sandbox › Customers / Create › authentication/client-id-empty`. */
  readonly id: string;
  readonly environment: EnvironmentName;
  /** Operation name; undefined for a case of the environment itself. */
  readonly operation?: string | undefined;
  /** Rule id: `family/kebab-case`. */
  readonly rule: string;
  /** What was varied, e.g. `only the last character wrong`; undefined where there is one variation only. */
  readonly variation?: string | undefined;
  /** Why the case cannot be judged; known before anything is sent. */
  readonly skip?: string | undefined;
}

/** Rule id, then what was varied: unique within environment and operation. */
export function caseName({ rule, variation }: Pick<PlannedCase, 'rule' | 'variation'>): string {
  return variation === undefined ? rule : `${rule} ${variation}`;
}

/** Tens of thousands stay to the end of a run: of each, the id is put together when it is asked for. */
class Case implements PlannedCase {
  constructor(
    readonly environment: EnvironmentName,
    readonly operation: string | undefined,
    readonly rule: string,
    readonly variation: string | undefined,
    readonly skip: string | undefined,
  ) {}

  get id(): string {
    const { environment, operation } = this;
    return [environment, ...(operation === undefined ? [] : [operation]), caseName(this)].join(' › ');
  }

  /** Written out, it holds its id too. */
  toJSON(): PlannedCase {
    return { ...this, id: this.id };
  }
}

export function newCase(
  environment: EnvironmentName,
  operation: Operation | undefined,
  rule: Rule,
  variation?: string,
  skip?: string,
): PlannedCase {
  return new Case(environment, operation?.name, rule.id, variation, skip);
}

/** The same case, which cannot be judged. */
export function skippedCase(
  { environment, operation, rule, variation }: PlannedCase,
  skip: string,
): PlannedCase {
  return new Case(environment, operation, rule, variation, skip);
}
