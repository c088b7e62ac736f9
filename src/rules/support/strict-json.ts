/** Why bytes are not strict UTF-8 JSON (RFC 8259); undefined where they are. */
export function jsonFlaw(body: Buffer): string | undefined {
  if (body.length === 0) return 'an empty body';
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return 'bytes that are not UTF-8';
  }
  if (text.startsWith('\uFEFF')) return 'a byte order mark before the JSON';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return parseFlaw(text, error);
  }
  return keysWritten(text) === keysHeld(value)
    ? undefined
    : `the key ${JSON.stringify(repeatedKey(text))} twice in one object`;
}

function parseFlaw(text: string, error: unknown): string {
  if (/(?<=[[:,\s])(?:NaN|-?Infinity|undefined)\b/.test(text))
    return 'a value that is no JSON (NaN, Infinity or undefined)';
  if (/non-whitespace character after JSON/i.test(String(error))) return 'text after the JSON';
  return 'text that is no JSON';
}

const STRING = /"(?:[^"\\]|\\.)*"(\s*:)?/gs;

/** In valid JSON a string before a colon is a key: so many keys were written … */
function keysWritten(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(STRING)) if (colon !== undefined) count += 1;
  return count;
}

/** … and so many are left, since the last of a name replaces the others. */
function keysHeld(document: unknown): number {
  let count = 0;
  const open = [document];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const members = Object.values(value);
    if (!Array.isArray(value)) count += members.length;
    for (const member of members) if (typeof member === 'object' && member !== null) open.push(member);
  }
  return count;
}

/** The first key that stands twice in one object. */
function repeatedKey(text: string): string {
  const objects: Set<string>[] = [];
  for (const [token, key] of text.matchAll(/"(?:[^"\\]|\\.)*"(?:\s*(:))?|[{}]/gs)) {
    if (token === '{') objects.push(new Set());
    else if (token === '}') objects.pop();
    else if (key !== undefined) {
      const name = String(JSON.parse(token.replace(/\s*:$/, '')));
      if (objects.at(-1)?.has(name)) return name;
      objects.at(-1)?.add(name);
    }
  }
  return '';
}
