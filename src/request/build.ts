import type { Header, WireRequest } from '../contract/exchange.js';
import { isObject, type JsonObject, own, stringsIn } from '../contract/json.js';
import type { Operation } from '../contract/model.js';
import { templateVariables } from '../contract/variables.js';
import { type Cookies, jarOf, withoutCookies } from './cookies.js';
import { filesIn } from './files.js';
import {
  type FileResolver,
  type ItemContext,
  postman,
  type RequestOptions,
  type RunSurface,
  type VariableList,
} from './postman.js';
import { serialise } from './serialise.js';

/** The value of a variable as it stands in a text, or undefined where it has none. */
export type Lookup = (name: string) => string | undefined;

export interface Built {
  readonly request: WireRequest;
  /** Variables that have no value; they stand in the request as `{{name}}`, as Postman leaves them. */
  readonly missing: readonly string[];
  /** Files that could not be read, in Postman's words: the request goes out without them. */
  readonly lacks: readonly string[];
  /** Where the suite frames it otherwise than newman does, each in a few words. */
  readonly framed: readonly string[];
}

/** What a request is built from, beside variables. */
export interface Surroundings {
  /** Folder that upload files are read from; without it, none are. */
  readonly folder?: string | undefined;
  /** What reads them, where that is not the folder. */
  readonly files?: FileResolver;
  /** Cookies that answers have set. */
  readonly cookies?: Cookies | undefined;
}

/** What was asked of the variables while a request was built. */
export interface Reads {
  readonly values: ReadonlyMap<string, string | undefined>;
  /** Postman made a value of its own (`{{$guid}}`): another one each time. */
  readonly dynamic: boolean;
}

/**
 * The operation's request as newman puts it on the wire: Postman's own libraries fill in, sign and write it, in
 * the order in which the runtime calls them (`docs/decisions/one-request.md`).
 *
 * @throws Error in Postman's or Node's words, where newman cannot send it either
 */
export function build(
  operation: Operation,
  lookup: Lookup,
  { folder, cookies, files = filesIn(folder) }: Surroundings = {},
): Built & { reads: Reads } {
  const { createItemContext, resolveVariables, steps, requestOptions, isDynamic } = postman();
  const { list, values } = asked(lookup);
  const lacks: string[] = [];
  const context = createItemContext({ item: itemOf(operation), coords: {} });
  resolveVariables(context, { environment: { values: list } });
  const run: RunSurface = {
    options: { fileResolver: files, requester: {} },
    triggers: { console: (_cursor, _level, ...messages) => void lacks.push(messages.join(' ')) },
  };
  for (const step of steps) take(step, context, run);
  const { request } = context.item;
  if (request.url.toString() === '') throw new Error('its URL is empty');
  const { request: written, framed } = serialise(
    withJar(requestOptions(request, context.protocolProfileBehavior), cookies),
  );
  const unknown = [...values].filter(([, value]) => value === undefined).map(([name]) => name);
  const aside = asideOf(operation);
  return {
    request: written,
    missing: unknown.filter((name) => !isDynamic(name) && !aside.has(name)),
    lacks,
    framed,
    reads: { values, dynamic: unknown.some(isDynamic) },
  };
}

/** With a jar of its own, where the operation does not do without cookies. */
const withJar = (options: RequestOptions, cookies: Cookies | undefined): RequestOptions =>
  options['jar'] === undefined ? options : { ...options, jar: jarOf(cookies) };

/** How Postman's client is called for a request that is built, so that it follows redirects as the operation says. */
export function following(operation: Operation, request: WireRequest, cookies?: Cookies): RequestOptions {
  const { method, origin, target, headers, body } = withoutCookies(request, cookies);
  const { createItemContext, requestOptions } = postman();
  const item = itemOf({ ...operation, request: { url: origin + target } });
  const context = createItemContext({ item, coords: {} });
  const options = requestOptions(context.item.request, context.protocolProfileBehavior);
  return { ...withJar(options, cookies), method, headers: byName(headers), body };
}

