import { isObject, type Json, type JsonObject } from '../../contract/json.js';
import type { Fields } from './fields.js';

const FLAGS = [
  'strictSSL',
  'followRedirects',
  'followOriginalHttpMethod',
  'followAuthorizationHeader',
  'removeRefererHeaderOnRedirect',
  'insecureHTTPParser',
  'disableUrlEncoding',
  'disableCookies',
  'tlsPreferServerCiphers',
];
const LISTS = ['tlsDisabledProtocols', 'tlsCipherSelection'];
const SYSTEM_HEADERS = 'disabledSystemHeaders';

/** Methods whose body newman leaves out, unless it is told not to; Postman sends it with v3. */
const BODY_PRUNED = ['GET', 'COPY', 'HEAD', 'PURGE', 'UNLOCK'];

/** Reads `settings` into `protocolProfileBehavior`; undefined where there is nothing to say. */
export function behaviourOf(request: Fields, method: string, hasBody: boolean): JsonObject | undefined {
  const settings = request.fields('settings');
  const entries = settings?.keys().flatMap((key) => entryOf(settings, key)) ?? [];
  if (hasBody && BODY_PRUNED.includes(method.trim().toUpperCase()))
    entries.push(['disableBodyPruning', true]);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function entryOf(settings: Fields, key: string): [string, Json][] {
  const value = settingOf(settings, key);
  return value === undefined ? [] : [[key, value]];
}

function settingOf(settings: Fields, key: string): Json | undefined {
  if (FLAGS.includes(key)) return settings.flag(key);
  if (key === 'maxRedirects') return settings.number(key);
  if (key === 'protocolVersion') return settings.text(key);
  if (LISTS.includes(key)) return textsOf(settings, key);
  if (key === SYSTEM_HEADERS) {
    const names = textsOf(settings, key, switchedOn(settings, key));
    return names && Object.fromEntries(names.map((name) => [name.toLowerCase(), true]));
  }
  settings.note('advice', key, `the setting "${key}" is not known, and was taken as it is`);
  return settings.get(key);
}

/** As v2.1 writes it: a mapping of names to true or false. */
function switchedOn(settings: Fields, key: string): string[] | undefined {
  const value = settings.get(key);
  if (!isObject(value) || !Object.values(value).every((on) => typeof on === 'boolean')) return undefined;
  settings.note('changed', key, `\`${key}\` is a mapping, and was taken as the list of what is true in it`);
  return Object.keys(value).filter((name) => value[name]);
}

function textsOf(
  settings: Fields,
  key: string,
  value: Json | undefined = settings.get(key),
): string[] | undefined {
  if (value === undefined) return undefined;
  const texts = Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
  if (Array.isArray(value) && texts.length === value.length) return texts;
  return settings.wrong(key, 'no list of texts', 'Write it as a list of - text');
}
