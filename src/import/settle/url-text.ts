import { isObject, type Json, type JsonObject, objectsOf, own, scalarText } from '../../contract/json.js';

/** Scheme and host, or the variables that stand for them: all before the first slash of the path. */
const HEAD = /^(?:(?:[a-z][a-z\d+.-]*|\{\{[^{}]*\}\}):\/\/)?(?:\{\{[^{}]*\}\}|[^/?#{])*/i;

/** The head of a URL's text, and what stands behind it, which begins with `/`, `?`, `#` or nothing. */
export function splitHead(text: string): { head: string; rest: string } {
  const head = HEAD.exec(text)?.[0] ?? '';
  return { head, rest: text.slice(head.length) };
}

/** A v2.1 URL as Postman sends it, without query and hash: its parts where it has them, else its `raw`. */
export function urlText(url: Json | undefined): string {
  if (!isObject(url)) return withoutQuery(scalarText(url) ?? '');
  const host = joined(own(url, 'host'), '.');
  if (host === undefined) return withoutQuery(scalarText(own(url, 'raw')) ?? '');
  const protocol = scalarText(own(url, 'protocol'));
  const port = scalarText(own(url, 'port'));
  const path = joined(own(url, 'path'), '/');
  return [
    protocol ? `${protocol.replace(/:\/*$|(?<!\/)\/+$/, '')}://` : '',
    userInfo(url),
    host,
    port ? `:${port}` : '',
    path === undefined ? '' : `/${path.replace(/^\//, '')}`,
  ].join('');
}

/** Puts another head before the last `kept` segments of the path, in `raw` and in the parts alike. */
export function withHead(url: Json | undefined, head: string, segments: readonly string[]): Json {
  if (!isObject(url)) return rewritten(scalarText(url) ?? '', head, segments);
  const raw = own(url, 'raw');
  const parts = own(url, 'host') === undefined ? {} : { host: [head], ...pathOf(url, segments) };
  const dropped = own(url, 'host') === undefined ? [] : ['protocol', 'port', 'auth'];
  return {
    ...Object.fromEntries(Object.entries(url).filter(([key]) => !dropped.includes(key))),
    ...(typeof raw === 'string' && { raw: rewritten(raw, head, segments) }),
    ...parts,
  };
}

function pathOf(url: JsonObject, segments: readonly string[]): JsonObject {
  const path = own(url, 'path');
  if (path === undefined && segments.length === 0) return {};
  if (typeof path === 'string') return { path: segments.join('/') };
  const before = Array.isArray(path) ? path : [];
  // Segments that were there stay as they are: some exports write them as objects.
  const kept = Math.min(before.length, segments.length);
  return {
    path: [...segments.slice(0, segments.length - kept), ...before.slice(before.length - kept)],
  };
}

function rewritten(text: string, head: string, segments: readonly string[]): string {
  const end = text.length - withoutQuery(text).length;
  const behind = end === 0 ? '' : text.slice(text.length - end);
  return head + segments.map((segment) => `/${segment}`).join('') + behind;
}

/** `?` inside a variable's name begins no query. */
function withoutQuery(text: string): string {
  return /^(?:\{\{[^{}]*\}\}|[^?#])*/.exec(text)?.[0] ?? '';
}

function userInfo(url: JsonObject): string {
  const auth = own(url, 'auth');
  if (!isObject(auth)) return '';
  const user = scalarText(own(auth, 'user')) ?? '';
  const password = scalarText(own(auth, 'password'));
  return user === '' ? '' : `${user}${password ? `:${password}` : ''}@`;
}

function joined(parts: Json | undefined, separator: string): string | undefined {
  if (typeof parts === 'string') return parts;
  if (!Array.isArray(parts)) return undefined;
  return parts.map((part) => scalarText(part) ?? objectText(part)).join(separator);
}

function objectText(part: Json): string {
  const [object] = objectsOf([part]);
  return object ? (scalarText(own(object, 'value')) ?? '') : '';
}
