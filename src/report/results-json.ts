import type { Exchange, Header, Outcome, WireRequest } from '../contract/exchange.js';
import { shownJson } from '../contract/shown-json.js';
import type { Finding, Verdict } from '../contract/verdict.js';
import type { CaseResult, Problem, RunResult, Shard } from '../judge/result.js';
import { curlLines, runAgain } from './again.js';
import { type Body, receivedBody, sentBody } from './body-text.js';
import { requestIdOf } from './exchange-text.js';
import { RESULTS_FORMAT, RESULTS_SCHEMA_FILE } from './results-schema.js';
import { countsByEnvironment } from './tally.js';
import { verdictSentence } from './verdict-sentence.js';
import { waiverLine } from './waiver-lines.js';

/** `results.json`: every case with its verdict and evidence, for programs. `RESULTS_SCHEMA` describes it. */
export function* renderResults(result: RunResult): Generator<string> {
  const { identity, results } = result;
  const head = {
    $schema: `./${RESULTS_SCHEMA_FILE}`,
    format: RESULTS_FORMAT,
    verdict: verdictSentence(result),
    exitCode: result.exitCode,
    interrupted: result.interrupted,
    identity: { ...identity, startedAt: identity.startedAt.toISOString() },
    duration: Math.round(result.duration),
    requests: result.requests,
    repeats: result.repeats ?? [],
    planned: results.length,
    shard: result.shard && shardJson(result.shard),
    counts: result.counts,
    environments: Object.fromEntries(countsByEnvironment(result)),
    notes: result.notes,
    latencies: result.latencies,
    ...(result.codes && { codes: result.codes }),
    shortfalls: result.shortfalls ?? [],
    ...(result.changes && { changes: result.changes }),
    problems: result.problems.map((problem) => problemJson(problem, result)),
  };
  // One case on one line: the file stays small, and two runs can be compared line by line.
  yield `${shownJson(head, 2).slice(0, -2)},\n  "cases": [`;
  let before = '\n';
  for (const [index, each] of results.entries()) {
    yield `${before}    ${shownJson(caseJson(each, result, result.shard?.positions[index]))}`;
    before = ',\n';
  }
  yield results.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}

/** Positions stand with the cases. */
function shardJson({ positions: _, ...shard }: Shard) {
  return shard;
}

function problemJson(problem: Problem, { identity, changes, history }: RunResult) {
  const { id, rule, rules, operations, environments, cases, finding } = problem;
  const reproduce = [...curlLines(finding, identity), runAgain(rule, operations[0], identity)];
  const { sent, expected, received, at } = finding;
  const told = { sent, expected, received, ...(at !== undefined && { at }) };
  const change = changes && { change: changes.new.includes(id) ? 'new' : 'still' };
  const { outcomes: before, ...times } = history?.get(id) ?? {};
  return {
    id,
    ...change,
    rule,
    rules,
    operations,
    environments,
    ...told,
    cases,
    ...(before && { before }),
    ...times,
    reproduce,
  };
}

function caseJson(
  { case: planned, verdict, duration, exchanges }: CaseResult,
  { identity, history }: RunResult,
  position?: number,
) {
  const { id, environment, operation, rule, variation } = planned;
  const before = verdict.status === 'flaky' ? history?.get(id)?.outcomes : undefined;
  return {
    id,
    environment,
    operation,
    rule,
    variation,
    ...verdictJson(verdict),
    position,
    ...((verdict.status === 'failed' || verdict.status === 'flaky') && {
      waiver: waiverLine(planned, verdict.finding, identity),
    }),
    ...(before && { before }),
    duration: Math.round(duration),
    exchanges,
  };
}

function verdictJson(verdict: Verdict) {
  const { status, notes, parts } = verdict;
  return {
    verdict: status,
    ...('reason' in verdict && { reason: verdict.reason }),
    ...('until' in verdict && { until: verdict.until, owner: verdict.owner }),
    ...('finding' in verdict && { finding: findingJson(verdict.finding) }),
    ...(notes.length > 0 && { notes }),
    parts,
  };
}

function findingJson({ exchange, counterpart, trail = [], ...finding }: Finding) {
  return {
    ...finding,
    exchange: exchange && exchangeJson(exchange),
    counterpart: counterpart && exchangeJson(counterpart),
    ...(trail.length > 0 && { trail: trail.map(exchangeJson) }),
  };
}

function exchangeJson({
  id,
  environment,
  operation,
  request,
  outcome,
  startedAt,
  duration,
  retried,
  variables = {},
}: Exchange) {
  const used = usedIn(request, variables);
  return {
    id,
    environment,
    operation,
    startedAt: new Date(startedAt).toISOString(),
    duration: Math.round(duration),
    request: {
      method: request.method,
      url: request.origin + request.target,
      headers: headersJson(request.headers),
      body: bodyJson(sentBody(request.body)),
      base64: wholeBody(request.body),
    },
    outcome: outcomeJson(outcome),
    ...(retried.length > 0 && { retried }),
    ...(Object.keys(used).length > 0 && { variables: used }),
  };
}

/** The variables whose values stand in a request: with them, it can be sent again. */
function usedIn({ target, headers, body }: WireRequest, variables: NonNullable<Exchange['variables']>) {
  const texts = [target, ...headers.map(([, value]) => value), body?.toString('utf8') ?? ''];
  // Half of a surrogate pair is what UTF-8 makes of it.
  const asPercent = (value: string): string => encodeURIComponent(Buffer.from(value).toString());
  const stands = (value: string): boolean =>
    texts.some((text) => text.includes(value) || text.includes(asPercent(value)));
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== '' && stands(value)));
}

function outcomeJson(outcome: Outcome) {
  if (outcome.kind === 'none') return outcome;
  const { kind, status, statusText, headers, body, size, defect, graphql, gateway } = outcome;
  return {
    kind,
    status,
    statusText,
    headers: headersJson(headers),
    body: bodyJson(receivedBody(body)),
    size,
    defect,
    requestId: requestIdOf(outcome),
    graphql,
    gateway,
  };
}

/** The bytes of a body that its text does not show whole. */
function wholeBody(body: Buffer | undefined): string | undefined {
  const shown = sentBody(body);
  if (!body || (shown?.kind === 'text' && body.equals(Buffer.from(shown.text)))) return undefined;
  return body.toString('base64');
}

const headersJson = (headers: readonly Header[]) => headers.map(([name, value]) => ({ name, value }));

function bodyJson(body: Body | undefined) {
  if (!body) return undefined;
  return body.kind === 'text' ? body.text : { bytes: body.bytes, startsWithHex: body.start };
}
