import { isCardNumber } from '../contract/card-number.js';
import { pseudonymOf } from './pseudonym.js';

/** An e-mail address; in a URL its sign may be escaped. */
const ADDRESS = String.raw`(?<![\w.+-])[\w.+-]+(?:@|%40)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,7}\.[A-Za-z]{2,63}`;
export const ADDRESSES = new RegExp(ADDRESS, 'g');
const PARTS = new RegExp(
  String.raw`(?<address>${ADDRESS})|(?<number>(?<![\p{L}\p{N}])\d[\d -]{11,22}\d(?![\p{L}\p{N}]))|[\p{L}\p{N}]+`,
  'gu',
);
/** Services give their addresses in messages: they are nobody's. */
const OF_SERVICE =
  /^(support|help|helpdesk|info|contact|admin|api|dev|developers?|security|abuse|no-?reply|team|sales|hello|service|privacy|legal|ops|status|feedback)\b/i;
/** Short words in lower case join others and name nobody; so do addresses in memory. */
const JOINING = /^(?:\p{Ll}{1,3}|0x[\da-f]+)$/u;
/** What traces of programs and databases are told by, and refusals; and what ends the names of errors. */
const TELLING = new Set(
  `at in on by to of file node java kt scala groovy py php rb go rs js ts native method unknown source line traceback most
  recent call last system goroutine running panic thread main panicked sqlstate ora pg psycopg psycopg2 mysql sqlite
  sequelize select from insert into update set delete where syntax error near invalid input you have an your sql fatal
  parse required missing must unknown not is are was the this that with for and or null true false none undefined http
  https html head body title doctype div span pre quot nbsp amp lt gt apos`.split(/\s+/),
);
const OF_ERRORS = /(?:Error|Exception)$/;

/** What of a text is known already and may stay. */
export interface Known {
  /** A word, in lower case. */
  word(word: string): boolean;
  /** An address or a number as it is written, in lower case. */
  sent(address: string): boolean;
}

/**
 * A text in free words with others in place of those that nobody named before: of the same length and kinds of
 * characters, the same each time. Addresses stay addresses, numbers of cards such numbers, and traces what they look
 * like, so that the rules on privacy judge it alike.
 */
export function veiledWords(text: string, known: Known, standIn: (word: string) => string): string {
  return text.replace(PARTS, (part: string, address?: string, number?: string) => {
    if (address !== undefined) return known.sent(part.toLowerCase()) ? part : otherAddress(part, standIn);
    if (number !== undefined) return known.sent(part) ? part : otherNumber(part, standIn);
    const lower = part.toLowerCase();
    if (JOINING.test(part) || TELLING.has(lower) || OF_ERRORS.test(part) || known.word(lower)) return part;
    return standIn(part);
  });
}

/** Another address of the same form, in the same domain of the top. */
export function otherAddress(address: string, standIn: (word: string) => string): string {
  if (OF_SERVICE.test(address)) return address;
  const [at = '@'] = /@|%40/.exec(address) ?? [];
  const sign = address.indexOf(at);
  const top = address.lastIndexOf('.');
  return (
    standIn(address.slice(0, sign)) + at + standIn(address.slice(sign + at.length, top)) + address.slice(top)
  );
}

/** Another number of as many digits; one of a card where it was one. */
function otherNumber(number: string, standIn: (word: string) => string): string {
  const isCard = isCardNumber(number);
  // The first digits name the issuer.
  const start = isCard ? (/^(?:\d[ -]?){6}/.exec(number)?.[0] ?? '') : '';
  const made = start + standIn(number.slice(start.length));
  for (let digit = 0; digit < 10; digit++) {
    const tried = made.slice(0, -1) + ((Number(made.slice(-1)) + digit) % 10);
    if (isCardNumber(tried) === isCard && tried !== number) return tried;
  }
  return made;
}

/** Stand-ins that are remembered, and for words of how many characters at most. */
const MADE = 10_000;
const SHORT = 100;

/** Stand-ins of one run. Answers repeat what they said before, and most of what a stand-in costs is its digest. */
export class StandIns {
  readonly #made = new Map<string, string>();

  constructor(readonly key: Buffer) {}

  of(value: string): string {
    const known = this.#made.get(value);
    if (known !== undefined) return known;
    const made = (pseudonymOf(value, this.key) ?? value).replace(/[^\P{L}A-Za-z]/gu, 'ø');
    if (value.length <= SHORT) this.#made.set(value, made);
    if (this.#made.size > MADE) this.#made.clear();
    return made;
  }
}
