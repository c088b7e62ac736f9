import type { Agent, ClientRequest } from 'node:http';
import { createRequire } from 'node:module';
import type { Json, JsonObject } from '../contract/json.js';

/** A list of variables, as far as Postman's substitution asks of it. */
export interface VariableList {
  oneNormalizedVariable(name: string): { toString(): string } | undefined;
}

/** A request of postman-collection: what is filled in and signed on its way. */
interface SdkRequest {
  readonly url: { toString(): string };
}
interface SdkItem {
  readonly request: SdkRequest;
}
/** What the runtime knows of an item under way. */
export interface ItemContext {
  item: SdkItem;
  readonly protocolProfileBehavior: object | undefined;
}
interface ItemList {
  idx(position: number): SdkItem & { readonly items?: ItemList };
}

/** What a step of the runtime may ask of the run. */
export interface RunSurface {
  readonly options: {
    readonly fileResolver: FileResolver;
    readonly requester: Record<string, never>;
  };
  readonly triggers: { console(cursor: unknown, level: string, ...messages: readonly unknown[]): void };
}
export interface FileResolver {
  stat(file: string, done: (error: Error | null, stats?: object) => void): void;
  createReadStream(file: string): object;
}
type Step = (context: ItemContext, run: RunSurface, done: (error?: Error | null) => void) => void;

/** How postman-request is called; the runtime makes it of a request. */
export interface RequestOptions {
  readonly url: { readonly href: string };
  readonly [option: string]: unknown;
}

/** postman-request's own request, made ready to go out. */
export interface OutgoingRequest {
  readonly method: string;
  readonly uri: { readonly protocol: string; readonly host: string };
  readonly body?: string | Buffer | object;
  readonly _form?: { readonly _streams: readonly unknown[]; getBoundary(): string };
  readonly req?: ClientRequest;
  _aborted?: boolean;
  setMaxListeners(count: number): void;
  hasHeader(name: string): string | false;
  setHeader(name: string, value: string | number): void;
  jar(cookies: unknown, done: () => void): void;
  start(): void;
  emit(event: 'pipe', source: object): boolean;
}

/** Postman's jar of cookies. */
export interface CookieJar {
  serializeSync(): { readonly cookies: readonly object[] };
  _importCookiesSync(serialized: unknown): void;
  removeAllCookiesSync(): void;
  setCookieSync(cookie: string, url: string): void;
  getCookieStringSync(url: string): string;
}

/** Postman's own parts, of the versions that newman runs with. */
export interface Postman {
  readonly Collection: new (definition: JsonObject) => { readonly items: ItemList };
  createItemContext(payload: { item: SdkItem; coords: object }): ItemContext;
  resolveVariables(
    context: ItemContext,
    scopes: { readonly environment: { readonly values: VariableList } },
  ): void;
  /** What happens to a request before it is sent: comments, files, authentication, proxy, certificates. */
  readonly steps: readonly Step[];
  requestOptions(request: SdkRequest, behaviour: object | undefined): RequestOptions;
  readonly Request: new (
    options: RequestOptions & {
      readonly agents: { readonly http: Agent; readonly https: Agent };
      readonly proxy: false;
      readonly callback: (error: Error | null) => void;
    },
  ) => OutgoingRequest;
  /** A jar of cookies, as each run of newman has one. */
  cookieJar(): CookieJar;
  /** JSON without the comments that Postman takes out before it sends it. */
  withoutComments(json: string): string;
  /** Fills the variables of a text in. */
  fill(text: string, variables: readonly VariableList[]): string;
  valuesOf(list: readonly Json[]): Readonly<Record<string, unknown>>;
  /** Whether Postman itself makes the value of a variable of that name (`$guid`). */
  isDynamic(name: string): boolean;
}

let loaded: Postman | undefined;

/** Loads Postman's libraries when the first request is built: they take half a second. */
export function postman(): Postman {
  loaded ??= load();
  return loaded;
}

function load(): Postman {
  // From where newman and its runtime find them: another version would build other requests.
  const newman = createRequire(createRequire(import.meta.url).resolve('newman'));
  const part = createRequire(newman.resolve('postman-runtime'));
  const core = part('./lib/requester/core');
  const { RequesterPool } = part('./lib/requester');
  const pool = new RequesterPool({ requester: { useWhatWGUrlParser: true } }, () => undefined);
  const { Collection, Property, VariableScope } = part('postman-collection');
  const dynamic = part('postman-collection/lib/superstring/dynamic-variables');
  return {
    Collection,
    withoutComments: part('strip-json-comments'),
    fill: (text, variables) => Property.replaceSubstitutions(text, [...variables]),
    valuesOf: (list) => new VariableScope({ values: list }).toObject(true, true),
    createItemContext: part('./lib/runner/create-item-context'),
    resolveVariables: part('./lib/runner/util').resolveVariables,
    steps: part('./lib/runner/request-helpers-presend'),
    requestOptions: (request, behaviour) => core.getRequestOptions(request, pool.options, behaviour),
    Request: part('postman-request').Request,
    cookieJar: part('postman-request').jar,
    isDynamic: (name) => Object.hasOwn(dynamic, name),
  };
}
