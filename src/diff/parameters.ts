import { isObject, type JsonObject, objectsOf, own, scalarText } from '../contract/json.js';
import type { Operation } from '../contract/model.js';
import type { Findings } from './difference.js';
import { textOf } from './texts.js';

/** Headers that say nothing of the API, or that are compared elsewhere. */
const ASIDE = new Set([
  ...[
    'authorization',
    'content-type',
    'content-length',
    'host',
    'accept',
    'accept-encoding',
    'accept-language',
  ],
  ...['cache-control', 'connection', 'cookie', 'origin', 'referer', 'user-agent', 'postman-token'],
]);

interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly text: string;
}

/** Query parameters or headers. Which are required, a collection says only in a description: `(Required) …`. */
export function compareParameters(
  kind: 'query' | 'header',
  before: Operation,
  after: Operation,
  findings: Findings,
): void {
  const old = parametersOf(kind, before.request);
  const now = parametersOf(kind, after.request);
  const what = kind === 'query' ? 'the query parameter' : 'the header';
  for (const [key, { name, required, text }] of old) {
    const later = now.get(key);
    const at = `${kind} ${name}`;
    if (!later) findings.add(`${kind}/removed`, `${what} ${name} is gone`, at);
    else if (later.required && !required)
      findings.add(`${kind}/became-required`, `${what} ${name} is required now`, at);
    else if (!later.required && required)
      findings.add(`${kind}/became-optional`, `${what} ${name} is optional now`, at);
    else if (later.text !== text) findings.add(`${kind}/text-changed`, 'the description changed', at);
  }
  for (const [key, { name, required }] of now) {
    if (old.has(key)) continue;
    const id = required ? (`${kind}/added-required` as const) : (`${kind}/added` as const);
    findings.add(id, `${what} ${name} is new${required ? ', and required' : ''}`, `${kind} ${name}`);
  }
}

function parametersOf(kind: 'query' | 'header', request: JsonObject): Map<string, Parameter> {
  const url = own(request, 'url');
  const listed = kind === 'header' ? own(request, 'header') : isObject(url) ? own(url, 'query') : undefined;
  const written = kind === 'query' && !listed ? rawQuery(isObject(url) ? own(url, 'raw') : url) : [];
  const parameters = [...objectsOf(listed), ...written].flatMap((entry): [string, Parameter][] => {
    const name = scalarText(own(entry, 'key'))?.trim() ?? '';
    const key = kind === 'header' ? name.toLowerCase() : name;
    if (name === '' || (kind === 'header' && ASIDE.has(key))) return [];
    const text = textOf(own(entry, 'description'));
    return [[key, { name, required: /^[([]?required\b/i.test(text), text }]];
  });
  return new Map(parameters);
}

/** The query of a URL that is a text. */
function rawQuery(raw: unknown): JsonObject[] {
  const query = typeof raw === 'string' ? (raw.split('#')[0] ?? '').split('?').slice(1).join('?') : '';
  return query.split('&').map((pair) => ({ key: pair.split('=')[0] ?? '' }));
}
