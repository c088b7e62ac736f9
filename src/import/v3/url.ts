import sdk from 'postman-collection';
import { isObject, type JsonObject, objectsOf, own, parseJson, scalarText } from '../../contract/json.js';
import type { Fields } from './fields.js';
import { type Pair, pairsOf } from './pairs.js';
import { filled, present } from './present.js';

/** Reads `url`, `queryParams` and `pathVariables` into the object that v2.1 has for a URL. */
export function urlOf(fields: Fields, hasQueryParams: boolean): JsonObject {
  const raw = fields.text('url') ?? '';
  const { query: written, variable: _segments, raw: _raw, hash, ...rest } = parsedUrl(raw);
  const inUrl = objectsOf(written).map((pair) => ({
    key: scalarText(own(pair, 'key')) ?? null,
    value: scalarText(own(pair, 'value')) ?? null,
  }));
  const listed = hasQueryParams ? pairsOf(fields, 'queryParams', 'null') : [];
  // Writers of YAML put names like 10 first in a mapping; the order that is sent stands in the URL.
  const mapped = isObject(fields.get('queryParams')) && sameInAnyOrder(listed, inUrl);
  const query = mapped ? inUrl : joined(inUrl, listed);
  const agrees = sent(query) === sent(inUrl);
  if (!agrees && inUrl.length > 0) {
    fields.note(
      'changed',
      'url',
      'the query of `url` and `queryParams` disagree; `queryParams` win for their keys',
    );
  }
  const variable = hasQueryParams ? pairsOf(fields, 'pathVariables', 'flaw') : [];
  return present({
    raw: agrees ? raw : withQuery(raw, sent(query)),
    ...rest,
    query: filled(query),
    hash,
    variable: filled(variable),
  });
}

/** A URL as Postman itself takes it apart. */
function parsedUrl(raw: string): JsonObject {
  const parsed = parseJson(JSON.stringify(sdk.Url.parse(raw)));
  return isObject(parsed) ? parsed : {};
}

/** A listed entry, disabled or not, takes the place of every pair of its key in the URL; null is an empty key. */
function joined(inUrl: readonly Pair[], listed: readonly Pair[]): Pair[] {
  const keys = new Set(listed.map(({ key }) => key ?? ''));
  return [...inUrl.filter(({ key }) => !keys.has(key ?? '')), ...listed];
}

function sameInAnyOrder(one: readonly Pair[], other: readonly Pair[]): boolean {
  const sorted = (pairs: readonly Pair[]): string =>
    JSON.stringify(pairs.map(({ key, value }) => JSON.stringify([key, value])).sort());
  return sorted(one) === sorted(other);
}

function sent(pairs: readonly Pair[]): string {
  return pairs
    .filter(({ disabled }) => !disabled)
    .map(({ key, value }) => (key ?? '') + (value === null ? '' : `=${value}`))
    .join('&');
}

function withQuery(raw: string, query: string): string {
  const [beforeHash = '', ...hash] = raw.split('#');
  const [base = ''] = beforeHash.split('?', 1);
  return [base + (query === '' ? '' : `?${query}`), ...hash].join('#');
}
