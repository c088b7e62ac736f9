import { randomInt } from 'node:crypto';

const DIGITS = '0123456789';
const HEX = '0123456789abcdef';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';

/**
 * A value of the same shape that is not the given one: letters stay letters of their case, digits digits,
 * hex runs hex, and what separates them stays. The first part of an id that names its kind (`cus_…`) is kept.
 */
export function anotherLike(value: string): string {
  const kind = KIND.exec(value)?.[0] ?? '';
  const rest = value.slice(kind.length);
  for (let attempt = 0; attempt < 20; attempt++) {
    const made = kind + rest.replace(/[A-Za-z0-9]+/g, sameShape);
    if (made !== value) return made;
  }
  return `${value}0`;
}

/**
 * An identifier that does not exist, of a form that a server takes for one of its own: what it begins with stays
 * (its kind, its version, a time), and the rest is made of characters that it holds itself, since alphabets of
 * identifiers leave some out. Numbers are changed from their first digit.
 */
export function anotherIdentifier(known: string): string {
  const end = Math.ceil(known.length / 3);
  const tail = known.slice(-end);
  if (known.length < 9 || /^\d+$/.test(known.replace(KIND, ''))) return anotherLike(known);
  for (let attempt = 0; attempt < 20; attempt++) {
    const made = [...tail].map((character) => ownKind(character, known.replace(KIND, ''))).join('');
    if (made !== tail) return known.slice(0, -end) + made;
  }
  return anotherLike(known);
}

/**
 * An identifier of something that nobody has. Short numbers are counted up: one of as many digits may well be
 * somebody's, who would lose it to a DELETE. One of nine digits fits 32 bits, and few have got so far.
 */
export const unknownIdentifier = (known: string): string =>
  anotherIdentifier(/^(?:0|[1-9]\d{0,7})$/.test(known) ? known.padEnd(9, '0') : known);

const KIND = /^[A-Za-z]+[_-](?=.{4})/;
const CLASSES = [/\d/g, /[a-z]/g, /[A-Z]/g];

/** A character of the same class out of those that stand in the text; what is neither letter nor digit stays. */
function ownKind(character: string, text: string): string {
  const alike = CLASSES.find((one) => character.search(one) === 0);
  const all = alike ? (text.match(alike) ?? []) : [];
  return all.length > 0 ? pick(all.join('')) : character;
}

/** The value with its last letter or digit changed. */
export function lastCharacterWrong(value: string): string {
  const last = value.at(-1) ?? '';
  return value.slice(0, -1) + other(last);
}

/** The value with its second half changed. */
export function firstHalfRight(value: string): string {
  const half = Math.ceil(value.length / 2);
  return value.slice(0, half) + [...value.slice(half)].map(other).join('');
}

function sameShape(run: string): string {
  // The first digit of a number stays above zero, and close to the top: ids that exist tend to be small.
  if (/^\d+$/.test(run)) return [...run].map((_, index) => (index === 0 ? '9' : pick(DIGITS))).join('');
  const hex = /^[0-9a-f]+$/.test(run) || /^[0-9A-F]+$/.test(run);
  const upper = /^[0-9A-F]+$/.test(run);
  return [...run]
    .map((character) => {
      if (hex) return upper ? pick(HEX).toUpperCase() : pick(HEX);
      if (/\d/.test(character)) return pick(DIGITS);
      return /[A-Z]/.test(character) ? pick(LOWER).toUpperCase() : pick(LOWER);
    })
    .join('');
}

/** Another character of the same class; never the same one, whatever its case. */
function other(character: string): string {
  const alphabet = /\d/.test(character) ? DIGITS : /[a-f]/i.test(character) ? 'abcdef' : LOWER;
  const position = alphabet.indexOf(character.toLowerCase());
  if (position < 0) return character === 'x' ? 'y' : 'x';
  const next = alphabet[(position + 1 + randomInt(alphabet.length - 1)) % alphabet.length] ?? 'x';
  return /[A-Z]/.test(character) ? next.toUpperCase() : next;
}

const pick = (alphabet: string): string => alphabet[randomInt(alphabet.length)] ?? 'x';
