import { isObject, type Json, type JsonObject } from '../../contract/json.js';
import type { Fields } from './fields.js';

const WITH_CREDENTIALS = [
  'basic',
  'bearer',
  'apikey',
  'oauth1',
  'oauth2',
  'digest',
  'hawk',
  'ntlm',
  'awsv4',
  'edgegrid',
  'jwt',
  'asap',
];

/** Reads `auth` of a request or definition; undefined where it inherits. */
export function authOf(holder: Fields, where: 'request' | 'definition'): JsonObject | undefined {
  const auth = holder.get('auth');
  if (!Array.isArray(auth)) {
    const single = holder.fields('auth');
    return single && oneAuth(single);
  }
  if (where === 'request') {
    holder.note('changed', 'auth', 'a request has one auth, not a list of them; the last was taken');
  } else if (auth.length !== 1) {
    holder.note(
      'changed',
      'auth',
      `there are ${auth.length} entries of auth, of which v2.1 holds one; the last was taken`,
    );
  }
  return holder
    .entries(auth, (entry) => entry)
    .map(oneAuth)
    .at(-1);
}

function oneAuth(auth: Fields): JsonObject | undefined {
  const type = auth.required('type', 'Write `type`, e.g. bearer');
  // Names of an entry within a list: v2.1 has no place for them, and nothing depends on them.
  auth.get('id');
  auth.get('name');
  if (auth.get('rules') !== undefined)
    auth.note('lost', 'rules', 'v2.1 has no rules for when an auth is used');
  const read = type === undefined ? undefined : typedAuth(auth, type);
  auth.reportOthers();
  return read;
}

function typedAuth(auth: Fields, type: string): JsonObject | undefined {
  if (WITH_CREDENTIALS.includes(type)) return { type, [type]: credentialsOf(auth) };
  if (type === 'noauth') return { type };
  if (type !== 'inherit') {
    const known = [...WITH_CREDENTIALS, 'noauth', 'inherit'].join(', ');
    return auth.wrong('type', 'no type of auth', `Choose from ${known}`);
  }
  auth.note('changed', 'type', 'auth of type inherit was taken as no auth of its own, which inherits');
  return undefined;
}

function credentialsOf(auth: Fields): JsonObject[] {
  const credentials = auth.get('credentials');
  if (credentials === undefined)
    auth.note('advice', 'type', 'the auth has no credentials', 'Write `credentials`');
  if (Array.isArray(credentials)) return auth.entries(credentials, listed);
  const map = auth.fields('credentials');
  return map?.keys().map((key) => credential(map, key, key)) ?? [];
}

function listed(entry: Fields): JsonObject | undefined {
  const key = entry.required('key', 'Write `key`, or delete the entry');
  const read = key === undefined ? undefined : credential(entry, key, 'value');
  entry.reportOthers();
  return read;
}

/** A mapping in place of a text is what an unquoted {{variable}} reads as. */
function credential(holder: Fields, key: string, valueKey: string): JsonObject {
  const value = holder.get(valueKey);
  if (value === undefined)
    holder.note('changed', valueKey, `\`${key}\` has no value, and was taken as an empty text`);
  const plain = typeof value === 'number' ? holder.coerced(valueKey, value) : (value ?? '');
  return { key, value: plain, type: typeOf(plain) };
}

function typeOf(value: Json): string {
  if (typeof value === 'boolean') return 'boolean';
  return Array.isArray(value) || isObject(value) ? 'any' : 'string';
}
