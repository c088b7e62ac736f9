import { isObject, type JsonObject, objectsOf, own, scalarText } from '../../contract/json.js';
import { isPlaceholder } from '../../contract/placeholder.js';
import { type Draft, keepSetting, knownEnvironments, valuesIn } from './draft.js';
import { fill } from './fill.js';
import { MostUsed } from './most-used.js';
import { authsOf, defineAs, giveWay, renameTemplates } from './rename.js';
import { maySet } from './script-use.js';
import type { Spot } from './spots.js';
import { changeText } from './strings.js';

const TEMPLATE_ALONE = /^\{\{([^{}$][^{}]*)\}\}$/;
const BEARER = /^(Bearer\s+)(.*)$/is;
const SETTLED = '{{bearerToken}}';

/**
 * The Bearer token that most requests carry becomes `{{bearerToken}}`, and its value goes to `.env`; not one that
 * a script of the collection sets: that one comes from an answer.
 *
 * @returns the token's values, where it has any, for other places that hold the same
 */
export function settleToken(draft: Draft): string[] {
  if (draft.scripts.writes.has('bearerToken')) giveWay(draft, 'bearerToken');
  const counted = new MostUsed();
  for (const spot of draft.spots) {
    const token = spot.example ? undefined : tokenOf(spot);
    if (token === undefined) continue;
    const name = nameIn(token);
    if (name !== undefined && setByScript(draft, name)) {
      draft.told.add(
        'advice',
        `the Bearer token {{${name}}} stays: a script of the collection sets it`,
        spot.place,
      );
    } else counted.add(name === undefined && isPlaceholder(token) ? '' : token);
  }
  const winner = counted.winner;
  if (winner === undefined) return [];
  return take(draft, winner);
}

/** A script that hides what it sets may well set a token that has no value before. */
function setByScript(draft: Draft, name: string): boolean {
  if (name === 'bearerToken') return draft.scripts.writes.has(name);
  if (maySet(draft.scripts, name)) return true;
  const known = knownEnvironments(draft).some((environment) => valuesIn(draft, environment).get(name));
  return draft.scripts.hides && !known;
}

function take(draft: Draft, token: string): string[] {
  const name = nameIn(token);
  const values = knownEnvironments(draft).flatMap((environment) => {
    const value = fill(token, valuesIn(draft, environment))
      .trim()
      .replace(/^bearer\s+/i, '');
    const known = isPlaceholder(value) ? '' : value;
    keepSetting(draft, environment, 'BEARER_TOKEN', known);
    return known === '' ? [] : [known];
  });
  const what = name === undefined ? 'a literal' : `{{${name}}}`;
  for (const spot of draft.spots) {
    if (token !== SETTLED && !spot.example && tokenOf(spot) === token)
      draft.told.add('changed', `the Bearer token, ${what}, became ${SETTLED}`, spot.place);
  }
  const is = (text: string): boolean =>
    text === token || (nameIn(text) === undefined && !text.includes('{{') && isPlaceholder(text));
  const meant = new Set(draft.spots.filter((spot) => isMeant(spot, token)).map(({ request }) => request));
  for (const { request, place } of draft.spots) {
    if (!meant.has(request)) continue;
    const fact = 'its Bearer token stays as it is: the request is there to be refused';
    draft.told.add('advice', fact, place);
  }
  const left = new Set([...meant].map((request) => own(request, 'auth')));
  for (const { auth } of authsOf(draft)) {
    if (left.has(auth)) continue;
    for (const entry of bearerEntries(auth))
      changeText(entry, 'value', (text) => (is(text) ? SETTLED : text));
  }
  for (const { request } of draft.spots) {
    if (meant.has(request)) continue;
    for (const header of authorizations(request)) {
      changeText(header, 'value', (text) =>
        text.replace(BEARER, (whole, scheme: string, credential: string) =>
          is(credential.trim()) ? scheme + SETTLED : whole,
        ),
      );
    }
  }
  if (name !== undefined) {
    renameTemplates(draft, name, 'bearerToken');
    defineAs(draft, name, SETTLED);
  }
  return values;
}

/** Whether a request has a token of its own, another one or none, to be refused for it. */
function isMeant(spot: Spot, token: string): boolean {
  const auth = own(spot.request, 'auth');
  const own_ = (isObject(auth) && own(auth, 'type') === 'bearer') || authorizations(spot.request).length > 0;
  return spot.expectsError && own_ && tokenOf(spot) !== token;
}

/** What a request sends behind `Bearer`; undefined where it sends no such thing. */
function tokenOf({ auth, request }: Spot): string | undefined {
  const [entry] = auth ? bearerEntries(auth) : [];
  if (entry) return scalarText(own(entry, 'value')) ?? '';
  const [header] = authorizations(request);
  const credential = header && BEARER.exec(scalarText(own(header, 'value')) ?? '')?.[2];
  return credential?.trim();
}

function bearerEntries(auth: JsonObject): JsonObject[] {
  if (own(auth, 'type') !== 'bearer') return [];
  return objectsOf(own(auth, 'bearer')).filter((entry) => own(entry, 'key') === 'token');
}

function authorizations(request: JsonObject): JsonObject[] {
  return objectsOf(own(request, 'header')).filter(
    (header) =>
      scalarText(own(header, 'key'))?.trim().toLowerCase() === 'authorization' &&
      own(header, 'disabled') !== true,
  );
}

const nameIn = (text: string): string | undefined => TEMPLATE_ALONE.exec(text)?.[1];
