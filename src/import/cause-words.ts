import type { Cause } from '../contract/model.js';
import { wordsOf } from '../contract/words.js';

const ABSENT =
  /\b(missing|absent|required|lacks?|lacking|omitted|not (provided|sent|given|set)|without|no(?! (such|longer)))\b/;
const WRONG =
  /\b(invalid|incorrect|wrong|bad|unknown|unrecogni[sz]ed|expired|revoked|malformed|mismatch|not (valid|known|recogni[sz]ed))\b/;
const TOKEN = /\b(bearer|access token|token|authorization|authorisation)\b/;
const FIELD = /\b(fields?|parameters?|params?|property|attribute)\b/;
const UNKNOWN = /\b(not found|no such|unknown|(does not|doesn t) exist)\b/;

interface Saying {
  readonly cause: Cause;
  /** All of these have to be there. */
  readonly words: readonly RegExp[];
  /** Only with this status. */
  readonly status?: number;
}

/** Sayings that are plain, the more special ones first. */
const SAYINGS: readonly Saying[] = [
  { cause: 'cursor', words: [/\b(cursor|page token)\b/, WRONG] },
  { cause: 'client-id-missing', words: [/\bclient id\b/, ABSENT] },
  { cause: 'client-id-incorrect', words: [/\bclient id\b/, WRONG] },
  { cause: 'client-id-missing', words: [/\bclient\b/, ABSENT], status: 401 },
  { cause: 'client-id-incorrect', words: [/\bclient\b/, WRONG], status: 401 },
  { cause: 'bearer-missing', words: [TOKEN, ABSENT], status: 401 },
  { cause: 'bearer-incorrect', words: [TOKEN, WRONG], status: 401 },
  { cause: 'content-type', words: [/\b(content type|media type)\b/] },
  { cause: 'method', words: [/\bmethod\b/, /\b(not (allowed|supported)|unsupported|wrong|only)\b/] },
  { cause: 'body-not-object', words: [/\b(must be|is not|not) an? (json )?object\b/] },
  {
    cause: 'body-malformed',
    words: [/\bjson\b/, /\b(malformed|invalid|not valid|parse|syntax|unparsable)\b/],
  },
  { cause: 'body-malformed', words: [/\b(malformed (request )?(body|json)|unparsable)\b/] },
  { cause: 'rate-limit', words: [/\b(rate limit(ed)?|too many requests|throttled)\b/] },
  {
    cause: 'field-duplicate',
    words: [
      /\b(duplicate|already (exists|taken|used|in use|registered)|in use|not unique)\b|\btaken$|^(?!.*\b(no|not|none)\b).*\bexists$/,
    ],
  },
  { cause: 'conflict', words: [/\bconflict\b/] },
  { cause: 'unknown-endpoint', words: [/\b(endpoint|route)\b/, UNKNOWN], status: 404 },
  { cause: 'unknown-reference', words: [/\b(refer|refers|referred|references?)\b/, UNKNOWN] },
  { cause: 'unknown-resource', words: [UNKNOWN], status: 404 },
  {
    cause: 'forbidden',
    words: [/\b(forbidden|permissions?|insufficient scope|not permitted)\b/],
    status: 403,
  },
  { cause: 'server-error', words: [/\b(internal|server error)\b/], status: 500 },
  { cause: 'unavailable', words: [/\b(unavailable|maintenance)\b/], status: 503 },
  { cause: 'field-missing', words: [FIELD, ABSENT], status: 400 },
  { cause: 'field-invalid', words: [FIELD, WRONG], status: 400 },
];

/**
 * The cause that a code (`MISSING_CLIENT_ID`) or a text names; undefined where it does not say it plainly.
 *
 * @param fields names of fields of the request, in lower case: they count as the word "field"
 */
export function causeInWords(text: string, status: number, fields: ReadonlySet<string>): Cause | undefined {
  const words = wordsOf(text);
  const named = text.toLowerCase().match(/[\w-]+/g) ?? [];
  const field = named.some((word) => fields.has(word)) ? ' field' : '';
  const said = words.join(' ') + field;
  return SAYINGS.find(
    (saying) => (saying.status ?? status) === status && saying.words.every((word) => word.test(said)),
  )?.cause;
}
