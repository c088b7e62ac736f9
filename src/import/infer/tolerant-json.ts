import { type Json, parseJson } from '../../contract/json.js';

/** Stands for a value that only a run knows; no body of an API holds it. */
const PLACEHOLDER = '\u0000{{}}';
const WRITTEN = '"\\u0000{{}}"';

/** Strings stay as they are; comments go, but for one that never ends; templates outside of strings become one placeholder. */
const TOKEN =
  /"(?:[^"\\]|\\[\s\S])*"?|\/\/[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$)|(?:-|(?<![\w.]))[\w.]*\{\{[^{}]*\}\}(?:[\w.]*(?:-[\w.]*)?\{\{[^{}]*\}\})*[\w.]*/g;
/** A comma before a closing bracket, or a whole string, which may hold such a comma. */
const TRAILING = /"(?:[^"\\]|\\[\s\S])*"?|,(?=\s*[}\]])/g;

/** What Postman writes into examples that it makes of a document: `<string>`, `<integer>`, `<dateTime>`. */
const TYPE_NAME = /^<[a-z][\w -]*>$/i;

/** JSON as people write it in Postman: with `{{variables}}` in place of values, comments, trailing commas. */
export function tolerantJson(text: string): { readonly json: Json } | undefined {
  if (TYPE_NAME.test(text.trim())) return { json: PLACEHOLDER };
  const strict = parsed(text);
  if (strict) return strict;
  const plain = text.replace(TOKEN, plainly).replace(TRAILING, (token) => (token === ',' ? '' : token));
  return parsed(plain);
}

function plainly(token: string): string {
  if (token.startsWith('"') || (token.startsWith('/*') && !token.endsWith('*/'))) return token;
  return token.startsWith('/') ? '' : WRITTEN;
}

/** Whether nothing is known of the value. */
export function isPlaceholder(value: unknown): boolean {
  return value === PLACEHOLDER || (typeof value === 'string' && TYPE_NAME.test(value));
}

/** Whether a text is not the value that is sent, but says where that comes from. */
export function holdsTemplate(text: string): boolean {
  return text.includes('{{');
}

function parsed(text: string): { readonly json: Json } | undefined {
  try {
    return { json: parseJson(text) };
  } catch {
    return undefined;
  }
}
