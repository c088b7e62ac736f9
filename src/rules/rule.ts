import type { ConnectionSeen } from '../contract/connection.js';
import type { EnvironmentName, Exchange, WireRequest } from '../contract/exchange.js';
import type { Cause, Contract, Operation, SentenceId } from '../contract/model.js';
import type { StatusSet } from '../contract/statuses.js';
import type { AssertionPart } from '../contract/verdict.js';

/** Families of the contract's own rules; a rule of a workspace has another one. */
export const FAMILIES: readonly string[] = [
  'collection',
  'authentication',
  'request',
  'status',
  'error',
  'parameter',
  'response',
  'resource',
  'environment',
  'transport',
  'lifecycle',
  'privacy',
  'rate-limit',
];

/** `family/kebab-case`. */
export type RuleId = `${string}/${string}`;

export interface RuleText {
  readonly id: RuleId;
  /** Sentences of the reference; none for a rule that a workspace brings of its own. */
  readonly documented: readonly SentenceId[];
  /** The sentence made checkable. */
  readonly says: string;
  readonly sends: string;
  readonly accepts: string;
  /** True for a rule that only ever notes something. */
  readonly notesOnly?: true;
  /** File of the workspace that the rule stands in, e.g. `tests/rules/prices.ts`; none for the suite's own rules. */
  readonly file?: string;
}

/** Why a rule cannot plan anything for an operation. */
export interface Skip {
  readonly skip: string;
  /** Another rule says it already: there is no case. */
  readonly silent?: true;
}

/** What a rule may look at when it plans: the contract and an operation of it, in one environment. */
export interface View {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly environment: EnvironmentName;
  /** Whether requests that change data may be sent. */
  readonly writes: boolean;
  /** The other chosen environment, if there is one. */
  readonly other?: EnvironmentName;
  /** The operation's request with a mark in place of each variable. */
  readonly sample: Sample;
}

/** An operation's request with the marks that stand for its variables. */
export interface Sample {
  readonly request: WireRequest;
  /** The mark that stands for a variable. */
  mark(variable: string): string;
  /** Whether a value of the sample holds a mark, so that another value stands there when it is sent. */
  marked(value: unknown): boolean;
  /** Why the request cannot be sampled, or sent by anything but newman. */
  readonly problem?: string;
  /** What its body holds, where that is JSON or a form: of a form the texts, by their names. */
  readonly document?: unknown;
  /** Variables that stand alone as a path segment, query value, or value of a JSON body or a form: identifiers of something. */
  readonly identifiers: readonly Identifier[];
}

export interface Identifier {
  readonly variable: string;
  /** `path`, `query` or the place in the body, e.g. `$.customer_id`. */
  readonly place: string;
}

/** What a probe may know when it changes a request that works. */
export interface ProbeFacts {
  readonly clientId: string;
  readonly bearerToken?: string;
  /** The values of the variables in force. */
  value(variable: string): string | undefined;
  /** A credential spoilt in some way; it is as secret as the credential, and reports show it by that way. */
  spoilt(credential: string, how: string, spoil: (credential: string) => string): string;
  readonly other?: {
    readonly clientId: string;
    readonly bearerToken?: string;
    /** The values of the variables in force in the same unit of the other environment. */
    value(variable: string): string | undefined;
  };
}

/** One change of a request that works. */
export interface Probe {
  readonly variation?: string;
  /** One line for the report: what is sent. */
  readonly sends: string;
  /** The reason for which it is refused, in the words of the catalogue. */
  readonly cause?: Cause;
  /** Whether a correct API refuses it, answers as it answers the valid request, or may do either. */
  readonly expects: 'refusal' | 'success' | 'either';
  /** Field, header or place that is changed. */
  readonly at?: string;
  /** Undefined where this request lacks what is to be changed; the case is then skipped. */
  change(request: WireRequest, facts: ProbeFacts): WireRequest | undefined;
}

