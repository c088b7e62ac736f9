import { isObject, type Json, type JsonObject, objectsOf, own, scalarText } from '../../contract/json.js';
import { decoded } from '../../contract/percent.js';
import { type Draft, knownEnvironments, valuesIn } from './draft.js';
import { fill } from './fill.js';
import { variablesOf } from './rename.js';
import type { Spot } from './spots.js';
import { changeText } from './strings.js';
import { splitHead, urlText } from './url-text.js';

/** A user name and a password before a host: `https://name:password@host`. */
const USER_INFO = /^([a-z][a-z\d+.-]*:\/\/)([^/:?#]*)(?::([^/?#]*))?@/i;

const NOT_SENT =
  'user name and password in the URL are left out: the request has another Authorization, which is sent in their place';

/** A user name and password in a URL, which a base URL must not hold, become Basic auth: the same is sent. */
export function writeUserInfoAsAuth(draft: Draft): void {
  const [first] = knownEnvironments(draft);
  if (!first) return;
  const values = valuesIn(draft, first);
  for (const spot of draft.spots) {
    const [user, password] = userInfoOf(own(spot.request, 'url'), values);
    if (user === undefined) continue;
    strip(spot.request);
    if (isAuthorized(spot)) {
      draft.told.add('lost', NOT_SENT, spot.place);
      continue;
    }
    spot.request['auth'] = {
      type: 'basic',
      basic: [parameter('username', user), parameter('password', password)],
    };
    draft.told.add('changed', 'user name and password in the URL became Basic auth', spot.place);
  }
  for (const variable of variablesOf(draft.collection)) changeText(variable, 'value', without);
  for (const variables of draft.environments.values()) {
    for (const [key, variable] of variables)
      variables.set(key, { ...variable, value: without(variable.value) });
  }
}

/** Postman takes what stands in `auth` before what stands in the text; the host begins behind the last `@`. */
function userInfoOf(
  url: Json | undefined,
  values: ReadonlyMap<string, string>,
): readonly [user: string | undefined, password: string] {
  const auth = isObject(url) ? own(url, 'auth') : undefined;
  const user = isObject(auth) ? scalarText(own(auth, 'user')) : undefined;
  if (isObject(auth) && user !== undefined)
    return [encodeURIComponent(user), encodeURIComponent(scalarText(own(auth, 'password')) ?? '')];
  const [, , name, password = ''] = USER_INFO.exec(fill(splitHead(urlText(url)).head, values)) ?? [];
  return [name, password];
}

const without = (text: string): string => text.replace(USER_INFO, '$1');

function strip(request: JsonObject): void {
  changeText(request, 'url', without);
  const url = own(request, 'url');
  if (!isObject(url)) return;
  changeText(url, 'raw', without);
  delete url['auth'];
  const host = own(url, 'host');
  if (Array.isArray(host) && typeof host[0] === 'string') host[0] = host[0].replace(/^.*@/, '');
  else changeText(url, 'host', (text) => text.replace(/^.*@/, ''));
}

function isAuthorized({ auth, request }: Spot): boolean {
  return (
    auth !== undefined ||
    objectsOf(own(request, 'header')).some(
      (header) =>
        own(header, 'disabled') !== true && /^authorization$/i.test(scalarText(own(header, 'key')) ?? ''),
    )
  );
}

const parameter = (key: string, value: string): JsonObject => ({
  key,
  value: decoded(value),
  type: 'string',
});
