import type { Header, WireRequest } from '../contract/exchange.js';
import { header } from '../contract/exchange.js';
import { isObject, type Json, type JsonObject, objectsOf, own, scalarText } from '../contract/json.js';
import type { Operation } from '../contract/model.js';
import { TEMPLATE } from '../contract/variables.js';

/** The value of a variable (dynamic ones, `$guid`, too), or undefined where it has none. */
export type Lookup = (name: string) => string | undefined;

export interface Resolution {
  readonly request: WireRequest;
  /** Variables that have no value; they stand in the request as `{{name}}`, as Postman leaves them. */
  readonly missing: readonly string[];
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  html: 'text/html',
  javascript: 'application/javascript',
  text: 'text/plain',
};
/** Auth that is a header or a parameter; the other kinds sign, and newman resolves them. */
const PLAIN_AUTH = new Set(['bearer', 'basic', 'apikey']);
const BODILESS = new Set(['GET', 'HEAD', 'COPY', 'PURGE', 'UNLOCK']);
/** A value may hold variables in turn; a circle ends here. */
const DEPTH = 20;

/** Why only newman can build the operation's request; undefined where filling in its templates does. */
export function newmanOnly(operation: Operation): string | undefined {
  if (operation.scripts.some(({ listen }) => listen === 'prerequest')) return 'a pre-request script';
  const auth = scalarText(operation.auth && own(operation.auth, 'type'));
  if (auth !== undefined && !PLAIN_AUTH.has(auth)) return `auth by ${auth}`;
  const mode = bodyMode(operation);
  return mode === undefined || mode === 'raw' || mode === 'urlencoded' ? undefined : `a body of kind ${mode}`;
}

/**
 * The operation's request as Postman builds it from its templates: URL, headers, auth, body.
 *
 * @throws TypeError where the URL cannot be read even with its variables filled in
 */
export function resolveRequest(operation: Operation, lookup: Lookup): Resolution {
  const missing = new Set<string>();
  const fill = (text: string): string => substitute(text, lookup, missing, 0);
  const { request } = operation;
  const auth = authParts(operation, fill);
  const url = new URL(withScheme(fill(urlText(own(request, 'url'), auth.query))));
  const body = bodyOf(operation, fill);
  const headers = objectsOf(own(request, 'header'))
    .filter((entry) => own(entry, 'disabled') !== true)
    .map((entry): Header => [fill(textOf(entry, 'key')), fill(textOf(entry, 'value'))])
    .filter(
      ([name]) => name !== '' && !auth.headers.some(([other]) => other.toLowerCase() === name.toLowerCase()),
    );
  return {
    missing: [...missing],
    request: {
      method: operation.method.toUpperCase(),
      origin: url.origin,
      target: `${url.pathname}${url.search}`,
      headers: withSystemHeaders([...auth.headers, ...headers], body?.type),
      ...(body && { body: Buffer.from(body.text) }),
    },
  };
}

function substitute(text: string, lookup: Lookup, missing: Set<string>, depth: number): string {
  if (!text.includes('{{')) return text;
  const filled = text.replace(TEMPLATE, (template, name: string) => {
    const value = lookup(name);
    if (value === undefined) missing.add(name);
    return value ?? template;
  });
  return filled === text || depth >= DEPTH ? filled : substitute(filled, lookup, missing, depth + 1);
}

/** newman's own headers, so that a probe differs from newman's request in nothing but its change. */
function withSystemHeaders(headers: Header[], type: string | undefined): Header[] {
  const added: Header[] = [
    ['User-Agent', 'contract-suite'],
    ['Accept', '*/*'],
    ['Accept-Encoding', 'gzip, deflate, br'],
    ...(type === undefined ? [] : [['Content-Type', type] as const]),
  ];
  return [...headers, ...added.filter(([name]) => header(headers, name) === undefined)];
}

function urlText(url: Json | undefined, extraQuery: readonly string[]): string {
  const base = isObject(url) ? urlFromParts(url) : (scalarText(url) ?? '');
  if (extraQuery.length === 0) return base;
  return `${base}${base.includes('?') ? '&' : '?'}${extraQuery.join('&')}`;
}

