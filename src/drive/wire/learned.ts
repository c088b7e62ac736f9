import type { Header, Outcome, WireRequest } from '../../contract/exchange.js';

const CREDENTIAL_HEADER =
  /^(authorization|proxy-authorization|cookie|set-cookie)$|api-?key|[-_]token$|secret/i;
const WORDS = /token|secret|passw|api_?key|credential/i;
/** A string in JSON under a key that speaks of a secret. */
const FIELD =
  /"([^"\\]{0,40}(?:token|secret|passw|api_?key|credential)[^"\\]{0,40})"\s*:\s*"((?:[^"\\]|\\.){8,4096})"/gi;
/** Keys that speak of secrets and hold none: kinds, ids, cursors. */
const NO_SECRET = /type|next|page|cursor|hint|expir|_id$|Id$|status|scope|url|error|name/;

/** Secrets that an exchange shows: credentials that were sent, cookies and tokens that were issued (`D9`). */
export function secretsIn(request: WireRequest, outcome: Outcome): string[] {
  const answer = outcome.kind === 'answer' ? outcome : undefined;
  return [
    ...request.headers.flatMap(credentials),
    ...(answer?.headers.flatMap(credentials) ?? []),
    ...fields(request.body),
    ...fields(answer?.body),
  ];
}

function credentials([name, value]: Header): string[] {
  if (!CREDENTIAL_HEADER.test(name)) return [];
  if (/^(set-)?cookie$/i.test(name)) {
    const pairs = /^set-/i.test(name) ? value.split(';').slice(0, 1) : value.split(';');
    return pairs
      .map((pair) => pair.split('=').slice(1).join('=').trim())
      .filter((secret) => secret.length >= 8);
  }
  const secret = value.replace(/^[A-Za-z]+ +/, '').trim();
  return secret.length >= 8 ? [secret] : [];
}

function fields(body: Buffer | undefined): string[] {
  if (!body || body.length === 0) return [];
  const text = body.toString('latin1');
  if (!WORDS.test(text)) return [];
  return (
    [...text.matchAll(FIELD)]
      .filter(([, key = '']) => !NO_SECRET.test(key))
      .map(([, , value = '']) => value)
      // A sentence about a secret is none.
      .filter((value) => !/\s/.test(value))
  );
}
