import { createHash } from 'node:crypto';

const ALPHABETS: readonly (readonly [RegExp, string])[] = [
  [/[0-9]/, '0123456789'],
  [/[a-f]/, 'abcdef'],
  [/[g-z]/, 'ghijklmnopqrstuvwxyz'],
  [/[A-F]/, 'ABCDEF'],
  [/[G-Z]/, 'GHIJKLMNOPQRSTUVWXYZ'],
  [/\p{Lu}/u, 'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ'],
  [/[\p{L}\p{N}]/u, 'àáâãäåæçèéêëìíîï'],
];
/** Letters and digits of a longer text: where it has fewer, its signs tell it, and become letters as well. */
const FEWEST = 4;
const LONG = 6;

/** What issuers put before a token to tell its kind (`sk_live_`, `tok_`); schemas ask for it, and it is no secret. */
const PREFIX = /^(?:[a-z]{2,6}_){1,2}(?=[A-Za-z0-9]{12,}$)/;

/**
 * What stands for a secret: of the same length, and at each place the same kind of character (digit, hexadecimal
 * letter or other letter, of its case), so that what it stands in still fits its schema. Without the key, nothing
 * of the secret can be told from it.
 *
 * @returns undefined where there is no such other text: it is short, and nothing in it is a letter or digit
 */
export function pseudonymOf(secret: string, key: Buffer): string | undefined {
  const prefix = PREFIX.exec(secret)?.[0] ?? '';
  const rest = secret.slice(prefix.length);
  const letters = lettersIn(rest);
  if (letters === 0 && rest.length < LONG) return undefined;
  const changed = letters < FEWEST && rest.length >= LONG ? ANY : LETTERS;
  for (let round = 0; ; round++) {
    const stream = streamOf(`${round}.${secret}`, secret.length, key);
    const made = prefix + rest.replace(changed, (character, at: number) => alike(character, stream[at] ?? 0));
    if (made !== secret) return made;
  }
}

/** As far as it matters: a list of each one takes many times the memory of the text. */
function lettersIn(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(LETTERS)) {
    count += 1;
    if (count === FEWEST) break;
  }
  return count;
}

const LETTERS = /[\p{L}\p{N}]/gu;
const ANY = /./gsu;
const OTHERS = 'ghijklmnopqrstuvwxyz';

/** So many bytes that follow from the text and the key; the text is read once. */
const streamOf = (seed: string, length: number, key: Buffer): Buffer =>
  createHash('shake256', { outputLength: length }).update(key).update(seed).digest();

const alphabetOf = (character: string): string =>
  ALPHABETS.find(([kind]) => kind.test(character))?.[1] ?? OTHERS;

/** By their codes: answers of some megabytes ask for each of their characters. */
const OF_ASCII = Array.from({ length: 128 }, (_, code) => alphabetOf(String.fromCharCode(code)));

function alike(character: string, byte: number): string {
  const alphabet = OF_ASCII[character.charCodeAt(0)] ?? alphabetOf(character);
  return alphabet[byte % alphabet.length] ?? character;
}
