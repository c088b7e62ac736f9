import type { EnvironmentName } from '../../contract/exchange.js';
import { own } from '../../contract/json.js';
import { TEMPLATE, templateVariables } from '../../contract/variables.js';
import { type Draft, keepSetting, knownEnvironments, valuesIn } from './draft.js';
import { fill } from './fill.js';
import { MostUsed } from './most-used.js';
import { defineAs, giveWay } from './rename.js';
import type { Spot } from './spots.js';
import { splitHead, urlText, withHead } from './url-text.js';

/** A request's address, its head filled in as in the environment that is looked at first. */
interface Address {
  readonly spot: Spot;
  /** As written: `{{base_url}}`, `https://api.example.com`. */
  readonly head: string;
  /** Scheme and host; what has no value stays a template. */
  readonly origin: string;
  /** Segments of the whole path, those of the head's value included. */
  readonly segments: readonly string[];
}

const SETTLED = '{{baseUrl}}';
/** Segments that an API's own address begins with; they are taken into the base URL where all requests share them. */
const LEADING = /^(?:api|apis|rest|v\d+(?:\.\d+)*|\{\{clientId\}\})$/i;
/** Of an address without a value a person writes the value, who knows it without what the requests add to it. */
const LEADING_UNKNOWN = /^\{\{clientId\}\}$/;

/**
 * The base URL that most requests share becomes `{{baseUrl}}`, in whatever way they write it, and its value, with
 * `{CLIENT_ID}` in place of a client id, goes to `.env`. Requests to other hosts are left alone.
 */
export function settleBaseUrl(draft: Draft): void {
  if (draft.scripts.writes.has('baseUrl')) giveWay(draft, 'baseUrl');
  const [first] = knownEnvironments(draft);
  if (!first) return;
  const addresses = addressesIn(draft, first);
  const origin = mostShared(addresses.filter(({ spot, head }) => !spot.example && !setByScript(draft, head)));
  if (origin === undefined) return;
  const base = baseOf(draft, addresses, origin, first);
  const [at, elsewhere] = split(addresses, (address) => isAt(address, base, draft));
  if (elsewhere.some(({ head }) => head === SETTLED)) giveWay(draft, 'baseUrl');
  keepBaseUrls(draft, base, first);
  for (const { spot, head, segments } of at) {
    const rest = segments.slice(base.segments.length);
    const url = own(spot.request, 'url');
    const changed = withHead(url ?? '', SETTLED, rest);
    if (JSON.stringify(changed) === JSON.stringify(url)) continue;
    spot.request['url'] = changed;
    tellTwoSlashes(draft, spot, segments);
    const change = changeOf(head, base);
    if (!spot.example && change !== undefined) draft.told.add('changed', change, spot.place);
  }
  defineHeads(draft, at, base);
  tellOthers(draft, elsewhere);
}

interface Base {
  readonly origin: string;
  readonly segments: readonly string[];
  /** The head that most of its requests write. */
  readonly head: string;
}

function addressesIn(draft: Draft, environment: EnvironmentName): Address[] {
  const values = valuesIn(draft, environment);
  // The client id is written as `{CLIENT_ID}` in a base URL, whatever its value.
  values.delete('clientId');
  return draft.spots.flatMap((spot) => {
    const { head, rest } = splitHead(urlText(own(spot.request, 'url')));
    // Words where an address belongs are none.
    if (head === '' || /\s/.test(head)) return [];
    return [{ spot, head, ...addressOf(begun(head, values) + rest) }];
  });
}

/** A variable without a value, and right behind it a word: its value is one that ends with a slash. */
const SLASH_LEFT_OUT = /^(\{\{[^{}]+\}\})(?=[\w-]+$)/;

/** A head with its variables filled in. */
function begun(head: string, values: ReadonlyMap<string, string>): string {
  const filled = fill(head, values).replace(SLASH_LEFT_OUT, '$1/');
  // Of a host that is not known yet, a slash is no more than the place where it ends.
  return splitHead(filled).head === '' ? filled.replace(/(?<!\/)\/+$/, '') : filled;
}