/** What a rule finds when it looks at an exchange. */
export type Judgement =
  | { readonly holds: true; readonly notes?: readonly string[] }
  | { readonly holds: 'unknown'; readonly reason: string }
  /** What came back lacks what the rule would look at. */
  | { readonly holds: 'nothing'; readonly reason: string }
  | {
      readonly holds: false;
      readonly expected: string;
      readonly received: string;
      readonly at?: string;
      readonly advice?: string;
      /** The exchange that shows it, where that is not the last one. */
      readonly exchange?: Exchange;
      /** Findings with the same word have the same cause; by default what was received. */
      readonly cause?: string;
      /** Everything that is wrong in the answer, without values, where the cause names only the first. */
      readonly kinds?: readonly string[];
    };

/** Statuses narrowed for a rule in `contract.yaml`, or the documented choice. */
export type Accepted = (documented: StatusSet) => StatusSet;

export interface ProbeContext {
  readonly accepted: Accepted;
  readonly view: View;
}

export interface ProbeRule extends RuleText {
  readonly kind: 'probe';
  /** Its probes go without the cookies that answers set: a session would stand in for the credential. */
  readonly anonymous?: true;
  plan(view: View): readonly Probe[] | Skip;
  /** What the rule says of the collection as a whole. */
  readonly once?: EnvironmentCheck;
  judge(exchange: Exchange, probe: Probe, context: ProbeContext): Judgement;
}

/** What is known about an answer beside the exchange itself. */
export interface Seen {
  readonly exchange: Exchange;
  /** The valid request, unchanged, or a change that a correct API answers alike. */
  readonly valid: boolean;
  /** The probe's cause, where a probe sent it. */
  readonly cause?: Cause;
  /** What was sent, in one line. */
  readonly sends: string;
  /** Answers of the setup that this unit ran before, latest last; only for valid requests. */
  readonly before: readonly Exchange[];
  /** Names of the secrets that stand in a text of the exchange, in whatever encoding. */
  secrets(text: string): readonly string[];
}

/** Looks at every answer of an operation in its own unit; undefined where it has nothing to say of one. */
export interface ObservationRule extends RuleText {
  readonly kind: 'observation';
  /** It looks at answers too from which a redirect was followed; the others look at the last answer alone. */
  readonly redirects?: true;
  plan(view: View): Skip | undefined;
  judge(seen: Seen, view: View): Judgement | undefined;
}

/** The valid request, sent a few times. */
export interface RepetitionRule extends RuleText {
  readonly kind: 'repetition';
  /** How often the valid request is sent at least. */
  readonly repeats: number;
  plan(view: View): Skip | undefined;
  judge(exchanges: readonly Exchange[], view: View): Judgement;
}

/** One request of a scenario. */
export interface Step {
  readonly operation: Operation;
  /** Values that stand in place of those that the setup left in variables. */
  readonly values?: Readonly<Record<string, string>>;
  /** A change of the request as it is resolved. */
  change?(request: WireRequest): WireRequest;
  /** One line for the report: what is sent. */
  readonly sends: string;
  /** Milliseconds to wait before it is sent. */
  readonly wait?: number;
}

/** What a scenario may know. */
export interface Scene {
  /** The values of the variables that the setup left. */
  value(variable: string): string | undefined;
  /** The values of the variables that the same setup left in the other environment. */
  beside(variable: string): string | undefined;
  /** What an answer of a step holds of the variables that its operation's scripts keep. */
  kept(exchange: Exchange): Readonly<Record<string, string>>;
  /** Whether an answer gave the identifier of something that was created before, by whichever unit. */
  gaveAgain(exchange: Exchange): boolean;
}

/** Steps of a scenario: each is sent in turn, and its exchange comes back; the last word is the judgement. */
export type Steps = Generator<Step, Judgement, Exchange>;

/** A few requests in a row, each of which may depend on what came back before. */
export interface Scenario {
  readonly variation?: string;
  /** Operations that are run before it, with their own setups; beside those that the operation itself needs. */
  readonly after: readonly Operation[];
  /** Operations that its steps send, beside the operation itself. */
  readonly uses: readonly Operation[];
  /**
   * `shared`: it leaves the setup as it is, and needs none of its own. `beside`: it looks at what the same setup
   * left in the other environment. `alone`: nothing else may be under way, since it counts what is there.
   */
  readonly needs?: 'shared' | 'beside' | 'alone';
  /** What its findings rest on, where that was found out by names and data flow. */
  readonly rests?: string;
  run(scene: Scene): Steps;
}

