import type {
  Answer,
  BodyDefect,
  EnvironmentName,
  Exchange,
  NoAnswer,
  Outcome,
  RetriedAttempt,
} from '../contract/exchange.js';
import type { AssertionPart, Finding, Verdict, VerdictStatus } from '../contract/verdict.js';
import type { Latency } from '../judge/latency.js';
import { problemsOf } from '../judge/problems.js';
import type { CaseResult, Counts, RunIdentity, RunResult, Shard } from '../judge/result.js';
import { bodyShown } from './body-text.js';

type BodyJson = string | { readonly bytes: number; readonly startsWithHex: string };

interface HeaderJson {
  readonly name: string;
  readonly value: string;
}

interface AnswerJson {
  readonly kind: 'answer';
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly HeaderJson[];
  readonly size: number;
  readonly body?: BodyJson;
  readonly defect?: BodyDefect;
  readonly requestId?: string;
  readonly graphql?: NonNullable<Answer['graphql']>;
  readonly gateway?: string;
}

interface ExchangeJson {
  readonly id: number;
  readonly environment: EnvironmentName;
  readonly operation: string;
  readonly startedAt: string;
  readonly duration: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly HeaderJson[];
    readonly body?: BodyJson;
    readonly base64?: string;
  };
  readonly outcome: AnswerJson | NoAnswer;
  readonly retried?: readonly RetriedAttempt[];
  readonly variables?: Readonly<Record<string, string>>;
}

type FindingJson = Omit<Finding, 'exchange' | 'counterpart' | 'trail'> & {
  readonly exchange?: ExchangeJson;
  readonly counterpart?: ExchangeJson;
  readonly trail?: readonly ExchangeJson[];
};

interface CaseJson {
  readonly id: string;
  readonly environment: EnvironmentName;
  readonly operation?: string;
  readonly rule: string;
  readonly variation?: string;
  readonly verdict: VerdictStatus;
  readonly reason?: string;
  readonly until?: string;
  readonly owner?: string;
  readonly notes?: readonly string[];
  readonly parts?: readonly AssertionPart[];
  readonly finding?: FindingJson;
  readonly position?: number;
  readonly duration: number;
  readonly exchanges: number;
}

/** `results.json` as `RESULTS_SCHEMA` describes it. */
export interface ResultsJson {
  readonly exitCode: number;
  readonly interrupted: boolean;
  readonly identity: Omit<RunIdentity, 'startedAt'> & { readonly startedAt: string };
  readonly duration: number;
  readonly requests: RunResult['requests'];
  readonly repeats?: RunResult['repeats'];
  readonly counts: Counts;
  readonly codes?: RunResult['codes'];
  readonly notes: readonly string[];
  readonly latencies?: readonly Latency[];
  readonly cases: readonly CaseJson[];
  readonly shard?: Omit<Shard, 'positions'>;
}

/** The run that a `results.json` tells of; its problems are found in its cases, as the run found them. */
export function runResultOf(json: ResultsJson): RunResult {
  const {
    exitCode,
    interrupted,
    identity,
    duration,
    requests,
    repeats = [],
    counts,
    notes,
    cases,
    shard,
    latencies,
    codes,
  } = json;
  const results = cases.map(caseOf);
  return {
    identity: { ...identity, startedAt: new Date(identity.startedAt) },
    duration,
    interrupted,
    requests,
    repeats,
    results,
    problems: problemsOf(results),
    counts,
    notes,
    exitCode,
    ...(latencies && { latencies }),
    ...(codes && { codes }),
    ...(shard && { shard: { ...shard, positions: cases.map(({ position = -1 }) => position) } }),
  };
}

function caseOf(json: CaseJson): CaseResult {
  const { id, environment, operation, rule, variation, duration, exchanges } = json;
  return {
    case: {
      id,
      environment,
      rule,
      ...(operation !== undefined && { operation }),
      ...(variation !== undefined && { variation }),
    },
    verdict: verdictOf(json),
    duration,
    exchanges,
  };
}

/** The schema holds that a verdict has what belongs to it. */
function verdictOf({
  verdict,
  reason = '',
  until = '',
  notes = [],
  parts,
  finding,
  owner = '',
}: CaseJson): Verdict {
  const common = { notes, ...(parts && { parts }) };
  switch (verdict) {
    case 'passed':
      return { ...common, status: verdict };
    case 'failed':
    case 'flaky':
      if (!finding) throw new TypeError('a failed case has a finding');
      return { ...common, status: verdict, finding: findingOf(finding) };
    case 'errored':
    case 'skipped':
      return { ...common, status: verdict, reason };
    case 'waived':
      if (!finding) throw new TypeError('a waived case has a finding');
      return { ...common, status: verdict, until, reason, owner, finding: findingOf(finding) };
  }
}

function findingOf({ exchange, counterpart, trail, ...finding }: FindingJson): Finding {
  return {
    ...finding,
    ...(exchange && { exchange: exchangeOf(exchange) }),
    ...(counterpart && { counterpart: exchangeOf(counterpart) }),
    ...(trail && { trail: trail.map(exchangeOf) }),
  };
}

function exchangeOf({ request, outcome, startedAt, retried = [], ...rest }: ExchangeJson): Exchange {
  const { method, url, headers, body, base64 } = request;
  const [, origin = '', target = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)(.*)$/is.exec(url) ?? [];
  const bytes = base64 === undefined ? textOf(body) : Buffer.from(base64, 'base64');
  return {
    ...rest,
    startedAt: Date.parse(startedAt),
    request: { method, origin, target, headers: headersOf(headers), ...(bytes && { body: bytes }) },
    outcome: outcomeOf(outcome),
    retried,
  };
}

const textOf = (body: BodyJson | undefined): Buffer | undefined =>
  typeof body === 'string' ? Buffer.from(body) : undefined;

function outcomeOf(outcome: AnswerJson | NoAnswer): Outcome {
  if (outcome.kind === 'none') return outcome;
  const { body, headers, requestId, ...rest } = outcome;
  const shown =
    typeof body === 'object'
      ? { kind: 'binary' as const, bytes: body.bytes, start: body.startsWithHex }
      : { kind: 'text' as const, text: body ?? '' };
  return { ...rest, headers: headersOf(headers), body: bodyShown(shown, requestId) };
}

const headersOf = (headers: readonly HeaderJson[]) =>
  headers.map(({ name, value }) => [name, value] as const);
