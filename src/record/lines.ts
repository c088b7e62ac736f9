import type { ConnectionSeen } from '../contract/connection.js';
import type { Answer, EnvironmentName, Exchange, NoAnswer, WireRequest } from '../contract/exchange.js';
import type { Loss } from '../contract/loss.js';
import type { ScenarioFacts, StepFacts } from '../drive/sink.js';
import type { RunResult } from '../judge/result.js';
import type { StandIn } from '../masking/secrets.js';
import type { BurstSeen, ScriptReport } from '../rules/rule.js';
import type { Selection, Settings, ShardChoice } from '../settings/settings.js';

/** Raised whenever a line changes its meaning. */
export const RECORD_FORMAT = 1;

/** A body as text where it is UTF-8, else in Base64. */
export type RecordedBody = string | { readonly base64: string };

type Recorded<T extends { readonly body?: Buffer }> = Omit<T, 'body'> & { readonly body?: RecordedBody };

export type RecordedExchange = Omit<Exchange, 'request' | 'outcome'> & {
  readonly request: Recorded<WireRequest>;
  readonly outcome: Recorded<Answer> | NoAnswer;
};

export type RecordedSelection = Omit<Selection, 'cases' | 'shard'> & {
  readonly cases?: readonly string[];
  readonly shard?: Omit<ShardChoice, 'costs'> & {
    readonly costs?: { readonly hash: string; readonly byOperation: readonly (readonly [string, number])[] };
  };
};

/** What the record says of the run before its first exchange; settings without secrets. */
export interface Head {
  readonly is: 'head';
  readonly format: number;
  readonly suite: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** SHA-256 over the files of the contract. */
  readonly contract: string;
  readonly settings: Settings;
  readonly selection: RecordedSelection;
  readonly faults: readonly string[];
  /** Ids of the cases that were to be judged: those that were not skipped already by the plan. */
  readonly cases: readonly string[];
}

/** How the run ended; a record without it was cut off. */
export interface End {
  readonly is: 'end';
  /** Milliseconds. */
  readonly duration: number;
  readonly interrupted: boolean;
  readonly requests: RunResult['requests'];
  readonly repeats?: RunResult['repeats'];
  /** Notes that the drive itself makes. */
  readonly notes: readonly string[];
}

/** Environment and operation name, and the row of data, from 0, where there is a unit for each. */
export type UnitName = readonly [environment: EnvironmentName, operation: string, row?: number];

export interface ProbeName {
  readonly rule: string;
  readonly variation?: string;
  /** What was sent, in one line: a probe that sends something else now is another one. */
  readonly sends: string;
}

export interface ScenarioName {
  readonly rule: string;
  readonly variation?: string;
}

export interface StepSent {
  readonly operation: string;
  readonly sends: string;
  /** Names of the variables that were given other values. */
  readonly values?: readonly string[];
  readonly changed: boolean;
}

type Burst = Omit<BurstSeen, 'first' | 'limited' | 'others' | 'after'> & {
  readonly first: number;
  readonly limited?: number;
  readonly others: readonly number[];
  readonly after?: number;
};

/** Why something of a unit has no verdict, or another one than it seems. */
export interface ReasonLine {
  readonly is: 'scriptLost' | 'scriptSkipped' | 'hangs' | 'withheld' | 'lapsed' | 'spoilt' | 'broken';
  readonly reason: string;
}

/** What was told of one unit; exchanges by their ids. */
export type UnitLine = { readonly unit: UnitName } & (
  | { readonly is: 'row'; readonly name: string }
  | { readonly is: 'script'; readonly report: ScriptReport }
  | ReasonLine
  | {
      readonly is: 'lost';
      readonly loss: Omit<Loss, 'exchange' | 'before'>;
      readonly exchange: number;
      readonly before: readonly number[];
    }
  | { readonly is: 'journey'; readonly exchange: number }
  | { readonly is: 'redirected'; readonly exchange: number }
  | { readonly is: 'valid'; readonly exchange: number; readonly before: readonly number[] }
  | { readonly is: 'probe'; readonly probe: ProbeName; readonly exchange: number }
  | { readonly is: 'unsent' | 'unbuilt'; readonly probe: ProbeName; readonly reason: string }
  | {
      readonly is: 'step';
      readonly scenario: ScenarioName;
      readonly step: StepSent;
      readonly exchange: number;
      readonly facts: StepFacts;
    }
  | { readonly is: 'scenario'; readonly scenario: ScenarioName; readonly facts: ScenarioFacts }
);

/** A line of the record. */
export type Line =
  | Head
  | ({ readonly is: 'secret' } & StandIn)
  | ({ readonly is: 'exchange' } & RecordedExchange)
  | UnitLine
  | { readonly is: 'pairDone' | 'pairRests'; readonly operation: string; readonly row?: number }
  | { readonly is: 'connection'; readonly environment: EnvironmentName; readonly seen: ConnectionSeen }
  | { readonly is: 'burst'; readonly case: string; readonly seen: Burst | string }
  /** What follows was sent once more, to confirm what failed. */
  | { readonly is: 'again' }
  | { readonly is: 'note'; readonly environment: EnvironmentName; readonly text: string }
  | End;
