import { readingOf } from '../../contract/body.js';
import type { Header, Outcome, WireRequest } from '../../contract/exchange.js';

const CREDENTIAL_HEADER =
  /^(authorization|proxy-authorization|cookie|set-cookie)$|api-?key|[-_]token$|secret/i;
/** Newman's own mark on each request, against caches. */
const MARK = /^postman-token$/i;
const WORDS = /token|secret|passw|api_?key|credential|authorization/i;
const KEY = '[^"\\\\=&?]{0,40}(?:token|secret|passw|api_?key|credential|authorization)[^"\\\\=&?]{0,40}';
/** Of a credential in several parts, as Digest and signatures have them. */
const PART = /\b(?:response|c?nonce|signature|credential|token|key)="?([^",\s]+)/gi;
/** A string in JSON under a key that speaks of a secret. */
const FIELD = new RegExp(`"(${KEY})"\\s*:\\s*"((?:[^"\\\\]|\\\\.){8,4096})"`, 'gi');
/** The same in a form or a query. */
const PARAMETER = new RegExp(`(?:^|[?&])(${KEY})=([^&#\\s]{8,4096})`, 'gi');
/** Keys that speak of secrets and hold none: kinds, cursors, ids. */
const NO_SECRET = /type|kind|next|page|cursor|continuation|hint|expir|status|scope|url|endpoint|error|name/i;
const ID = /[_-]id$|Id$|ID$/;
const holdsSecret = (key: string): boolean => !NO_SECRET.test(key) && !ID.test(key);

/** Secrets that an exchange shows: credentials that were sent, cookies and tokens that were issued (`D9`). */
export function secretsIn(request: WireRequest, outcome: Outcome): string[] {
  const answer = outcome.kind === 'answer' ? outcome : undefined;
  const shown = [
    ...request.headers.flatMap(credentials),
    ...(answer?.headers.flatMap(credentials) ?? []),
    ...parameters(request.target),
    ...fields(request.body),
    ...fields(answer?.body),
  ];
  return shown.filter((value) => !isWords(value));
}

function credentials([name, value]: Header): string[] {
  if (!CREDENTIAL_HEADER.test(name) || MARK.test(name)) return [];
  if (/^(set-)?cookie$/i.test(name)) {
    const pairs = /^set-/i.test(name) ? value.split(';').slice(0, 1) : value.split(';');
    return pairs
      .map((pair) => pair.split('=').slice(1).join('=').trim())
      .filter((secret) => secret.length >= 8);
  }
  const secret = value.replace(/^[A-Za-z]+ +/, '').trim();
  const parts = [...value.matchAll(PART)].map(([, part = '']) => part);
  return [secret, ...parts, ...passwords(value)].filter((part) => part.length >= 8);
}

/** Of `Basic`, what its Base64 holds behind the name. */
function passwords(value: string): string[] {
  const encoded = /^basic +([A-Za-z0-9+/=]+)$/i.exec(value)?.[1] ?? '';
  const password = /^[ -9;-~]*:([ -~]+)$/.exec(Buffer.from(encoded, 'base64').toString('latin1'))?.[1];
  return password === undefined ? [] : [password];
}

function fields(body: Buffer | undefined): string[] {
  if (!body || body.length === 0) return [];
  const { text } = readingOf(body);
  if (!WORDS.test(text)) return [];
  // A form has no quotes, and only a form begins with a name.
  if (/^[\w.[\]-]+=/.test(text)) return parameters(text);
  return [...text.matchAll(FIELD)]
    .filter(([, key = '']) => holdsSecret(key))
    .map(([, , value = '']) => unescaped(value));
}

function parameters(text: string): string[] {
  if (!WORDS.test(text)) return [];
  return [...text.matchAll(PARAMETER)]
    .filter(([, key = '']) => holdsSecret(key))
    .map(([, , value = '']) => decoded(value));
}

/**
 * A sentence, a constant (`INVALID_TOKEN`, `is_required`), words (`undefined`, `password`) or filling (`aaaaaaaa`):
 * no issued secret looks so, and to hide it would spoil every other place where it stands.
 */
function isWords(text: string): boolean {
  if (new Set(text).size < 5) return true;
  return /\s|^(?:[a-z]{1,12}(?:[_.-][a-z]{1,12})*|[A-Z]{1,12}(?:[_.-][A-Z]{1,12})*)$/.test(text);
}

function unescaped(value: string): string {
  try {
    return String(JSON.parse(`"${value}"`));
  } catch {
    return value;
  }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}