function addressOf(text: string): { origin: string; segments: string[] } {
  const { head: origin, rest: path } = splitHead(text);
  return { origin, segments: path === '' ? [] : path.replace(/^\//, '').split('/') };
}

function mostShared(addresses: readonly Address[]): string | undefined {
  const counted = new MostUsed();
  for (const { origin } of addresses) counted.add(origin);
  return counted.winner;
}

/** The part of the path that belongs to the base: what its own variable says, as far as all its requests share it. */
function baseOf(draft: Draft, addresses: readonly Address[], origin: string, first: EnvironmentName): Base {
  const members = addresses.filter((address) => address.origin === origin && !address.spot.example);
  const heads = new MostUsed();
  for (const { head } of members) heads.add(head);
  const head = heads.winner ?? origin;
  const said = pathOfHead(draft, head, first);
  const shared = sharedStart(members.map(({ segments }) => segments));
  // A script that writes addresses with it would otherwise ask for the moved part twice.
  if (said.length === 0 && head === SETTLED && draft.scripts.reads.has('baseUrl'))
    return { origin, head, segments: [] };
  if (said.length === 0) {
    const leading = templateVariables(origin).length > 0 ? LEADING_UNKNOWN : LEADING;
    const last = shared.findLastIndex((segment) => leading.test(segment));
    return { origin, head, segments: shared.slice(0, last + 1) };
  }
  const alike = knownEnvironments(draft).every(
    (environment) => pathOfHead(draft, head, environment).join('/') === said.join('/'),
  );
  // Where some requests lie outside of it, it can be cut only if it is the same in every environment.
  const cut = said.every((segment, index) => segment === shared[index]) || !alike;
  return { origin, head, segments: cut ? said : withoutEnd(shared.slice(0, said.length)) };
}

function pathOfHead(draft: Draft, head: string, environment: EnvironmentName): string[] {
  const values = valuesIn(draft, environment);
  values.delete('clientId');
  const { segments } = addressOf(begun(head, values));
  return withoutEnd(segments);
}

/** Without the empty segments at its end, which are slashes. */
const withoutEnd = (segments: readonly string[]): string[] =>
  segments.slice(0, segments.findLastIndex((segment) => segment !== '') + 1);

/** The slashes that the value of a head ends with: the base URL itself ends with none. */
function endOfHead(draft: Draft, head: string, environment: EnvironmentName): string {
  const filled = begun(head, valuesIn(draft, environment));
  return /(?<!\/)\/*$/.exec(filled)?.[0] ?? '';
}

function sharedStart(paths: readonly (readonly string[])[]): string[] {
  const [first = [], ...others] = paths;
  const end = first.findIndex((segment, index) => others.some((path) => path[index] !== segment));
  // The last segment of a path names what is asked for.
  return end < 0 ? first.slice(0, others.length === 0 ? 0 : -1) : first.slice(0, end);
}

function isAt({ origin, segments, head }: Address, base: Base, draft: Draft): boolean {
  if (origin !== base.origin || setByScript(draft, head)) return false;
  return base.segments.every((segment, index) => segments[index] === segment);
}

function setByScript(draft: Draft, head: string): boolean {
  return templateVariables(head).some((name) => draft.scripts.writes.has(name));
}

function keepBaseUrls(draft: Draft, base: Base, first: EnvironmentName): void {
  for (const environment of knownEnvironments(draft)) {
    const values = valuesIn(draft, environment);
    const id = draft.settings.get(`${environment.toUpperCase()}_CLIENT_ID`)?.value;
    values.delete('clientId');
    const { origin } = addressOf(begun(base.head, values));
    const own = pathOfHead(draft, base.head, environment);
    const segments = own.length > base.segments.length || own.length === 0 ? base.segments : own;
    const path = [...segments, ...base.segments.slice(segments.length)]
      .map((segment) => `/${segment === id ? '{CLIENT_ID}' : segment}`)
      .join('');
    const text = withScheme(origin + path).replaceAll('{{clientId}}', '{CLIENT_ID}');
    const setting = `${environment.toUpperCase()}_BASE_URL`;
    const known = !text.replace(TEMPLATE, '{{').includes('{{') && /^[a-z][a-z\d+.-]*:\/\//i.test(text);
    keepSetting(draft, environment, 'BASE_URL', known ? text : '');
    if (!known) {
      const whole = shown(base.head) + path.replaceAll('{{clientId}}', '{CLIENT_ID}');
      draft.told.add('advice', `the base URL ${whole} has no value`, setting, 'Set it in .env');
    } else if (/^http:/i.test(text)) {
      draft.told.add(
        'advice',
        'the base URL is http, which a run takes for sandbox on localhost alone',
        setting,
        'Write its https address in .env',
      );
    }
    if (
      environment !== first &&
      endOfHead(draft, base.head, environment) !== endOfHead(draft, base.head, first)
    )
      draft.told.add(
        'advice',
        `the base URL ends with a slash in one environment and not in the other: requests are written as in ${first}`,
        setting,
        'Write it in both alike, and import again',
      );
    if (environment !== first && origin === base.origin)
      draft.told.add('advice', 'both environments have the same base URL', setting, 'Correct one of them');
  }
}

/** Most often one ends the base URL and one begins the path. Not every server takes the two for one. */
function tellTwoSlashes({ told }: Draft, { example, place }: Spot, segments: readonly string[]): void {
  if (example || !segments.slice(0, -1).includes('')) return;
  const fact = 'its path holds two slashes in a row, and is sent so, as by Postman';
  told.add('advice', fact, place, 'Take one of them away, e.g. at the end of the base URL');
}

/** Variables that the heads were written with keep a value for scripts and templates that use them beside. */
function defineHeads(draft: Draft, at: readonly Address[], base: Base): void {
  const heads = new Set(at.map(({ head }) => head));
  for (const head of heads) {
    const [name, ...others] = templateVariables(head);
    if (name === undefined || others.length > 0 || head !== `{{${name}}}`) continue;
    const [first = 'sandbox'] = knownEnvironments(draft);
    const said = pathOfHead(draft, head, first);
    const behind = said.slice(base.segments.length).map((segment) => `/${segment}`);
    const end = endOfHead(draft, head, first);
    if (said.length >= base.segments.length) defineAs(draft, name, SETTLED + behind.join('') + end);
  }
}

function tellOthers(draft: Draft, elsewhere: readonly Address[]): void {
  for (const { spot, head, origin } of elsewhere) {
    if (setByScript(draft, head)) {
      draft.told.add(
        'advice',
        `the host ${shown(head)} stays: a script of the collection sets it`,
        spot.place,
      );
      continue;
    }
    const host = origin.replace(/^[a-z][a-z\d+.-]*:\/\/(?:[^@]*@)?/i, '');
    // What is left of a variable without a value, or a text that is no address, is no host that could be reached.
    if (/^[^\s/{]+$/.test(host)) draft.hosts.add(host.toLowerCase());
    if (spot.example) continue;
    const fact = `the request goes to another host than the others, ${shown(host)}`;
    draft.told.add('advice', host === '' ? 'the address of the request names no host' : fact, spot.place);
  }
}

/** Postman takes a host without scheme for http. */
function withScheme(url: string): string {
  return /^[\w.-]+(?::\d+)?(?:\/|$)/.test(url) ? `http://${url}` : url;
}

/** Undefined where the same address is only written as an object. */
function changeOf(head: string, { segments }: Base): string | undefined {
  if (head !== SETTLED) return `the base URL ${shown(head)} became ${SETTLED}`;
  return segments.length === 0
    ? undefined
    : `the start of the path, /${segments.join('/')}, became a part of ${SETTLED}`;
}

/** Without a password that may stand before the host. */
function shown(text: string): string {
  return text.replace(/:\/\/[^/@]*@/, '://');
}

function split<T>(list: readonly T[], isIn: (entry: T) => boolean): [T[], T[]] {
  return [list.filter(isIn), list.filter((entry) => !isIn(entry))];
}
