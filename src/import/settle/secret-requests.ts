import { type JsonObject, objectsOf, own, scalarText } from '../../contract/json.js';
import { isGiven, isSecretName, isSecretValue } from '../../contract/secret-names.js';
import { templateVariables } from '../../contract/variables.js';
import { changeShapes } from '../../masking/secret-shapes.js';
import type { Draft } from './draft.js';
import { changeNamed } from './named-values.js';
import { authsOf } from './rename.js';
import { changeStrings, changeText } from './strings.js';
import type { Vault } from './vault.js';

/** Parameters of auth, of any type, that are secrets. */
const AUTH_SECRETS =
  /^(?:password|token|accessToken|refreshToken|clientSecret|consumerSecret|tokenSecret|consumerKey|secretKey|accessKey|sessionToken|authKey|clientToken|secret|privateKey|key)$/;
const SCHEME = /^([A-Za-z][\w-]*\s+)?(.*)$/s;
const AUTHORIZATION = /^(?:proxy-)?authorization$/i;

/** Secrets that stand in requests as literals become variables. */
export function takeFromRequests(draft: Draft, vault: Vault): void {
  for (const { auth, place } of authsOf(draft)) {
    for (const entry of authSecrets(auth)) {
      changeText(entry.holder, 'value', (value) => {
        if (!isGiven(value)) return value;
        draft.told.add('changed', `a secret of the auth moved to .env`, place);
        return vault.templateFor(value, entry.name);
      });
    }
  }
  for (const { request, place } of draft.spots) {
    const told = (value: string, name: string): string => {
      draft.told.add('changed', 'a secret that stood in the request moved to .env', place);
      return vault.templateFor(value, name);
    };
    changeNamed(request, (name, value) => {
      if (AUTHORIZATION.test(name)) return credential(value, told);
      return isSecretName(name) && isSecretValue(value) ? told(value, name) : value;
    });
    changeStrings(request, (text) => changeShapes(text, (secret) => told(secret, 'secret')), ['description']);
  }
}

function credential(value: string, told: (value: string, name: string) => string): string {
  const [, scheme = '', rest = ''] = SCHEME.exec(value) ?? [];
  return isGiven(rest) ? scheme + told(rest, `${scheme.trim() || 'authorization'}Credential`) : value;
}

/** Variables that stand where an auth has its secrets. */
export const authSecretVariables = (auth: JsonObject): string[] =>
  authSecrets(auth).flatMap(({ holder }) => templateVariables(scalarText(own(holder, 'value')) ?? ''));

interface AuthSecret {
  readonly holder: JsonObject;
  readonly name: string;
}

function authSecrets(auth: JsonObject): AuthSecret[] {
  const type = scalarText(own(auth, 'type')) ?? '';
  const entries = objectsOf(own(auth, type));
  if (type === 'apikey') {
    const named = entries.find((entry) => own(entry, 'key') === 'key');
    const name = (named && scalarText(own(named, 'value'))) || 'apiKey';
    return entries.filter((entry) => own(entry, 'key') === 'value').map((holder) => ({ holder, name }));
  }
  return entries.flatMap((holder) => {
    const key = scalarText(own(holder, 'key')) ?? '';
    if (!AUTH_SECRETS.test(key) || (key === 'key' && type !== 'hawk')) return [];
    return [{ holder, name: `${type}-${key}` }];
  });
}
