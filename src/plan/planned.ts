import type { EnvironmentName } from '../contract/exchange.js';
import type { Operation } from '../contract/model.js';
import type {
  BurstRule,
  ComparisonRule,
  ConnectionCheck,
  ConnectionRule,
  EnvironmentCheck,
  ObservationRule,
  Probe,
  ProbeRule,
  RepetitionRule,
  Rule,
  Scenario,
  ScenarioRule,
  ScriptRule,
  View,
} from '../rules/rule.js';
import type { PlannedCase } from './case.js';

/** A case with the part of its rule that judges it. */
export type Planned =
  | { readonly kind: 'probe'; readonly case: PlannedCase; readonly rule: ProbeRule; readonly probe: Probe }
  | { readonly kind: 'observation'; readonly case: PlannedCase; readonly rule: ObservationRule }
  | { readonly kind: 'repetition'; readonly case: PlannedCase; readonly rule: RepetitionRule }
  | {
      readonly kind: 'scenario';
      readonly case: PlannedCase;
      readonly rule: ScenarioRule;
      readonly scenario: Scenario;
      /** Operations to be run before it, in their order. */
      readonly setup: readonly Operation[];
    }
  | { readonly kind: 'comparison'; readonly case: PlannedCase; readonly rule: ComparisonRule }
  | { readonly kind: 'script'; readonly case: PlannedCase; readonly rule: ScriptRule }
  | {
      readonly kind: 'environment';
      readonly case: PlannedCase;
      readonly rule: Rule;
      readonly check: EnvironmentCheck;
    }
  | {
      readonly kind: 'connection';
      readonly case: PlannedCase;
      readonly rule: ConnectionRule;
      readonly check: ConnectionCheck;
    }
  | {
      readonly kind: 'burst';
      readonly case: PlannedCase;
      readonly rule: BurstRule;
      readonly operation: Operation;
    };

/** A case that belongs to no operation. */
export type PlannedOnce = Extract<Planned, { kind: 'environment' | 'connection' | 'burst' }>;
export type PlannedBurst = Extract<Planned, { kind: 'burst' }>;

/** A probe of a unit; `case` is missing where only observations of its answer were selected. */
export interface UnitProbe {
  readonly rule: ProbeRule;
  readonly probe: Probe;
  readonly case?: PlannedCase;
}

export type UnitScenario = Extract<Planned, { kind: 'scenario' }>;

/** One operation in one environment, with its setup and every case that is judged on it. */
export interface PlannedUnit {
  readonly environment: EnvironmentName;
  readonly operation: Operation;
  readonly view: View;
  /** Which row of data it takes, from 0; missing: the first that works. */
  readonly row?: number;
  /** It, or what comes before it, is another request with another row of data. */
  readonly takesRow?: boolean;
  /** Its scripts read a row, and none was given: what fails without one shows nothing. */
  readonly rowless?: boolean;
  readonly setup: readonly Operation[];
  /** A setup with what the collection passes before it as well, for where its own does not do. */
  readonly fuller?: readonly Operation[];
  /** Only the cases that are not skipped already. */
  readonly cases: readonly Planned[];
  readonly probes: readonly UnitProbe[];
  readonly scenarios: readonly UnitScenario[];
}

/** The same operation in each chosen environment; they are run in step. */
export interface UnitPair {
  readonly operation: Operation;
  readonly units: readonly PlannedUnit[];
}

export interface Plan {
  /** Every case, skipped ones too, in the order of the reports. */
  readonly cases: readonly PlannedCase[];
  readonly pairs: readonly UnitPair[];
  /** Operations that the journey passes beside those of its units: what a script tests may rest on any of them. */
  readonly passed: readonly Operation[];
  /** Cases that belong to no operation. */
  readonly once: readonly PlannedOnce[];
  /** The rules in force. */
  readonly rules: readonly Rule[];
  /** Missing where the plan is the whole. */
  readonly shard?: PlannedShard;
}

/** What a part of a plan knows of the whole. */
export interface PlannedShard {
  readonly index: number;
  readonly of: number;
  /** Cases of the whole plan. */
  readonly planned: number;
  /** Place of each of this part's cases in the whole plan, from 0, in the same order as they are. */
  readonly positions: readonly number[];
  /** Ids of its cases that can be judged only over all parts. */
  readonly later: readonly string[];
  /** sha256 of what the parts were weighed by; missing where the planned requests were counted. */
  readonly costs?: string;
}
