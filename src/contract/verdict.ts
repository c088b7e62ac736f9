import type { EnvironmentName, Exchange } from './exchange.js';

/** What is known about a case that failed: enough to understand it and to see it again. */
export interface Finding {
  /** What the documented sentence asks for, e.g. `400, 401, 403 or 404`. */
  readonly expected: string;
  /** What came back instead, in one line. */
  readonly received: string;
  /** What was sent, in one line, e.g. `the valid request without its Content-Type header`. */
  readonly sent: string;
  /** Field, header or place that the finding is about, e.g. `Content-Type` or `$.customer.email`. */
  readonly at?: string;
  /** The next step for the reader, in one sentence. */
  readonly advice?: string;
  /** Environments that the finding is about; more than one for a comparison. */
  readonly environments: readonly EnvironmentName[];
  /** The exchange that shows it; its body cut to what a reader needs. */
  readonly exchange?: Exchange;
  /** What a scenario sent before, in order. */
  readonly trail?: readonly Exchange[];
  /** The other side of a comparison. */
  readonly counterpart?: Exchange;
  /** Findings of one operation with the same cause are one problem. */
  readonly cause: string;
  /** What else is wrong in the same answer, without values: it tells this failure from another one in its place. */
  readonly kinds?: readonly string[];
  /** What a waiver names it by; there once the run is over. */
  readonly fingerprint?: string;
}

/** One assertion of a collection script, as newman reported it. */
export interface AssertionPart {
  readonly name: string;
  readonly result: 'passed' | 'failed' | 'skipped' | 'never finished';
  readonly message?: string;
}

interface Common {
  /** Remarks that change nothing: drift, choices that the server took, a healed 503. */
  readonly notes: readonly string[];
  /** The parts of a `collection/assertion` case. */
  readonly parts?: readonly AssertionPart[];
}

/** How a planned case ended. `flaky` and `waived` belong to nightly runs. */
export type Verdict =
  | (Common & { readonly status: 'passed' })
  | (Common & { readonly status: 'failed'; readonly finding: Finding })
  | (Common & { readonly status: 'flaky'; readonly finding: Finding })
  | (Common & { readonly status: 'errored'; readonly reason: string })
  | (Common & { readonly status: 'skipped'; readonly reason: string })
  | (Common & {
      readonly status: 'waived';
      readonly until: string;
      readonly reason: string;
      readonly owner: string;
      readonly finding: Finding;
    });

export const VERDICTS = ['passed', 'failed', 'flaky', 'errored', 'skipped', 'waived'] as const;
export type VerdictStatus = (typeof VERDICTS)[number];
