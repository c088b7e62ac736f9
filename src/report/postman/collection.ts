import type { EnvironmentName } from '../../contract/exchange.js';
import type { JsonObject } from '../../contract/json.js';
import { shownJson } from '../../contract/shown-json.js';
import type { CaseResult, RunResult } from '../../judge/result.js';
import { curlLines } from '../again.js';
import { counted } from '../text.js';
import { failureItem, stepItem, withFresh } from './item.js';
import { environmentScript } from './scripts.js';
import { unsendable } from './unsendable.js';
import { variablesIn } from './variables.js';

/** Failed cases that become requests; who has more has one cause for many. */
const MOST = 1000;
const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** `failures.postman_collection.json`: every failure as a request with what it needs before it and a test. */
export function* renderPostman(result: RunResult): Generator<string> {
  const failed = result.results.filter(({ verdict }) => verdict.status === 'failed');
  const sendable = failed.filter((each) => unsendable(each) === undefined).slice(0, MOST);
  const names = [...new Set(sendable.map((each) => each.case.environment))];
  const item = names.map((name) =>
    environmentFolder(
      name,
      sendable.filter((each) => each.case.environment === name),
      result,
    ),
  );
  const collection: JsonObject = {
    info: {
      name: `${result.identity.contract.title}: failures`,
      description: description(failed, sendable, result),
      schema: SCHEMA,
    },
    variable: variables(result, names, item),
    item,
  };
  yield `${shownJson(collection, 1)}\n`;
}

/** Cases of an operation that changes nothing share one setup; the others have one each. */
function environmentFolder(
  name: EnvironmentName,
  failed: readonly CaseResult[],
  result: RunResult,
): JsonObject {
  const operations = [...new Set(failed.map((each) => each.case.operation ?? ''))];
  const item = operations.map((operation): JsonObject => {
    const own = failed.filter((each) => (each.case.operation ?? '') === operation);
    const setup = (result.items?.setup(name, operation) ?? []).flatMap((each) => setupItem(each, result));
    const shared = !(result.items?.changes(operation) ?? true);
    const items = own.map((each): JsonObject[] => [
      ...(shared && !hasTrail(each) ? [] : setup),
      ...caseItems(each, result),
    ]);
    return { name: operation, item: [...(shared ? setup : []), ...items.flat()] };
  });
  return { name, event: [environmentScript(name)], item };
}

function setupItem(operation: string, { items }: RunResult): JsonObject[] {
  const item = items?.item(operation);
  return item ? [{ ...withFresh(item), name: `setup: ${operation}` }] : [];
}

const hasTrail = ({ verdict }: CaseResult): boolean =>
  verdict.status === 'failed' && (verdict.finding.trail ?? []).length > 0;

function caseItems(failed: CaseResult, result: RunResult): JsonObject[] {
  const { verdict } = failed;
  if (verdict.status !== 'failed') return [];
  const steps = (verdict.finding.trail ?? []).map((exchange) => stepItem(exchange, result));
  return [...steps, failureItem(failed, result)];
}

function variables(
  result: RunResult,
  names: readonly EnvironmentName[],
  items: readonly JsonObject[],
): JsonObject[] {
  const own = names.flatMap((name) => {
    const given = result.identity.environments.find((each) => each.name === name);
    return [
      [`${name}BaseUrl`, given?.baseUrl.replaceAll('{CLIENT_ID}', `{{${name}ClientId}}`) ?? ''],
      [`${name}ClientId`, ''],
      [`${name}BearerToken`, ''],
    ] as const;
  });
  const initial = [...(result.items?.variables ?? [])];
  const others = variablesIn([items, initial]).map((name) => [name, ''] as const);
  return [...new Map([...others, ...initial, ...own])].map(([key, value]) => ({
    key,
    value,
    type: 'string',
  }));
}

function description(
  failed: readonly CaseResult[],
  sendable: readonly CaseResult[],
  result: RunResult,
): string {
  const head =
    failed.length === 0
      ? 'Nothing failed in this run: there is no request to send again.'
      : `${counted(failed.length, 'failed case')}, ${counted(sendable.length, 'of them', 'of them')} as requests here. Give sandboxClientId, sandboxBearerToken and their likes of production their values, in an environment or here; then run the whole collection, in its order.`;
  const left = failed.filter((each) => !sendable.includes(each));
  if (left.length === 0) return head;
  const lines = left.slice(0, MOST).flatMap((each) => {
    const { verdict } = each;
    if (verdict.status !== 'failed') return [];
    const curl = curlLines(verdict.finding, result.identity).map(
      (line) => `\n\n    ${line.replaceAll('\n', '\n    ')}`,
    );
    return [`- ${each.case.id}: ${unsendable(each) ?? 'left out, there are too many'}${curl.join('')}`];
  });
  return `${head}\n\nWhat Postman would change on the way, or cannot send:\n\n${lines.join('\n')}`;
}
