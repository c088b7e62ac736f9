import { glob } from '../contract/glob.js';
import type { Contract, Operation } from '../contract/model.js';
import type { Rule } from '../rules/rule.js';
import type { Selection } from '../settings/settings.js';
import { type PlannedCase, skippedCase } from './case.js';
import type { Planned } from './planned.js';

/** A case that is skipped for a reason that is known before anything is sent. */
export interface Skipped {
  readonly kind: 'skipped';
  readonly case: PlannedCase;
}

export const skipped = (planned: PlannedCase, skip: string): Skipped => ({
  kind: 'skipped',
  case: skippedCase(planned, skip),
});

/** The plan while it grows: every case in the order in which it is added. */
export class Draft {
  readonly cases: PlannedCase[] = [];

  constructor(
    readonly contract: Contract,
    readonly selection: Selection,
  ) {}

  /**
   * Takes cases into the plan, as far as they are selected.
   *
   * @param blocked why nothing can be sent for them
   * @returns those for which there is something to be sent or judged
   */
  add<P extends Planned>(planned: readonly (P | Skipped)[], blocked?: string): P[] {
    const wanted = this.selection.cases;
    return planned.flatMap((one): P[] => {
      if (wanted && !wanted.has(one.case.id)) return [];
      const open = one.case.skip === undefined;
      this.cases.push(open && blocked !== undefined ? skippedCase(one.case, blocked) : one.case);
      return open && blocked === undefined && one.kind !== 'skipped' ? [one] : [];
    });
  }

  /** Why a rule is not in force, for an operation or what belongs to none. */
  off(rule: Rule, operation?: Operation): string | undefined {
    const off = this.contract.config.off.find(
      (entry) =>
        glob(entry.rule)(rule.id) &&
        (entry.operation === undefined || (operation && glob(entry.operation)(operation.name))),
    );
    return off && `turned off in collections/contract.yaml: ${off.reason}`;
  }
}
