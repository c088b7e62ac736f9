import { readingOf } from '../../contract/body.js';

const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/** Why bytes are not strict UTF-8 JSON (RFC 8259); undefined where they are. */
export function jsonFlaw(body: Buffer): string | undefined {
  if (body.length === 0) return 'an empty body';
  const { isUtf8, text, json } = readingOf(body);
  if (!isUtf8) return 'bytes that are not UTF-8';
  if (body.indexOf(BYTE_ORDER_MARK) === 0) return 'a byte order mark before the JSON';
  if (json === undefined) return parseFlaw(text);
  return keysWritten(body) === keysHeld(json)
    ? undefined
    : `the key ${JSON.stringify(repeatedKey(text))} twice in one object`;
}

function parseFlaw(text: string): string {
  if (/(?<=[[:,\s])(?:NaN|-?Infinity|undefined)\b/.test(text))
    return 'a value that is no JSON (NaN, Infinity or undefined)';
  try {
    JSON.parse(text);
  } catch (error) {
    if (/non-whitespace character after JSON/i.test(String(error))) return 'text after the JSON';
  }
  return 'text that is no JSON';
}

const [QUOTE, BACKSLASH, COLON] = Buffer.from('"\\:');

/** In valid JSON each colon outside strings stands behind a key: so many keys were written … */
function keysWritten(body: Buffer): number {
  let count = 0;
  let inString = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === QUOTE) inString = !inString;
    else if (!inString) count += byte === COLON ? 1 : 0;
    else if (byte === BACKSLASH) at += 1;
  }
  return count;
}

/** … and so many are left, since the last of a name replaces the others. */
function keysHeld(document: unknown): number {
  let count = 0;
  const open: object[] = [];
  const take = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) open.push(value);
  };
  take(document);
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (Array.isArray(value)) value.forEach(take);
    else
      for (const [, member] of Object.entries(value)) {
        count += 1;
        take(member);
      }
  }
  return count;
}

/** The first key that stands twice in one object. */
function repeatedKey(text: string): string {
  const objects: Set<string>[] = [];
  for (const [token, key] of text.matchAll(/"(?:[^"\\]|\\.)*"?(?:\s*(:))?|[{}]/gs)) {
    if (token === '{') objects.push(new Set());
    else if (token === '}') objects.pop();
    else if (key !== undefined) {
      const name = String(JSON.parse(token.replace(/(?<!\s)\s*:$/, '')));
      if (objects.at(-1)?.has(name)) return name;
      objects.at(-1)?.add(name);
    }
  }
  return '';
}
