/**
 * What the page is told, as it stands in the file: texts, numbers and lists of them. `report.html` is rendered in
 * the reader's browser, so this imports nothing. Numbers that name something are places in the list of that name;
 * -1 stands for none.
 */
export interface PageData {
  readonly statuses: readonly string[];
  readonly environments: readonly EnvironmentData[];
  readonly operations: readonly string[];
  readonly rules: readonly RuleData[];
  readonly families: readonly string[];
  readonly variations: readonly string[];
  /** Reasons, what was received instead, remarks. */
  readonly texts: readonly string[];
  readonly cases: CaseColumns;
  /** Cases that are counted but not listed, because the file would grow too large. */
  readonly unlisted: readonly UnlistedData[];
  /** The worst first. */
  readonly problems: readonly ProblemData[];
  readonly evidence: readonly EvidenceData[];
  readonly latencies: readonly LatencyData[];
  /** Remarks on the run and its environments. */
  readonly notes: readonly string[];
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly changes?: ChangesData;
  readonly codes?: CodesData;
}

interface EnvironmentData {
  readonly name: string;
}

interface RuleData {
  readonly id: string;
  /** The rule in words, then the documented sentences that it rests on. */
  readonly says: readonly string[];
}

/** One entry for each case in every column, in the order of the plan. */
export interface CaseColumns {
  readonly environment: readonly number[];
  readonly operation: readonly number[];
  readonly rule: readonly number[];
  readonly variation: readonly number[];
  readonly status: readonly number[];
  /** Why it did not pass, among the texts. */
  readonly text: readonly number[];
  /** Milliseconds. */
  readonly duration: readonly number[];
  /** Answers that the verdict rests on. */
  readonly exchanges: readonly number[];
  readonly problem: readonly number[];
  /** Places of remarks among the texts, for the cases that have any. */
  readonly notes: readonly (readonly [place: number, ...texts: number[]])[];
}

export interface UnlistedData {
  readonly environment: number;
  readonly operation: number;
  readonly rule: number;
  readonly status: number;
  readonly count: number;
}

export interface ProblemData {
  /** The same in every run that has the problem. */
  readonly id: string;
  /** The case that shows it most clearly. */
  readonly clearest: number;
  readonly environments: readonly number[];
  readonly change?: Change;
  /** How it ended in the runs before this one, the oldest first. */
  readonly history?: readonly PastRun[];
  /** ISO 8601. */
  readonly failingSince?: string;
  readonly lastPassed?: string;
  /** Entries for `contract.yaml` that would put up with it. */
  readonly waivers: readonly string[];
}

type Change = 'new' | 'still';
type PastRun = 'failed' | 'flaky' | 'passed' | 'not reached';

/** What a case shows that did not pass; a case has one at most. */
export interface EvidenceData {
  readonly case: number;
  readonly sent: string;
  readonly expected: string;
  readonly received: string;
  readonly at?: string;
  readonly advice?: string;
  /** The exchange that shows it, then the other side of a comparison; undefined where there was no room for them. */
  readonly exchanges?: readonly ExchangeData[];
  /** Lines for a shell: the requests, and the case, again. */
  readonly curl: readonly string[];
  readonly again: string;
  /** The entry for `contract.yaml` that would put up with it. */
  readonly waiver?: string;
  /** How a flaky case ended in the runs before this one, the oldest first. */
  readonly history?: readonly PastRun[];
  readonly parts?: readonly (readonly [result: string, name: string, message: string])[];
}

export interface ExchangeData {
  readonly environment: string;
  readonly request: MessageData;
  readonly answer?: MessageData;
  /** Why no answer came. */
  readonly none?: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly requestId?: string;
  /** Attempts before this one, each in a sentence. */
  readonly retried: readonly string[];
}

export interface MessageData {
  /** `POST https://…`, or `200 OK`. */
  readonly start: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  /** Bytes that came, for an answer. */
  readonly size?: number;
  /** What is wrong with the body as it arrived. */
  readonly defect?: string;
}

/** How long the answers of an operation took in one environment, in milliseconds. */
export interface LatencyData {
  readonly environment: number;
  readonly operation: number;
  readonly count: number;
  readonly min: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

/** What is otherwise than in an earlier run. */
export interface ChangesData {
  /** The run that this one is compared with, in words. */
  readonly since: string;
  readonly fixed: readonly PastProblemData[];
  /** Problems of then whose cases were not judged now. */
  readonly notReached: readonly PastProblemData[];
}

export interface PastProblemData {
  readonly id: string;
  readonly rule: string;
  readonly operations: readonly string[];
  readonly environments: readonly string[];
}

/** Which error codes were provoked, and where. */
export interface CodesData {
  readonly sentence: string;
  readonly rows: readonly CodeData[];
  /** Rows that are left out. */
  readonly more: number;
}

interface CodeData {
  readonly code: string;
  /** What it is to the catalogue; empty where it is in it and was seen. */
  readonly remark: string;
  /** By environment: how many operations answered it, and some of their names. */
  readonly seen: readonly { readonly count: number; readonly names: readonly string[] }[];
}
