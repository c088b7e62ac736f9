import { RE2JS } from 're2js';
import { asEcmaMeans } from './ecma-pattern.js';

const compiled = new Map<string, RE2JS>();

/**
 * A pattern as it is matched: in linear time, so that no answer of an API can make one run for hours.
 *
 * @throws where it cannot be
 */
export function compiledPattern(pattern: string): RE2JS {
  const known = compiled.get(pattern);
  if (known) return known;
  const foreign = foreignEscape(pattern);
  if (foreign !== undefined) throw new SyntaxError(`${foreign} is not matched as it is meant`);
  const found = RE2JS.compile(RE2JS.translateRegExp(asEcmaMeans(pattern)));
  compiled.set(pattern, found);
  return found;
}

/** What would be read without an error otherwise than it is meant: `\Z` ends a text elsewhere, and `\k` refers back. */
export const foreignEscape = (pattern: string): string | undefined =>
  [...pattern.matchAll(ESCAPES)].map(([one]) => one).find((one) => !KNOWN.test(one) || HALF.test(one));

const ESCAPES = /\\(?:u[\dA-Fa-f]{4}|[\s\S])/g;
const KNOWN = /^\\(?:[^A-Za-z]|[bBcdDfnpPrsStuvwWx])/;
/** Half of a character that is written as two. */
const HALF = /^\\u[dD][89A-Fa-f]/;
