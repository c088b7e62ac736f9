import type { WireRequest } from '../../contract/exchange.js';
import { glob } from '../../contract/glob.js';
import { isObject, own } from '../../contract/json.js';
import type { Contract, Operation } from '../../contract/model.js';
import type { Lookup } from '../../request/build.js';
import { type EnvironmentSettings, type KnownEnvironment, originOf } from '../../settings/settings.js';
import { initialScopes, lookupIn } from '../scopes.js';
import { isDeclaredBody } from './declared-body.js';
import { urlDiffers } from './declared-url.js';
import type { Departure } from './departure.js';
import { withHoles } from './holes.js';
import { madeAnother, READING } from './overrides.js';
import { Refusals } from './refusals.js';

/**
 * Looks at each request of one environment as it leaves, whatever was declared, planned or done to it by scripts.
 *
 * Hosts are held everywhere. Where nothing may be changed, a request has the method, the URL and the body that its
 * operation declares; a script's own request has to be listed in `readingRequests`.
 */
export class Guard {
  readonly refusals: Refusals;
  readonly #origins: ReadonlySet<string>;
  readonly #reading: readonly ((name: string) => boolean)[];
  readonly #declared: Lookup;

  /** @param other the other environment, as far as the settings know it */
  constructor(
    readonly contract: Contract,
    readonly settings: EnvironmentSettings,
    readonly other?: KnownEnvironment,
  ) {
    const { hosts, readingRequests, sameServer } = contract.config;
    this.refusals = new Refusals(contract, settings.name);
    const own = originOf(settings);
    const listed = hosts.map((host) => new URL(`https://${host}`).origin);
    // A list of hosts serves both environments: it does not open one to the other.
    const theirs = other && !sameServer ? originOf(other) : undefined;
    this.#origins = new Set([own, ...listed.filter((origin) => origin !== theirs)]);
    this.#reading = readingRequests.map(glob);
    this.#declared = lookupIn(initialScopes(contract, settings));
  }

  /** Why a request may not leave, in one sentence; undefined where it may. */
  refusal(request: WireRequest, departure: Departure): string | undefined {
    const fact =
      this.#elsewhere(request) ??
      (this.settings.writes ? this.#forTheOther(request, departure) : this.#change(request, departure));
    if (fact !== undefined) this.refusals.add(fact, departure, request);
    return fact;
  }

  #elsewhere({ origin, headers, target, method }: WireRequest): string | undefined {
    if (!this.#origins.has(origin))
      return `requests to ${origin} are refused: it is no host of this environment (collections/contract.yaml, hosts)`;
    const hosts = headers.filter(([name]) => name.toLowerCase() === 'host');
    const [, host] = hosts.find(([, value]) => !this.#origins.has(originNamed(origin, value))) ?? [];
    if (host !== undefined)
      return `a Host header that names ${host} is refused: it is no host of this environment (collections/contract.yaml, hosts)`;
    const direct = method !== 'CONNECT' && (target.startsWith('/') || target === '*');
    return direct ? undefined : 'a request to a proxy is refused: the suite makes its own connections';
  }

  /** On a server that holds both environments, the other's credentials are what tells them apart. */
  #forTheOther(request: WireRequest, { by, operation }: Departure): string | undefined {
    const { other } = this;
    if (!other || other.writes || originOf(other) !== request.origin) return undefined;
    if (by === 'suite' && !operation.changes) return undefined;
    const carried = [other.clientId, other.bearerToken ?? ''].some((credential) =>
      carries(request, credential),
    );
    return carried
      ? `nothing may be changed in ${other.name}, which is on the same server, and the request carries its credentials`
      : undefined;
  }

  #change(request: WireRequest, departure: Departure): string | undefined {
    const reason = this.#changes(request, departure);
    return (
      reason &&
      `nothing may be changed in ${this.settings.name}: ${reason} (collections/contract.yaml, readingRequests)`
    );
  }

  #changes(request: WireRequest, departure: Departure): string | undefined {
    const { by, operation } = departure;
    const { method } = request;
    if (by === 'look') {
      const reads = READING.has(method) || (operation?.changes === false && sameMethod(request, operation));
      return reads ? undefined : `its method is ${method}`;
    }
    const other = madeAnother(request);
    if (other !== undefined) return other;
    const listed = this.#reads(by === 'suite' ? departure.base : request);
    if (by === 'script') return listed ? undefined : "a script's own request is not listed";
    if (operation.changes) return 'the operation counts as changing data';
    if (by === 'redirect')
      return listed || READING.has(method) ? undefined : `a redirect makes it a ${method}`;
    // What a rule changes is not declared; what it began with is.
    const base = by === 'suite' ? departure.base : request;
    if (method !== base.method && !READING.has(method)) return `its method is ${method}`;
    return listed ? undefined : this.#differs(base, operation);
  }

  /** Whether `readingRequests` lists it. */
  #reads({ method, target }: WireRequest): boolean {
    const named = `${method} ${target.split('?')[0]}`;
    return !hasDots(target) && this.#reading.some((matches) => matches(named));
  }

  #differs(request: WireRequest, operation: Operation): string | undefined {
    if (!sameMethod(request, operation))
      return `its method is ${request.method}, and ${operation.method} in the collection`;
    const free = this.contract.config.operations[operation.name]?.unique ?? [];
    return (
      urlDiffers(operation, request, this.#declared) ??
      (isDeclaredBody(operation, request.body, this.#declared, free)
        ? undefined
        : 'its body is another than in the collection') ??
      (readAsForm(request) && !saysForm(operation, this.#declared)
        ? 'its Content-Type makes a form of its body'
        : undefined)
    );
  }
}

/** A text that is harmless in JSON may hold fields where a server reads it as a form. */
const FORM = /x-www-form-urlencoded|multipart\//i;

const readAsForm = ({ headers, body }: WireRequest): boolean =>
  body !== undefined &&
  headers.some(([name, value]) => name.toLowerCase() === 'content-type' && FORM.test(value));

function saysForm({ request }: Operation, declared: Lookup): boolean {
  const body = own(request, 'body');
  const mode = isObject(body) ? own(body, 'mode') : undefined;
  const headers = withHoles(JSON.stringify(own(request, 'header') ?? ''), declared, () => true);
  return mode === 'urlencoded' || mode === 'formdata' || FORM.test(headers);
}

const sameMethod = (request: WireRequest, operation: Operation): boolean =>
  request.method.toUpperCase() === operation.method.toUpperCase();

/** The origin that a Host header names, under the scheme of the request. */
function originNamed(origin: string, host: string): string {
  const named = `${new URL(origin).protocol}//${host}`;
  return URL.canParse(named) ? new URL(named).origin : '';
}

/** A short credential is known only where it stands alone. */
function carries({ target, headers, body }: WireRequest, credential: string): boolean {
  if (credential.length < SHORTEST) return credential !== '' && target.split(/[/?&=]/).includes(credential);
  const coded = headers.flatMap(([, value]) => /^basic +(\S+)$/i.exec(value)?.[1] ?? []);
  const texts = [
    target,
    ...headers.map(([, value]) => value),
    ...coded.map((value) => Buffer.from(value, 'base64').toString('utf8')),
    body?.toString('utf8') ?? '',
  ];
  return texts.some((text) => text.includes(credential) || text.includes(encodeURIComponent(credential)));
}

const SHORTEST = 6;

/** Whether a server may read another path out of it. */
const hasDots = (target: string): boolean => /\/(?:\.|%2e){1,2}(?:\/|\?|$)|%2f|%5c|\\/i.test(target);
