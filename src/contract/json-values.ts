/** The beginning of a string, a bare word or number, or what opens and closes. */
const TOKEN = /["{}[\]]|[^\s{}[\],:"]+/g;
const MARK = /["\\]/g;

/** Where a value stands in a JSON text. */
export interface ValuePlace {
  /** Of the field; a value in a list has the name of the list. */
  readonly name: string;
  /** Whether its field, or one that it stands in, is marked. */
  readonly marked: boolean;
}

interface Open extends ValuePlace {
  readonly object: boolean;
}

const TOP: Open = { name: '', marked: false, object: false };

/**
 * A JSON text with other values in place of its strings, numbers and bare words; everything else stays as it is
 * written, also where the text is cut off or broken.
 *
 * @param marks whether what stands under a name is marked
 * @param replaced what stands for a value; it gets it as it is written
 */
export function withValues(
  text: string,
  marks: (name: string) => boolean,
  replaced: (token: string, place: ValuePlace) => string,
): string {
  const open: Open[] = [TOP];
  let key = '';
  let written = '';
  let done = 0;
  for (const { at, token } of tokensIn(text)) {
    const end = at + token.length;
    const around = open.at(-1) ?? TOP;
    if (token === '}' || token === ']') {
      if (open.length > 1) open.pop();
      continue;
    }
    if (around.object && isKey(text, end)) {
      key = stringIn(token) ?? token;
      continue;
    }
    const name = around.object ? key : around.name;
    const marked = around.marked || marks(name);
    if (token === '{' || token === '[') {
      open.push({ name, marked, object: token === '{' });
      continue;
    }
    const other = replaced(token, { name, marked });
    if (other === token) continue;
    written += text.slice(done, at) + other;
    done = end;
  }
  return done === 0 ? text : written + text.slice(done);
}

function* tokensIn(text: string): Generator<{ readonly at: number; readonly token: string }> {
  let from = 0;
  for (;;) {
    TOKEN.lastIndex = from;
    const found = TOKEN.exec(text);
    if (!found) return;
    const at = found.index;
    from = found[0] === '"' ? endOfString(text, at) : TOKEN.lastIndex;
    yield { at, token: text.slice(at, from) };
  }
}

/** Behind its quote; one that was cut off ends with the text. A pattern for all of it has no room for 10 MB. */
function endOfString(text: string, start: number): number {
  MARK.lastIndex = start + 1;
  for (let mark = MARK.exec(text); mark; mark = MARK.exec(text)) {
    if (mark[0] === '"') return MARK.lastIndex;
    MARK.lastIndex += 1;
  }
  return text.length;
}

/** The text that a string of JSON stands for; undefined where the token is none, or is cut off. */
export function stringIn(token: string): string | undefined {
  if (!token.startsWith('"')) return undefined;
  if (!token.includes('\\')) return token.length > 1 && token.endsWith('"') ? token.slice(1, -1) : undefined;
  try {
    return String(JSON.parse(token));
  } catch {
    return undefined;
  }
}

const COLON = /\s*:/y;

function isKey(text: string, end: number): boolean {
  COLON.lastIndex = end;
  return COLON.test(text);
}
