import type { EnvironmentName, Exchange } from '../contract/exchange.js';
import type { JsonObject } from '../contract/json.js';
import type { Leftover } from '../contract/leftover.js';
import type { Finding, Verdict, VerdictStatus } from '../contract/verdict.js';
import type { LastLook } from '../masking/last-look.js';
import type { PlannedCase } from '../plan/case.js';
import type { PlannedShard } from '../plan/planned.js';
import type { RuleText } from '../rules/rule.js';
import type { CodeCoverage } from './codes.js';
import type { Latency } from './latency.js';
import type { Changes, PastEnds } from './past.js';

/** A planned case with how it ended. */
export interface CaseResult {
  readonly case: PlannedCase;
  readonly verdict: Verdict;
  /** Milliseconds spent on its exchanges; 0 where it sent none. */
  readonly duration: number;
  /** Answers that the verdict rests on. */
  readonly exchanges: number;
}

/** Failed cases with one cause, under the clearest of them. */
export interface Problem {
  /** Stable between runs: a short hash of rule, operations and cause. */
  readonly id: string;
  /** The clearest rule that shows it. */
  readonly rule: string;
  /** Operations that it shows on; empty where it belongs to the environment itself. */
  readonly operations: readonly string[];
  readonly environments: readonly EnvironmentName[];
  readonly finding: Finding;
  /** Ids of all failed cases that it explains, the clearest first. */
  readonly cases: readonly string[];
  /** Every rule among those cases. */
  readonly rules: readonly string[];
}

/**
 * Environments of which nothing was said: no verdict that rests on an answer. That a connection can be made says
 * nothing of the operations; it counts only where they were not asked for.
 */
export function unjudgedEnvironments(results: readonly CaseResult[]): EnvironmentName[] {
  const names = [...new Set(results.map((result) => result.case.environment))];
  return names.filter((name) => {
    const own = results.filter((result) => result.case.environment === name);
    const ofOperations = own.filter((result) => result.case.operation !== undefined);
    return !(ofOperations.length > 0 ? ofOperations : own).some(isJudged);
  });
}

function isJudged({ verdict, exchanges }: CaseResult): boolean {
  return exchanges > 0 && verdict.status !== 'errored' && verdict.status !== 'skipped';
}

/** What is needed to send the requests of failed cases again, in Postman. */
export interface FailedItems {
  /** Operations to be run before an operation, by name, in order. */
  setup(environment: EnvironmentName, operation: string): readonly string[];
  /** A v2.1 item with the auth and the scripts that are in force, its unique fields with a mark to be made fresh. */
  item(operation: string): JsonObject | undefined;
  /** Whether the operation changes data. */
  changes(operation: string): boolean;
  /** Variables of the collection with their initial values. */
  readonly variables: ReadonlyMap<string, string>;
}

export type Counts = Readonly<Record<VerdictStatus, number>>;

/** A rule of the workspace, in words. */
export type UserRule = Pick<RuleText, 'id' | 'says' | 'documented'> & { readonly file: string };

/** The labels that a run gave to secrets: those of its settings and what was made of them by name, `token-1` and so on by count. */
export interface Labels {
  readonly names: readonly string[];
  readonly tokens: number;
}

/** What was run, on what, when: every report carries it. */
export interface RunIdentity {
  readonly suite: { readonly name: string; readonly version: string };
  readonly node: string;
  readonly contract: {
    readonly file: string;
    readonly title: string;
    readonly hash: string;
    /** Not known of reports that an earlier version wrote. */
    readonly hashBesideWaivers?: string;
  };
  /** Commit of the workspace, where it is known. */
  readonly commit?: string;
  readonly startedAt: Date;
  readonly environments: readonly {
    readonly name: EnvironmentName;
    /** With the placeholder `{CLIENT_ID}`, never the value. */
    readonly baseUrl: string;
    readonly embedded: boolean;
    /** Whether requests that change data may be sent. */
    readonly writes: boolean;
    /** The data file that it was run with, and how many rows it has. */
    readonly data?: { readonly file: string; readonly rows: number };
  }[];
  /** True where `EXTRA_CA_CERTS` was given, for another API than the embedded one; not known of a record. */
  readonly ownCa?: boolean;
  /** What stands for secrets in what was sent; not known of reports that an earlier version wrote. */
  readonly labels?: Labels;
  readonly profile: string;
  /** Faults put into the embedded API. */
  readonly faults: readonly string[];
  /** Ids of the rules in force. */
  readonly rules: readonly string[];
  /** Those of them that the workspace brings, in its `tests/rules/`. */
  readonly userRules?: readonly UserRule[];
}

/** Attempts that were made again in one environment, for one reason. */
export interface Repeats {
  readonly environment: EnvironmentName;
  /** What came of the attempt, in words: `answered 503`, `no answer in time`. */
  readonly after: string;
  readonly count: number;
}

/** A finished (or interrupted) run, as every report renders it. */
export interface RunResult {
  readonly identity: RunIdentity;
  /** Milliseconds. */
  readonly duration: number;
  readonly interrupted: boolean;
  /** Requests put on the wire, by environment. */
  readonly requests: Readonly<Partial<Record<EnvironmentName, number>>>;
  /** What was sent again; empty where each first attempt was answered. */
  readonly repeats?: readonly Repeats[];
  /** One for each planned case, in the order of the plan. */
  readonly results: readonly CaseResult[];
  readonly problems: readonly Problem[];
  readonly counts: Counts;
  /** How long answers took, by operation and environment; empty where nothing answered. */
  readonly latencies?: readonly Latency[];
  /** Things to know that belong to no case: a retried preflight, a slowed-down run. */
  readonly notes: readonly string[];
  /** The valid request of each unit with its answer, bodies cut; of the first few hundred units. */
  readonly samples?: readonly Exchange[];
  /** The operations of the failed cases and of their setups, as the collection has them. */
  readonly items?: FailedItems;
  /** What was created and not deleted; not known of results that were read. */
  readonly leftovers?: readonly Leftover[];
  /** Missing where the run was the whole. */
  readonly shard?: Shard;
  /** What is otherwise than in an earlier run, where there was one to compare with. */
  readonly changes?: Changes;
  /** How the problems, and what is flaky, ended in the runs before this one, by id. */
  readonly history?: ReadonlyMap<string, PastEnds>;
  /** Which error codes were provoked, and where. */
  readonly codes?: CodeCoverage;
  /** What the run was asked for and did not reach, beside what failed; each in words. */
  readonly shortfalls?: readonly string[];
  /** 0, 1, 3 or 130, as the command line ends. */
  readonly exitCode: number;
  /** Takes out what secrets of this run still stand in a text; every report goes through it. */
  readonly look?: LastLook;
}

/** How often each error code was answered, by environment. */
export type CodesSeen = Readonly<Partial<Record<EnvironmentName, Readonly<Record<string, number>>>>>;

/** What a part of a run leaves for the merge of all parts. */
export interface Shard extends PlannedShard {
  readonly codes: CodesSeen;
}

/** What a live view gets to show while a run is under way. */
export interface Progress {
  readonly unitsDone: number;
  readonly units: number;
  readonly casesDone: number;
  readonly cases: number;
  readonly failures: number;
  readonly requests: number;
  /** Milliseconds since the start. */
  readonly elapsed: number;
  /** An endpoint that asked to wait, and milliseconds until it is asked again. */
  readonly waiting?: { readonly endpoint: string; readonly left: number };
}