/** Headers as Postman's client takes them: of a name that is repeated, all values. */
function byName(headers: readonly Header[]): Record<string, string | readonly string[]> {
  const valuesOf = (name: string) => headers.flatMap(([other, value]) => (other === name ? [value] : []));
  return Object.fromEntries(
    headers.map(([name, value]) => {
      const values = valuesOf(name);
      return [name, values.length > 1 ? values : value];
    }),
  );
}

function take(
  step: (context: ItemContext, run: RunSurface, done: (error?: Error | null) => void) => void,
  context: ItemContext,
  run: RunSurface,
): void {
  let ended = false;
  let failure: Error | null | undefined;
  step(context, run, (error) => {
    ended = true;
    failure = error;
  });
  if (failure) throw failure;
  if (!ended) throw new Error('it is signed with an answer of a server, or with time to spare');
}

/** A text with its variables filled in as Postman does, and those that have no value. */
export function filled(text: string, lookup: Lookup): { readonly text: string; readonly missing: string[] } {
  if (!text.includes('{{')) return { text, missing: [] };
  const { fill, isDynamic } = postman();
  const { list, values } = asked(lookup);
  const whole = fill(text, [list]);
  const missing = [...values].flatMap(([name, value]) =>
    value === undefined && !isDynamic(name) ? [name] : [],
  );
  return { text: whole, missing };
}

/** Variables in the place of Postman's environment; what is asked for is written down. */
function asked(lookup: Lookup): { list: VariableList; values: Map<string, string | undefined> } {
  const values = new Map<string, string | undefined>();
  const list = new VariablesAsked((name) => {
    const value = lookup(name);
    values.set(name, value);
    return value;
  });
  return { list, values };
}

class VariablesAsked implements VariableList {
  /** By this name Postman knows a list of variables from a plain object. */
  static readonly _postman_propertyName = 'VariableList';

  constructor(readonly lookup: Lookup) {}

  oneNormalizedVariable(name: string): { toString(): string } | undefined {
    const value = this.lookup(name);
    return value === undefined ? undefined : { toString: () => value };
  }
}

type Item = ReturnType<InstanceType<ReturnType<typeof postman>['Collection']>['items']['idx']>;
const items = new WeakMap<Operation, Item>();

/** The operation as an item of postman-collection, below what it inherits from. */
function itemOf(operation: Operation): Item {
  const known = items.get(operation);
  if (known) return known;
  const { request, item: source, holders } = operation;
  const alone: JsonObject = { ...behaviourOf(source), request };
  const definition = holders.reduceRight<JsonObject>(
    (inner, holder) => ({ ...authOf(holder), ...behaviourOf(holder), item: [inner] }),
    alone,
  );
  let item: Item | undefined = new (postman().Collection)(definition).items.idx(0);
  while (item?.items) item = item.items.idx(0);
  if (!item) throw new Error('it is no request');
  items.set(operation, item);
  return item;
}

const authOf = (holder: JsonObject): JsonObject => {
  const auth = own(holder, 'auth');
  return auth === undefined ? {} : { auth };
};

function behaviourOf(holder: JsonObject): JsonObject {
  const behaviour = own(holder, 'protocolProfileBehavior');
  return isObject(behaviour) ? { protocolProfileBehavior: behaviour } : {};
}

const asides = new WeakMap<JsonObject, ReadonlySet<string>>();

/** Variables that stand only where nothing is sent (descriptions, disabled parts): Postman fills them in there too. */
function asideOf({ request, auth, templateVariables: sent }: Operation): ReadonlySet<string> {
  const known = asides.get(request);
  if (known) return known;
  const all = [request, auth].flatMap(stringsIn).flatMap(templateVariables);
  const aside = new Set(all.filter((name) => !sent.includes(name)));
  asides.set(request, aside);
  return aside;
}
