import { isPlaceholder } from './placeholder.js';
import { remembered } from './remembered.js';

/** What names of credentials hold. */
const CREDENTIAL =
  'passw(?:or)?d|passphrase|secret|token|api[-_ ]?key|(?:private|access|subscription|signing|account|auth|functions|client)[-_ ]?key|authorization|cookie|credential|jwt|bearer';
const NAMES = new RegExp(`${CREDENTIAL}|(?:^|[^a-z])pwd(?:$|[^a-z])|x-auth|^code[-_ ]?verifier`, 'i');
/** Session, as `PHPSESSID` has it too; not assess, possess and obsess. */
const SESSION = /(?<!as|pos|ob)sess/i;
/** Names that speak of secrets and hold none: kinds, cursors, addresses; Postman's own mark on a request. */
const NO_SECRET =
  /^postman-token$|type|kind|next|page|cursor|continuation|hint|expir|status|scope|url|uri|endpoint|error|name$|length|policy|public|issue|algorithm|count|lifetime|ttl|prefix|placeholder/i;
const ID = /(?:[_-]id|[a-z]I[dD])$/;
/** Words and constants: `password`, `INVALID_TOKEN`. */
const WORDS = /\s|^(?:[a-z]{1,12}(?:[_.-][a-z]{1,12})*|[A-Z]{1,12}(?:[_.-][A-Z]{1,12})*|[A-Z][a-z]{1,12})$/;

/** What stands in a pattern for the names of credentials, in any case; `secretKind` has the last word. */
export const CREDENTIAL_WORDS = CREDENTIAL;

/** Whether any name in a text may be that of a secret. */
export function namesSecret(text: string): boolean {
  return NAMES.test(text) || SESSION.test(text) || /sid|code[-_ ]?verifier/i.test(text);
}

/** What stands under a name: a credential, the mark of a session, or (undefined) no secret. The one place that says so. */
export const secretKind = (name: string): 'credential' | 'session' | undefined => kindOf(name).kind;

const kindOf = remembered((name): { readonly kind?: 'credential' | 'session' } => {
  if (NO_SECRET.test(name)) return {};
  if (SESSION.test(name) || isSid(name)) return { kind: 'session' };
  return NAMES.test(name) && !ID.test(name) ? { kind: 'credential' } : {};
});

/** Whether the last word of a name is `sid`, where words are split by case, `_`, `-` and `.`. */
const isSid = (name: string): boolean => /(?:^|[ _.-])sid$/i.test(name.replace(/([a-z\d])([A-Z])/g, '$1 $2'));

/** Whether what stands under this name is a secret. */
export const isSecretName = (name: string): boolean => secretKind(name) !== undefined;

/** Whether a credential of the run may stand under this name, a client id among them. */
export const mayHoldCredential = (name: string): boolean =>
  isSecretName(name) || /auth|key|token|secret|client|biller/i.test(name);

/** Whether a value under a secret's name is one: no placeholder, no words. */
export function isSecretValue(value: string): boolean {
  if (value.startsWith('-----BEGIN')) return true;
  return isGiven(value) && !WORDS.test(value);
}

/** Whether a value that can be nothing but a secret (a password of Basic auth) is filled in. */
export function isGiven(value: string): boolean {
  return value.length >= 4 && !isPlaceholder(value);
}
