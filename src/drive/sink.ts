import type { ConnectionSeen } from '../contract/connection.js';
import type { EnvironmentName, Exchange } from '../contract/exchange.js';
import type { Loss } from '../contract/loss.js';
import type { PlannedBurst, PlannedUnit, UnitProbe, UnitScenario } from '../plan/planned.js';
import type { BurstSeen, Judgement, ScriptReport, Step } from '../rules/rule.js';

/** What a scenario may know of the answer to one of its steps, beside the exchange. */
export interface StepFacts {
  /** What the answer holds of the variables that the operation's scripts keep. */
  readonly kept: Readonly<Record<string, string>>;
  /** Whether it gave the identifier of something that was created before. */
  readonly again: boolean;
}

/** What a scenario asked for, and why no further step of it was sent. */
export interface ScenarioFacts {
  /** Variables that it asked for, with their values here and in the other environment. */
  readonly values: Readonly<Record<string, string | null>>;
  readonly beside: Readonly<Record<string, string | null>>;
  readonly stopped?: string;
  /** Why the suite did not let a step of it out, or did not follow its redirect. */
  readonly withheld?: string;
}

/** Takes what the drive brings in for one unit, as it comes; the judge implements it. */
export interface UnitSink {
  /** The row of data that its requests are made with, as findings name it. */
  row(name: string): void;
  /** What newman reported of the operation in the journey. */
  script(report: ScriptReport): void;
  /** The journey could not run the operation's scripts, or what they saw was spoilt by another operation. */
  scriptLost(reason: string): void;
  /** The operation's scripts did not run, as it should be: its request was not to be sent. */
  scriptSkipped(reason: string): void;
  /** An answer in the journey: looked at, but no proof that the valid request works. */
  journey(exchange: Exchange): void;
  /** An answer that sent the client on, and was followed: no answer of the operation by itself. */
  redirected(exchange: Exchange): void;
  /** The valid request, unchanged. */
  valid(exchange: Exchange, before: readonly Exchange[]): void;
  probe(probe: UnitProbe, exchange: Exchange): void;
  /** A step of a scenario was sent. */
  step(scenario: UnitScenario, step: Step, exchange: Exchange, facts: StepFacts): void;
  /** A scenario came to its end. */
  scenario(scenario: UnitScenario, judgement: Judgement, facts: ScenarioFacts): void;
  /** The probe was not sent, since this request lacks what is to be changed; or what came of it says nothing. */
  unsent(probe: UnitProbe, reason: string): void;
  /** The probe was not sent: the rule's own code failed. */
  unbuilt(probe: UnitProbe, reason: string): void;
  /** Probes that are to be refused are no longer sent: those before them got no answer in time. */
  hangs(reason: string): void;
  /** The suite does not let the valid request out, or what its setup needs: nothing of the unit can be judged. */
  withheld(reason: string): void;
  /** The environment, or the credentials of the unit, were lost on the way: told to one unit of all. */
  lost(loss: Loss): void;
  /** Its credentials are no longer taken: nothing that was refused says anything. */
  lapsed(reason: string): void;
  /** What its setup created is not its own: nothing of the unit can be judged, whatever was answered. */
  spoilt(reason: string): void;
  /** Nothing more is sent for the unit: its setup broke, its operation hangs, the environment is gone. */
  broken(reason: string): void;
}

/** What the drive needs to tell of things that belong to no unit. */
export interface DriveListener {
  sink(unit: PlannedUnit): UnitSink;
  /** Both environments are through with an operation. */
  pairDone(units: readonly PlannedUnit[]): void;
  /** The same, but for scenarios that must have the environment to themselves: they are run at the end. */
  pairRests(units: readonly PlannedUnit[]): void;
  /** What the connection to an environment was seen to do. */
  connection(environment: EnvironmentName, seen: ConnectionSeen): void;
  /** What came of a burst, or why it was not sent. */
  burst(planned: PlannedBurst, seen: BurstSeen | string): void;
  note(environment: EnvironmentName, text: string): void;
}
