import { isPlaceholder } from './placeholder.js';

const NAMES =
  /passw(?:or)?d|passphrase|(?:^|[^a-z])pwd(?:$|[^a-z])|secret|token|api[-_ ]?key|(?:private|access|subscription|signing|account|auth|functions|client)[-_ ]?key|authorization|cookie|credential|jwt|bearer|session[-_ ]?id|sid$|x-auth|^code[-_ ]?verifier/i;
/** Those among them that are looked for at the end or start of a name. */
const NAMES_ALONE = /sid|code[-_ ]?verifier/i;
/** Names that speak of secrets and hold none: kinds, cursors, addresses; Postman's own mark on a request. */
const NO_SECRET =
  /^postman-token$|type|kind|next|page|cursor|continuation|hint|expir|status|scope|url|uri|endpoint|error|name$|length|policy|public|issue|algorithm|count|lifetime|ttl|prefix|placeholder/i;
const ID = /(?:[_-]id|[a-z]I[dD])$/;
const SESSION = /session|sid$/i;
/** Words and constants: `password`, `INVALID_TOKEN`. */
const WORDS = /\s|^(?:[a-z]{1,12}(?:[_.-][a-z]{1,12})*|[A-Z]{1,12}(?:[_.-][A-Z]{1,12})*|[A-Z][a-z]{1,12})$/;

/** Whether any name in a text may be that of a secret. */
export function namesSecret(text: string): boolean {
  return NAMES.test(text) || NAMES_ALONE.test(text);
}

/** Whether what stands under this name is a secret. */
export function isSecretName(name: string): boolean {
  if (!NAMES.test(name) || NO_SECRET.test(name)) return false;
  return SESSION.test(name) || !ID.test(name);
}

/** Whether a value under a secret's name is one: no placeholder, no words. */
export function isSecretValue(value: string): boolean {
  if (value.startsWith('-----BEGIN')) return true;
  return isGiven(value) && !WORDS.test(value);
}

/** Whether a value that can be nothing but a secret (a password of Basic auth) is filled in. */
export function isGiven(value: string): boolean {
  return value.length >= 4 && !isPlaceholder(value);
}
