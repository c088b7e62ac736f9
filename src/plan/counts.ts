import type { EnvironmentName } from '../contract/exchange.js';
import type { Contract } from '../contract/model.js';
import type { Rule } from '../rules/rule.js';
import type { Selection, Settings } from '../settings/settings.js';
import { burstNotices } from './burst-notices.js';
import { caseName, type PlannedCase } from './case.js';
import { plan } from './plan.js';
import type { Plan, PlannedUnit } from './planned.js';
import { nothingPlanned, plannersFor } from './planners.js';
import { requestNotices } from './request-notices.js';
import { requestsOfUnit } from './requests.js';
import { switchNotices } from './switch-notices.js';

export interface Count {
  planned: number;
  skipped: number;
}

/** What a plan comes to. */
export class PlanCounts {
  readonly all: Count = { planned: 0, skipped: 0 };
  readonly byRule = new Map<string, Count>();
  readonly byOperation = new Map<string, Count>();
  /** Cases that are skipped, by the reason. */
  readonly reasons = new Map<string, number>();
  /** Requests, about. */
  readonly requests = new Map<EnvironmentName, number>();
  /** `sandbox › Customers / Create › authentication/client-id-empty`, where they are asked for. */
  readonly names: string[] = [];
  notices: readonly string[] = [];

  /**
   * @param rules how many are in force
   * @param naming whether the name of each case is kept
   */
  constructor(
    readonly rules: number,
    private readonly naming: boolean,
  ) {}

  addCase(planned: PlannedCase): void {
    const { rule, operation, skip, environment } = planned;
    const counts = [
      this.all,
      countOf(this.byRule, rule),
      countOf(this.byOperation, operation ?? '(the environment)'),
    ];
    for (const count of counts) {
      count.planned += 1;
      if (skip !== undefined) count.skipped += 1;
    }
    if (skip !== undefined) this.reasons.set(skip, (this.reasons.get(skip) ?? 0) + 1);
    if (this.naming) this.names.push([environment, operation ?? [], caseName(planned)].flat().join(' › '));
  }

  addUnit(unit: PlannedUnit): void {
    if (unit.cases.length === 0) return;
    const { environment } = unit;
    this.requests.set(environment, (this.requests.get(environment) ?? 0) + requestsOfUnit(unit));
  }
}

/**
 * What the plan of a selection comes to. Each unit is forgotten once it is counted: a plan of ten thousand
 * operations is larger than most machines bear.
 *
 * @throws ContractError as `plan` does
 */
export function countPlan(
  contract: Contract,
  settings: Settings,
  selection: Selection,
  loaded: readonly Rule[],
  naming: boolean,
): PlanCounts {
  // How a plan is parted into shards depends on the whole.
  if (selection.shard) return countsOf(plan(contract, settings, selection, loaded), contract, naming);
  const { draft, operations, rules, units, once } = plannersFor(contract, settings, selection, loaded);
  const counts = new PlanCounts(rules.length, naming);
  const take = (): void => {
    for (const planned of draft.cases.splice(0)) counts.addCase(planned);
  };
  for (const environment of settings.environments) {
    for (const operation of operations) {
      for (const unit of units.of(operation, environment)) counts.addUnit(unit);
      take();
    }
  }
  counts.notices = [
    ...burstNotices({ once: once() }),
    ...requestNotices(contract),
    ...switchNotices(contract),
  ];
  take();
  if (counts.all.planned === 0) throw nothingPlanned(selection);
  return counts;
}

function countsOf(whole: Plan, contract: Contract, naming: boolean): PlanCounts {
  const counts = new PlanCounts(whole.rules.length, naming);
  for (const planned of whole.cases) counts.addCase(planned);
  for (const unit of whole.pairs.flatMap(({ units }) => units)) counts.addUnit(unit);
  counts.notices = [...burstNotices(whole), ...requestNotices(contract), ...switchNotices(contract)];
  return counts;
}

function countOf(counts: Map<string, Count>, key: string): Count {
  const count = counts.get(key) ?? { planned: 0, skipped: 0 };
  counts.set(key, count);
  return count;
}