export interface ScenarioRule extends RuleText {
  readonly kind: 'scenario';
  plan(view: View): readonly Scenario[] | Skip;
}

/** The same case in both environments. */
export interface Pair {
  readonly name: string;
  readonly sends: string;
  readonly valid: boolean;
  readonly sides: readonly [Signature, Signature];
}

/** What is compared of an answer; small, so that it can be kept until the other environment is there. */
export interface Signature {
  readonly exchange: Exchange;
  readonly status: number;
  readonly code?: string;
  readonly type?: string;
  /** Kinds of value by place: `$.items[].id` → `string`. */
  readonly shape: ReadonlyMap<string, string>;
}

export interface ComparisonRule extends RuleText {
  readonly kind: 'comparison';
  plan(view: View): Skip | undefined;
  judge(pair: Pair, view: View): Judgement;
}

/** What newman reported of an operation. */
export interface ScriptReport {
  readonly parts: readonly AssertionPart[];
  /** What newman counts as a failure: a script that threw. */
  readonly exceptions: readonly string[];
  /** What newman itself ends at: a promise that was rejected while nobody listened. */
  readonly unheard?: readonly string[];
  /** Thrown when a script was through, by a timer or behind a request of its own: newman counts it for nothing. */
  readonly strays?: readonly string[];
  /** One of its scripts was still waiting when its time was over. */
  readonly late?: boolean;
  /** Why the suite did not let out a request that one of its scripts made. */
  readonly heldBack?: string;
  /** A script left the request unsent. */
  readonly skipped: boolean;
}

export interface ScriptRule extends RuleText {
  readonly kind: 'script';
  plan(view: View): Skip | undefined;
  judge(report: ScriptReport, view: View): Judgement;
}

/** What a whole run saw in one environment. */
interface Tally {
  readonly contract: Contract;
  readonly environment: EnvironmentName;
  /** Error codes seen, with how often. */
  readonly codes: ReadonlyMap<string, number>;
}

/** A case that belongs to no operation: one for each environment, judged when the run is over. */
export interface EnvironmentCheck {
  readonly variation?: string;
  plan(contract: Contract): Skip | undefined;
  judge(tally: Tally): Judgement;
}

export interface EnvironmentRule extends RuleText {
  readonly kind: 'environment';
  readonly once: EnvironmentCheck;
}

/** One case about the connection itself, in each environment. */
export interface ConnectionCheck {
  readonly variation?: string;
  /** One line for the report: what is sent. */
  readonly sends: string;
  readonly at?: string;
  judge(seen: ConnectionSeen): Judgement;
}

/** Looks at what the sockets of an environment did; belongs to no operation. */
export interface ConnectionRule extends RuleText {
  readonly kind: 'connection';
  readonly checks: readonly ConnectionCheck[];
}

/** What came of a burst of one operation. */
export interface BurstSeen {
  /** The first request, sent alone. */
  readonly first: Exchange;
  /** Requests sent until it was over. */
  readonly sent: number;
  /** The first 429. */
  readonly limited?: Exchange;
  /** What was neither a success nor 429. */
  readonly others: readonly Exchange[];
  /** Milliseconds that the 429 asks to wait; undefined where it does not say, or cannot be understood. */
  readonly asked?: number;
  /** The request that was sent after that wait; none where it was too long. */
  readonly after?: Exchange;
}

/** Many requests of one operation at once, in each environment, when everything else is through. */
export interface BurstRule extends RuleText {
  readonly kind: 'burst';
  /** Requests at most. */
  readonly most: number;
  /** Seconds at most, the wait after it left out. */
  readonly seconds: number;
  /** The operation to be sent, of those that can be sent without anything before them. */
  choose(views: readonly View[]): Operation | undefined;
  judge(seen: BurstSeen, contract: Contract): Judgement;
}

export type Rule =
  | ProbeRule
  | ObservationRule
  | RepetitionRule
  | ScenarioRule
  | ComparisonRule
  | ScriptRule
  | EnvironmentRule
  | ConnectionRule
  | BurstRule;
