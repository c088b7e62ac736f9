import { isObject, type Json, type JsonObject, own, scalarText } from '../../contract/json.js';
import type { Findings } from './findings.js';
import { kindOf } from './kind-of.js';

/** Lists that a collection, folder or item may hold. */
const LISTS = ['event', 'variable', 'response'] as const;

/** What collection, folder and request have in common: scripts, variables, examples and auth, each in its form. */
export function tidiedParts(holder: JsonObject, place: string, found: Findings): JsonObject {
  const changed: [string, Json][] = LISTS.flatMap((key) => {
    const value = own(holder, key);
    return value === undefined || Array.isArray(value) ? [] : [[key, listed(key, value, place, found)]];
  });
  const auth = own(holder, 'auth');
  if (auth !== undefined) changed.push(['auth', tidiedAuth(auth, place, found)]);
  return changed.length === 0 ? holder : { ...holder, ...Object.fromEntries(changed) };
}

/** A list that was given as null, as its only entry, or as a map of names to values. */
export function listed(key: string, value: Json, place: string, found: Findings): Json[] {
  if (value === null) return [];
  if (!isObject(value)) {
    found.flaw(place, `\`${key}\` is ${kindOf(value)}, no list`, 'Write it as a list of objects');
    return [];
  }
  if (Object.keys(value).length === 0) return [];
  found.note('changed', place, `\`${key}\` was an object, and is written as a list`);
  if (['listen', 'key', 'code', 'body'].some((own) => Object.hasOwn(value, own))) return [value];
  if (key === 'event') {
    return Object.entries(value).map(([listen, script]) => ({ listen, script }));
  }
  return Object.entries(value).map(([name, inner]) =>
    isObject(inner) ? inner : { key: name, value: inner },
  );
}

/** Parameters of auth as a list; v2.0 has them as an object. */
export function tidiedAuth(auth: Json, place: string, found: Findings): Json {
  if (auth === null) return auth;
  if (!isObject(auth)) {
    found.flaw(place, `\`auth\` is ${kindOf(auth)}, no object`, 'Write it as an object with its `type`');
    return null;
  }
  const type = scalarText(own(auth, 'type'));
  const parameters = type === undefined ? undefined : own(auth, type);
  if (type === undefined || !isObject(parameters)) return auth;
  return { ...auth, ...Object.fromEntries([[type, parameterList(parameters)]]) };
}

function parameterList(parameters: JsonObject): JsonObject[] {
  return Object.entries(parameters).map(([key, value]) => ({ key, value, type: typeOf(value) }));
}

function typeOf(value: Json): string {
  return ['string', 'boolean', 'number'].includes(typeof value) ? typeof value : 'any';
}
