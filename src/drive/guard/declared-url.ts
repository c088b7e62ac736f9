import { createRequire } from 'node:module';
import type { WireRequest } from '../../contract/exchange.js';
import { isObject, type Json, objectsOf, own, scalarText } from '../../contract/json.js';
import type { Operation } from '../../contract/model.js';
import { decoded } from '../../contract/percent.js';
import type { Lookup } from '../../request/build.js';
import { fills, HOLE, withHoles } from './holes.js';

/** What of Postman's own reading of a URL is used. */
interface PostmanUrl {
  readonly protocol?: string;
  readonly port?: string;
  readonly host?: readonly string[];
  readonly path?: readonly string[];
  readonly query: { all(): readonly { key?: unknown; value?: unknown; disabled?: boolean }[] };
  readonly variables: { get(name: string): unknown };
}

/** The URL that an operation declares, as it can be held against one that leaves. */
interface DeclaredUrl {
  /** Undefined where no declared value says where it goes. */
  readonly origin: string | undefined;
  readonly segments: readonly string[];
  readonly parameters: readonly string[];
}

/**
 * Says how the URL of a request differs from the one that its operation declares, where a variable may fill one
 * segment of the path, or one value of the query, and nothing else.
 *
 * @param declared values of variables before any script ran
 */
export function urlDiffers(operation: Operation, request: WireRequest, declared: Lookup): string | undefined {
  const url = declaredUrl(operation, declared);
  if (url.origin !== request.origin) return 'it goes to another host than its URL in the collection names';
  const [path = '', query = ''] = splitOnce(request.target, '?');
  const segments = path.split('/').map(decoded);
  if (segments.length !== url.segments.length) return 'its path has other segments than in the collection';
  if (!segments.every((segment, at) => fills(url.segments[at] ?? '', segment, fitsSegment)))
    return 'its path is another than in the collection, where a variable fills one segment';
  const added = addedByAuth(operation);
  const parameters = parametersOf(query).filter((parameter) => !added(nameOf(parameter)));
  const wanted = url.parameters.filter((parameter) => !added(nameOf(parameter)));
  const same =
    parameters.length === wanted.length &&
    parameters.every((parameter, at) => sameParameter(wanted[at] ?? '', parameter));
  return same ? undefined : 'its query has other parameters than in the collection';
}

/** A value of a variable that is more than one segment, or one value of a query, is part of the declaration. */
const isStructure = (value: string): boolean => /[/?#&;\\]/.test(value);

function declaredUrl({ request }: Operation, declared: Lookup): DeclaredUrl {
  const url = postmanUrl(own(request, 'url') ?? '');
  const whole = (text: string): string => withHoles(text, declared, () => true);
  const part = (text: string): string => withHoles(text, declared, isStructure);
  const scheme = url.protocol ? `${whole(url.protocol)}://` : '';
  const port = url.port ? `:${whole(String(url.port))}` : '';
  const before = `${scheme}${whole((url.host ?? []).join('.'))}${port}`;
  const path = (url.path ?? []).map((segment) => part(filledSegment(String(segment), url))).join('/');
  const text = url.path ? `${before.replace(/\/$/, '')}/${path}` : before;
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const [address = '', inText = ''] = splitOnce(splitOnce(withScheme, '#')[0] ?? '', '?');
  const [, head = '', rest = ''] = /^([a-z\d+.-]+:\/\/[^/]*)(.*)$/is.exec(address) ?? [];
  const members = url.query.all().filter(({ disabled }) => disabled !== true);
  const own_ = members.map(({ key, value }) => memberText(key, value, part)).join('&');
  return {
    origin: originOf(head),
    segments: (rest || '/').split('/').map(decoded),
    parameters: [...parametersOf(inText), ...parametersOf(own_)],
  };
}

function originOf(head: string): string | undefined {
  if (head.includes(HOLE)) return undefined;
  const [scheme = '', authority = ''] = splitOnce(head, '://');
  const address = `${scheme}://${authority.slice(authority.lastIndexOf('@') + 1)}`;
  return URL.canParse(address) ? new URL(address).origin : undefined;
}

/** `:id` becomes what the collection says of it where that is more than a segment, else a hole; its name ends at a dot. */
function filledSegment(segment: string, url: PostmanUrl): string {
  const [, name, rest = ''] = /^:([^.]+)(.*)$/s.exec(segment) ?? [];
  if (name === undefined) return segment;
  const value = url.variables.get(name);
  return (typeof value === 'string' && isStructure(value) ? value : HOLE) + rest;
}

/** Postman encodes what stands in a member itself, and nothing that a variable brings. */
function memberText(key: unknown, value: unknown, part: (text: string) => string): string {
  const name = typeof key === 'string' ? part(encoded(key).replaceAll('=', '%3D')) : '';
  return typeof value === 'string' && value !== '' ? `${name}=${part(encoded(value))}` : name;
}

const encoded = (text: string): string => text.replaceAll('&', '%26').replaceAll('#', '%23');

const parametersOf = (query: string): string[] => query.split('&').filter((entry) => !/^=?$/.test(entry));

const nameOf = (parameter: string): string => decoded(splitOnce(parameter, '=')[0] ?? '');

function sameParameter(wanted: string, sent: string): boolean {
  const value = (text: string): string => decoded(splitOnce(text, '=')[1] ?? '');
  // Some servers part a query there, too.
  const parts = (text: string): number => text.split(';').length;
  return (
    parts(sent) <= parts(wanted) &&
    fills(nameOf(wanted), nameOf(sent), (text) => text !== '') &&
    fills(value(wanted), value(sent), () => true)
  );
}

/**
 * `.` and `..` are no segments: they name the folder, or the one above. Nor are those that a lenient server makes of
 * parameters of a segment (`..;`), bytes that are no UTF-8 (`%c0%af`) or wide characters.
 */
const fitsSegment = (value: string): boolean =>
  value !== '' &&
  !/[/\\?#;\p{Cc}]|%(?:2f|5c|c[01]|[ef]0%80)|^(?:\.|%2e){1,2}$/iu.test(value) &&
  !/(?:^|[/\\])\.{1,2}(?:[/\\]|$)/.test(value.normalize('NFKC'));

/** Parameters that an authentication adds to the query; what they hold is its own to make. */
function addedByAuth({ auth }: Operation): (name: string) => boolean {
  const type = auth && scalarText(own(auth, 'type'));
  const parameters = auth && type ? own(auth, type) : undefined;
  const said = (key: string): string | undefined =>
    isObject(parameters)
      ? scalarText(own(parameters, key))
      : scalarText(own(objectsOf(parameters).find((entry) => own(entry, 'key') === key) ?? {}, 'value'));
  if (type === 'apikey' && said('in') === 'query') return (name) => fillsName(said('key') ?? '', name);
  if (type === 'oauth2' && said('addTokenTo') === 'queryParams') return (name) => name === 'access_token';
  if (type === 'oauth1') return (name) => name.startsWith('oauth_');
  if (type === 'awsv4') return (name) => /^x-amz-/i.test(name);
  return () => false;
}

const fillsName = (template: string, name: string): boolean =>
  fills(
    withHoles(
      template,
      () => undefined,
      () => false,
    ),
    name,
    () => true,
  );

function splitOnce(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}

/** By Postman's own library, loaded where it is needed: it is large. */
function postmanUrl(url: Json): PostmanUrl {
  const { Url } = createRequire(import.meta.url)('postman-collection') as {
    Url: new (url: Json) => PostmanUrl;
  };
  return new Url(structuredClone(url));
}
