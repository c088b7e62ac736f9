import { readingOf } from '../contract/body.js';
import type { Header, Outcome, WireRequest } from '../contract/exchange.js';
import { isPlaceholder } from '../contract/placeholder.js';
import { remembered } from '../contract/remembered.js';
import { CREDENTIAL_WORDS, isSecretName, secretKind } from '../contract/secret-names.js';
import { isTemplate } from './ordinary.js';
import { tokensIn } from './secret-shapes.js';

const WORDS = new RegExp(CREDENTIAL_WORDS, 'i');
const KEY = `[^"\\\\=&?]{0,40}(?:${CREDENTIAL_WORDS})[^"\\\\=&?]{0,40}`;
/** Of a credential in several parts, as Digest and signatures have them. */
const PART = /\b(?:response|c?nonce|signature|credential|token|key)="?([^",\s]+)/gi;
/** A string in JSON under a key that speaks of a secret. */
const FIELD = new RegExp(`"(${KEY})"\\s*:\\s*"((?:[^"\\\\]|\\\\.){8,4096})"`, 'gi');
/** The same in a form or a query. */
const PARAMETER = new RegExp(`(?:^|[?&])(${KEY})=([^&#\\s]{8,4096})`, 'gi');
const holdsSecret = (key: string): boolean => secretKind(key) === 'credential';

const credentials = remembered((line) => {
  const end = line.indexOf('\n');
  return credentialsIn(line.slice(0, end), line.slice(end + 1));
});
const inHeader = ([name, value]: Header): readonly string[] =>
  isSecretName(name) ? credentials(`${name}\n${value}`) : [];

/** Secrets that an exchange shows: credentials that were sent, cookies and tokens that were issued (`D9`). */
export function secretsIn(request: WireRequest, outcome: Outcome): string[] {
  const answer = outcome.kind === 'answer' ? outcome : undefined;
  const shown = [
    ...request.headers.flatMap(inHeader),
    ...(answer?.headers.flatMap(inHeader) ?? []),
    ...parameters(request.target),
    ...fields(request.body),
    ...fields(answer?.body),
  ];
  return shown.filter((value) => !isWords(value) && !isTemplate(value));
}

/** Credentials in headers that are words: whoever chose `letmein` has a secret all the same, where it stands as one. */
export function wordsIn(request: WireRequest, outcome: Outcome): string[] {
  const headers = [...request.headers, ...(outcome.kind === 'answer' ? outcome.headers : [])];
  return headers
    .flatMap(inHeader)
    .filter((value) => isWords(value) && !/\s/.test(value) && !isPlaceholder(value));
}

/** Tokens that their shape alone tells, wherever they stand. */
export function tokensOf(request: WireRequest, outcome: Outcome): string[] {
  const answer = outcome.kind === 'answer' ? outcome : undefined;
  return [
    ...tokensIn(request.target),
    ...[...request.headers, ...(answer?.headers ?? [])].flatMap(([, value]) => tokensIn(value)),
    ...[request.body, answer?.body].flatMap((body) =>
      body?.includes('eyJ') ? tokensIn(body.toString('latin1')) : [],
    ),
  ];
}

function credentialsIn(name: string, value: string): readonly string[] {
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