function urlFromParts(url: JsonObject): string {
  const host = joined(own(url, 'host'), '.');
  if (host === undefined) return textOf(url, 'raw');
  const protocol = textOf(url, 'protocol');
  const port = textOf(url, 'port');
  const values = new Map(
    objectsOf(own(url, 'variable')).map((entry) => [textOf(entry, 'key'), textOf(entry, 'value')]),
  );
  const path = joined(own(url, 'path'), '/')
    ?.split('/')
    .map((segment) => (segment.startsWith(':') ? values.get(segment.slice(1)) || segment : segment))
    .join('/');
  const query = objectsOf(own(url, 'query'))
    .filter((entry) => own(entry, 'disabled') !== true)
    .map((entry) => {
      const value = own(entry, 'value');
      return value === null || value === undefined
        ? textOf(entry, 'key')
        : `${textOf(entry, 'key')}=${textOf(entry, 'value')}`;
    });
  return [
    protocol && `${protocol}://`,
    host,
    port && `:${port}`,
    path === undefined ? '' : `/${path.replace(/^\//, '')}`,
    query.length > 0 ? `?${query.join('&')}` : '',
  ].join('');
}

function joined(parts: Json | undefined, separator: string): string | undefined {
  if (typeof parts === 'string') return parts;
  if (!Array.isArray(parts)) return undefined;
  return parts
    .map((part) => scalarText(part) ?? (isObject(part) ? textOf(part, 'value') : ''))
    .join(separator);
}

const withScheme = (url: string): string => (/^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`);

const textOf = (object: JsonObject, key: string): string => scalarText(own(object, key)) ?? '';

function bodyMode({ request }: Operation): string | undefined {
  const body = own(request, 'body');
  if (!isObject(body) || own(body, 'disabled') === true) return undefined;
  return scalarText(own(body, 'mode'));
}

/** The raw text of the body's template, where it has one. */
export function rawBody({ request }: Operation): string | undefined {
  const body = own(request, 'body');
  return isObject(body) && own(body, 'disabled') !== true && own(body, 'mode') === 'raw'
    ? scalarText(own(body, 'raw'))
    : undefined;
}

function bodyOf(
  operation: Operation,
  fill: (text: string) => string,
): { text: string; type: string } | undefined {
  const body = own(operation.request, 'body');
  const settings = own(operation.item, 'protocolProfileBehavior');
  const pruned =
    BODILESS.has(operation.method.toUpperCase()) &&
    !(isObject(settings) && own(settings, 'disableBodyPruning') === true);
  if (!isObject(body) || pruned) return undefined;
  const mode = bodyMode(operation);
  if (mode === 'urlencoded') {
    const pairs = objectsOf(own(body, 'urlencoded')).filter((entry) => own(entry, 'disabled') !== true);
    const form = new URLSearchParams();
    for (const entry of pairs) form.append(fill(textOf(entry, 'key')), fill(textOf(entry, 'value')));
    return { text: form.toString(), type: 'application/x-www-form-urlencoded' };
  }
  const raw = rawBody(operation);
  if (raw === undefined || raw === '') return undefined;
  const options = own(body, 'options');
  const rawOptions = isObject(options) ? own(options, 'raw') : undefined;
  const language = isObject(rawOptions) ? textOf(rawOptions, 'language') : '';
  return { text: fill(raw), type: MEDIA_TYPES[language] ?? 'text/plain' };
}

function authParts(
  operation: Operation,
  fill: (text: string) => string,
): { headers: Header[]; query: string[] } {
  const type = scalarText(operation.auth && own(operation.auth, 'type'));
  const parameters = operation.auth && type ? own(operation.auth, type) : undefined;
  const value = (key: string): string => fill(authParameter(parameters, key));
  switch (type) {
    case 'bearer':
      return { headers: [['Authorization', `Bearer ${value('token')}`]], query: [] };
    case 'basic': {
      const credentials = Buffer.from(`${value('username')}:${value('password')}`).toString('base64');
      return { headers: [['Authorization', `Basic ${credentials}`]], query: [] };
    }
    case 'apikey':
      return value('in') === 'query'
        ? { headers: [], query: [`${value('key')}=${encodeURIComponent(value('value'))}`] }
        : { headers: [[value('key'), value('value')]], query: [] };
    default:
      return { headers: [], query: [] };
  }
}

/** v2.1 lists auth parameters as `{key, value}`; older exports hold them as an object. */
function authParameter(parameters: Json | undefined, key: string): string {
  if (isObject(parameters)) return textOf(parameters, key);
  const entry = objectsOf(parameters).find((candidate) => own(candidate, 'key') === key);
  return entry ? textOf(entry, 'value') : '';
}
