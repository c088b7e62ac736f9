/** A string, a bare word or number, or what opens, closes and parts; a string that was cut off counts as one. */
const TOKEN = /"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|[{}[\],:]|[^\s{}[\],:"]+/g;

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
  return text.replace(TOKEN, (token, at: number) => {
    const around = open.at(-1) ?? TOP;
    if (token === ':' || token === ',') return token;
    if (token === '}' || token === ']') {
      if (open.length > 1) open.pop();
      return token;
    }
    if (around.object && isKey(text, at + token.length)) {
      key = stringIn(token) ?? token;
      return token;
    }
    const name = around.object ? key : around.name;
    const marked = around.marked || marks(name);
    if (token !== '{' && token !== '[') return replaced(token, { name, marked });
    open.push({ name, marked, object: token === '{' });
    return token;
  });
}

/** The text that a string of JSON stands for; undefined where the token is none, or is cut off. */
export function stringIn(token: string): string | undefined {
  if (!token.startsWith('"')) return undefined;
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
