/** What a filter asks for: `s:failed e:production r:parameter/* o:Customers "text" -s:passed`. */
export interface Token {
  /** `text` looks everywhere. */
  readonly field: Field;
  readonly value: string;
  /** With a minus before it. */
  readonly not: boolean;
}

const FIELDS = {
  s: 'status',
  e: 'environment',
  r: 'rule',
  o: 'operation',
  p: 'problem',
  c: 'change',
} as const;
export type Field = (typeof FIELDS)[keyof typeof FIELDS] | 'text';

const isKey = (key: string): key is keyof typeof FIELDS => Object.hasOwn(FIELDS, key);

/** Reads a filter. Whatever is typed is some filter: an unknown letter before a colon is text. */
export function tokensOf(query: string): Token[] {
  const found = query.matchAll(/(-?)(?:([a-z]):)?(?:"([^"]*)"?|([^\s"]*))/gi);
  return [...found].flatMap(([, minus = '', letter = '', quoted, bare]): Token[] => {
    const value = quoted ?? bare ?? '';
    const key = letter.toLowerCase();
    if (value === '') return [];
    if (isKey(key)) return [{ field: FIELDS[key], value, not: minus !== '' }];
    return [{ field: 'text', value: letter === '' ? value : `${letter}:${value}`, not: minus !== '' }];
  });
}

/** The filter that asks for these. */
export const queryOf = (tokens: readonly Token[]): string => tokens.map(written).join(' ');

export const asked = (field: Field, value: string): Token => ({ field, value, not: false });

function written({ field, value, not }: Token): string {
  const letter = Object.entries(FIELDS).find(([, name]) => name === field)?.[0];
  const shown = /[\s":]/.test(value) || value.startsWith('-') ? `"${value.replaceAll('"', '')}"` : value;
  return `${not ? '-' : ''}${letter === undefined ? '' : `${letter}:`}${shown}`;
}

/**
 * Whether a name is meant, without case. With `*` the pattern stands for the whole of it, with commas for one of
 * several; else it is found anywhere in the name.
 */
export function naming(pattern: string): (name: string) => boolean {
  const tests = pattern.toLowerCase().split(',').filter(Boolean).map(oneNaming);
  return (name) => tests.some((test) => test(name.toLowerCase()));
}

function oneNaming(pattern: string): (name: string) => boolean {
  if (!pattern.includes('*')) return (name) => name.includes(pattern);
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop() ?? '';
  return (name) => {
    if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last))
      return false;
    let at = first.length;
    for (const part of rest) {
      const found = name.indexOf(part, at);
      if (found < 0 || found + part.length > name.length - last.length) return false;
      at = found + part.length;
    }
    return true;
  };
}
