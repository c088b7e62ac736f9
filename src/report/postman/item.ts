import { type Exchange, type Header, header } from '../../contract/exchange.js';
import { type JsonObject, objectsOf } from '../../contract/json.js';
import type { CaseResult, RunResult } from '../../judge/result.js';
import { caseName } from '../../plan/case.js';
import { testLines } from './expectation.js';
import { FRESH, freshScript, script, spoilLines } from './scripts.js';
import { isAsCollected } from './unsendable.js';
import { asTemplates, spoiltIn, templated } from './variables.js';

/** Headers that newman writes itself, in any case. */
const OF_NEWMAN = /^(host|connection|content-length|postman-token)$/i;
/** What newman would add where the request has none. */
const ADDED = ['content-type', 'user-agent', 'accept', 'accept-encoding', 'cache-control', 'postman-token'];

/** The request of a failed case, with a test that expects what the rule expects. */
export function failureItem({ case: planned, verdict }: CaseResult, result: RunResult): JsonObject {
  if (verdict.status !== 'failed') return {};
  const { finding } = verdict;
  const { exchange } = finding;
  const name = caseName(planned);
  const test = exchange ? [script('test', testLines(name, finding, exchange))] : [];
  const collected = isAsCollected(finding) ? result.items?.item(planned.operation ?? '') : undefined;
  if (collected) return { ...withFresh(collected, test), name };
  if (!exchange) return {};
  const own = exchange.operation === planned.operation ? [] : scriptsOf(exchange.operation, result);
  return requestItem(
    name,
    exchange,
    [...own, ...test],
    `Sent: ${finding.sent}. Expected: ${finding.expected}. Received: ${finding.received}.`,
  );
}

/** An operation as the collection has it, its unique fields made fresh; with these tests in place of its own, if any. */
export function withFresh(item: JsonObject, tests: readonly JsonObject[] = []): JsonObject {
  const events = objectsOf(item['event']).filter(({ listen }) => listen !== 'test' || tests.length === 0);
  const request = asTemplates(item['request'] ?? {});
  return { ...item, request, event: [freshScript(), ...events, ...tests], response: [] };
}

/** A request that a scenario sent on the way, with the scripts that keep what it gave. */
export function stepItem(exchange: Exchange, result: RunResult): JsonObject {
  return requestItem(`step: ${exchange.operation}`, exchange, scriptsOf(exchange.operation, result), '');
}

function scriptsOf(operation: string, { items }: RunResult): JsonObject[] {
  return objectsOf(items?.item(operation)?.['event']);
}

function requestItem(
  name: string,
  exchange: Exchange,
  events: readonly JsonObject[],
  description: string,
): JsonObject {
  const { method, target, headers, body } = exchange.request;
  const text = body?.toString('utf8');
  const spoilt = spoiltIn([target, ...headers.map(([, value]) => value), text ?? ''].join('\n'));
  const lines = [FRESH, ...[...new Set(spoilt)].flatMap(spoilLines)];
  const sent = headers.filter(([key]) => !OF_NEWMAN.test(key));
  return {
    name,
    event: [script('prerequest', lines), ...events],
    protocolProfileBehavior: {
      disableBodyPruning: true,
      followRedirects: false,
      disabledSystemHeaders: Object.fromEntries(
        ADDED.filter((added) => header(headers, added) === undefined).map((added) => [added, true]),
      ),
    },
    request: {
      method,
      url: `{{origin}}${templated(target, exchange, true)}`,
      header: sent.map((pair) => headerOf(pair, exchange)),
      auth: { type: 'noauth' },
      ...(text !== undefined && { body: { mode: 'raw', raw: templated(text, exchange) } }),
      ...(description !== '' && { description }),
    },
    response: [],
  };
}

const headerOf = ([key, value]: Header, exchange: Exchange): JsonObject => ({
  key,
  value: templated(value, exchange),
});
