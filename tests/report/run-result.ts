import type { EnvironmentName, Exchange, Header } from '../../src/contract/exchange.js';
import { type Finding, VERDICTS, type Verdict } from '../../src/contract/verdict.js';
import { problemsOf } from '../../src/judge/problems.js';
import type { CaseResult, Counts, RunIdentity, RunResult } from '../../src/judge/result.js';

export const IDENTITY: RunIdentity = {
  suite: { name: 'contract-suite', version: '1.2.3' },
  node: 'v20.19.0',
  contract: { file: 'collections/shop.json', title: 'Shop', hash: 'c0ffee'.repeat(10) },
  commit: '0123456789abcdef',
  startedAt: new Date('2026-01-02T03:04:05.678Z'),
  environments: [
    { name: 'sandbox', baseUrl: 'https://sandbox.example.com/{CLIENT_ID}', embedded: false, writes: true },
    { name: 'production', baseUrl: 'https://app.example.com/{CLIENT_ID}', embedded: false, writes: false },
  ],
  labels: { names: ['SANDBOX token, cut in half', 'SANDBOX_BEARER_TOKEN', 'SANDBOX_CLIENT_ID'], tokens: 2 },
  profile: 'manual',
  faults: [],
  rules: ['authentication/bearer-missing', 'response/schema'],
};

export interface ExchangeParts {
  readonly environment?: EnvironmentName;
  readonly method?: string;
  readonly target?: string;
  readonly headers?: readonly Header[];
  readonly body?: Buffer | string;
  readonly status?: number;
  readonly answer?: Buffer | string;
  readonly answerHeaders?: readonly Header[];
}

let exchanges = 0;

export function exchangeOf(parts: ExchangeParts = {}): Exchange {
  const { environment = 'sandbox', method = 'POST', target = '/{{SANDBOX_CLIENT_ID}}/things' } = parts;
  const { headers = [['Content-Type', 'application/json']], body, status = 200, answer = '{}' } = parts;
  return {
    id: ++exchanges,
    environment,
    operation: 'Things / Make a thing',
    request: {
      method,
      origin: 'https://sandbox.example.com',
      target,
      headers,
      ...(body !== undefined && { body: Buffer.from(body) }),
    },
    outcome: {
      kind: 'answer',
      status,
      statusText: 'OK',
      headers: parts.answerHeaders ?? [['Content-Type', 'application/json']],
      body: Buffer.from(answer),
      size: Buffer.from(answer).length,
    },
    startedAt: Date.parse('2026-01-02T03:04:06Z'),
    duration: 12.4,
    retried: [],
  };
}

function findingOf(more: Partial<Finding> = {}): Finding {
  return {
    expected: 'status 401 or 403',
    received: 'status 200',
    sent: 'the valid request without its Authorization header',
    environments: ['sandbox'],
    cause: 'accepted',
    ...more,
  };
}

export interface CaseParts {
  readonly environment?: EnvironmentName;
  /** `null`: a case of no operation. */
  readonly operation?: string | null;
  readonly rule?: string;
  readonly variation?: string;
  readonly duration?: number;
}

export function caseOf(verdict: Verdict, parts: CaseParts = {}): CaseResult {
  const { environment = 'sandbox', operation = 'Things / Make a thing', variation, duration = 3.4 } = parts;
  const { rule = 'authentication/bearer-missing' } = parts;
  return {
    case: {
      id: [environment, operation ?? '', rule, variation ?? ''].join(' › '),
      environment,
      rule,
      ...(operation !== null && { operation }),
      ...(variation !== undefined && { variation }),
    },
    verdict,
    duration,
    exchanges: 1,
  };
}

export const passed = (notes: readonly string[] = []): Verdict => ({ status: 'passed', notes });
export const failed = (finding: Partial<Finding> = {}): Verdict => ({
  status: 'failed',
  notes: [],
  finding: findingOf(finding),
});
export const skipped = (reason: string): Verdict => ({ status: 'skipped', notes: [], reason });
export const errored = (reason: string): Verdict => ({ status: 'errored', notes: [], reason });

export function resultOf(results: readonly CaseResult[], more: Partial<RunResult> = {}): RunResult {
  const counts: Counts = countsOf(results);
  return {
    identity: IDENTITY,
    duration: 65_432,
    interrupted: false,
    requests: { sandbox: 1200, production: 34 },
    results,
    problems: problemsOf(results),
    counts,
    notes: [],
    exitCode: counts.failed > 0 ? 1 : counts.errored > 0 ? 3 : 0,
    ...more,
  };
}

function countsOf(results: readonly CaseResult[]): Counts {
  const counts: Record<Verdict['status'], number> = {
    passed: 0,
    failed: 0,
    flaky: 0,
    errored: 0,
    skipped: 0,
    waived: 0,
  };
  for (const { verdict } of results) counts[verdict.status] += 1;
  return counts;
}

/** One case of each verdict in each environment, and one of no operation. */
export function oneOfEach(): CaseResult[] {
  const verdicts: readonly Verdict[] = [
    passed(['401 was taken']),
    failed({ exchange: exchangeOf({ answer: '{"id":"t_1","request_id":"req_77"}' }) }),
    { status: 'flaky', notes: [], finding: findingOf() },
    errored('no answer came back'),
    skipped('no schema is bound'),
    { status: 'waived', notes: [], until: '2027-01-01', reason: 'known', owner: 'Ada', finding: findingOf() },
  ];
  if (verdicts.length !== VERDICTS.length) throw new Error('a verdict is missing');
  return (['sandbox', 'production'] as const).flatMap((environment) => [
    ...verdicts.map((verdict, index) => caseOf(verdict, { environment, variation: `variation ${index}` })),
    caseOf(skipped('no catalogue'), { environment, operation: null, rule: 'error/covered' }),
  ]);
}

/** A text that breaks what is not escaped: XML, Markdown, shells, terminals. */
export const HOSTILE = `]]> ]]> & < > " ' \`$(id)\` | **x** <script>\u0000\u001b[2J\u202E\uFFFF \uD800 😀 {{x}}`;
