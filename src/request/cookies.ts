import { header, type WireRequest } from '../contract/exchange.js';
import { type CookieJar, postman } from './postman.js';

/** The cookies of a jar as JSON, as Postman's jar writes itself; one that is empty is left out. */
export type Cookies = string;

/** A jar that holds these cookies. */
export function jarOf(cookies: Cookies | undefined): CookieJar {
  const jar = postman().cookieJar();
  if (cookies !== undefined) jar._importCookiesSync(JSON.parse(cookies));
  return jar;
}

/** Undefined where the jar is empty. */
export function cookiesIn(jar: CookieJar): Cookies | undefined {
  const written = jar.serializeSync();
  return written.cookies.length > 0 ? JSON.stringify(written) : undefined;
}

/** The request without those cookies: what the collection itself says in a header Cookie stays. */
export function withoutCookies(request: WireRequest, cookies: Cookies | undefined): WireRequest {
  const value = cookies === undefined ? undefined : header(request.headers, 'cookie');
  if (value === undefined) return request;
  const added = jarOf(cookies).getCookieStringSync(request.origin + request.target);
  const own = value === added ? '' : value.endsWith(`; ${added}`) ? value.slice(0, -added.length - 2) : value;
  const headers = request.headers.map(([name, text]) =>
    name.toLowerCase() === 'cookie' ? ([name, own] as const) : ([name, text] as const),
  );
  return {
    ...request,
    headers: headers.filter(([name, text]) => text !== '' || name.toLowerCase() !== 'cookie'),
  };
}
