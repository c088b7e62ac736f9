import { type Header, header, type WireRequest } from '../../contract/exchange.js';
import { isObject, objectsOf, own, scalarText } from '../../contract/json.js';
import type { Operation } from '../../contract/model.js';
import { secretKind } from '../../contract/secret-names.js';
import type { ProbeFacts, View } from '../rule.js';
import { withHeader, withoutHeader } from './request-parts.js';

/** Something by which a request shows who sends it, beside a Bearer token and the client id. */
export interface Credential {
  /** For the name of the case: `X-API-Key`, `Authorization: Token`. */
  readonly name: string;
  /** Header, query or cookie. */
  readonly at: string;
  /** The value in a request; of Basic, `user:password`. */
  of(request: WireRequest): string | undefined;
  /** The request with another value; undefined takes it out. */
  with(request: WireRequest, value: string | undefined): WireRequest;
  /** Its header without the scheme, where it has one. */
  readonly scheme?: string;
}

/** Schemes that sign the request: what they carry holds for it alone. */
const SIGNING = /^(?:aws4|hawk|digest|oauth|signature|hmac|ntlm|negotiate)/i;
/** Headers and parameters with names like those of credentials that guard against something else. */
const OTHERS = /csrf|xsrf|idempotency|signature|captcha/i;

/** The credentials that the operation's request carries. */
export function credentialsOf({ sample, operation }: View): Credential[] {
  const { request, mark } = sample;
  const clientId = mark('clientId');
  const key = apiKeyOf(operation);
  const names = (where: 'header' | 'query', name: string): boolean =>
    (key?.in === where && key.name.toLowerCase() === name.toLowerCase()) ||
    (secretKind(name) !== undefined && !OTHERS.test(name));
  const headers = request.headers.filter(
    ([name, value]) =>
      !/^(?:authorization|proxy-authorization|cookie)$/i.test(name) &&
      value !== '' &&
      value !== clientId &&
      names('header', name),
  );
  const query = [...new URLSearchParams(request.target.split('?')[1] ?? '')].filter(
    ([name, value]) => value !== '' && value !== clientId && names('query', name),
  );
  return [
    ...authorization(header(request.headers, 'authorization')),
    ...each(headers.map(([name]) => name)).map(inHeader),
    ...each(query.map(([name]) => name)).map(inQuery),
    ...each(
      cookiesIn(request)
        .filter(([name]) => names('header', name))
        .map(([name]) => name),
    ).map(inCookie),
  ];
}

const each = (names: readonly string[]): string[] => [...new Set(names)];

/** The name and place of an API key that Postman adds. */
function apiKeyOf({ auth }: Operation): { name: string; in: 'header' | 'query' } | undefined {
  if (!auth || own(auth, 'type') !== 'apikey') return undefined;
  const part = own(auth, 'apikey');
  const said = (name: string): string | undefined => {
    const entry = objectsOf(Array.isArray(part) ? part : []).find((one) => own(one, 'key') === name);
    return scalarText(entry ? own(entry, 'value') : isObject(part) ? own(part, name) : undefined);
  };
  return { name: said('key') ?? '', in: said('in') === 'query' ? 'query' : 'header' };
}

function authorization(value: string | undefined): Credential[] {
  if (value === undefined || /^bearer\b/i.test(value) || SIGNING.test(value)) return [];
  const [, scheme = ''] = /^([A-Za-z][\w-]*) +\S/.exec(value) ?? [];
  const isBasic = scheme.toLowerCase() === 'basic';
  const decode = (text: string): string => (isBasic ? Buffer.from(text, 'base64').toString('utf8') : text);
  const encode = (text: string): string => (isBasic ? Buffer.from(text).toString('base64') : text);
  const before = scheme === '' ? '' : `${scheme} `;
  return [
    {
      name: scheme === '' ? 'Authorization' : `Authorization: ${scheme}`,
      at: 'Authorization',
      ...(scheme !== '' && { scheme }),
      of: ({ headers }) => {
        const text = header(headers, 'authorization');
        return text?.startsWith(before) ? decode(text.slice(before.length).trim()) : undefined;
      },
      with: (request, credential) =>
        credential === undefined
          ? withoutHeader(request, 'authorization')
          : withHeader(request, 'Authorization', before + encode(credential)),
    },
  ];
}

const inHeader = (name: string): Credential => ({
  name,
  at: name,
  of: ({ headers }) => header(headers, name),
  with: (request, value) =>
    value === undefined ? withoutHeader(request, name) : withHeader(request, name, value),
});

const inQuery = (name: string): Credential => ({
  name: `?${name}`,
  at: `query ${name}`,
  of: ({ target }) => new URLSearchParams(target.split('?')[1] ?? '').get(name) ?? undefined,
  with: (request, value) => ({ ...request, target: withParameter(request.target, name, value) }),
});

function withParameter(target: string, wanted: string, value: string | undefined): string {
  const [path = '', query = ''] = target.split('?');
  const pairs = query.split('&').flatMap((pair) => {
    if ([...new URLSearchParams(pair).keys()][0] !== wanted) return [pair];
    return value === undefined ? [] : [`${pair.split('=')[0]}=${encodeURIComponent(value)}`];
  });
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

const inCookie = (name: string): Credential => ({
  name: `cookie ${name}`,
  at: 'Cookie',
  of: (request) => cookiesIn(request).find(([own]) => own === name)?.[1],
  with: (request, value) => {
    const pairs = cookiesIn(request).flatMap(([own, old]): Header[] => {
      if (own !== name) return [[own, old]];
      return value === undefined ? [] : [[own, value]];
    });
    if (pairs.length === 0) return withoutHeader(request, 'cookie');
    return withHeader(request, 'Cookie', pairs.map(([own, text]) => `${own}=${text}`).join('; '));
  },
});

function cookiesIn({ headers }: WireRequest): Header[] {
  const pairs = (header(headers, 'cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs
    .filter((pair) => pair.includes('='))
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
}

/** The value that the credential has in the other environment; undefined where that is not known, or the same. */
export function otherValue(
  { sample, operation }: View,
  credential: Credential,
  request: WireRequest,
  { other }: ProbeFacts,
): string | undefined {
  const shown = credential.of(sample.request);
  if (shown === undefined || !other) return undefined;
  let known = true;
  const made = operation.templateVariables.reduce((text, variable) => {
    const mark = sample.mark(variable);
    if (!text.includes(mark)) return text;
    const value = other.value(variable);
    known &&= value !== undefined;
    return text.replaceAll(mark, () => value ?? '');
  }, shown);
  return known && made !== shown && made !== credential.of(request) ? made : undefined;
}
