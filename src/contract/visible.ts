/**
 * What a person cannot see, or what steers how the rest is read: controls (C0, C1), bidirectional and tag characters,
 * line separators of Unicode, zero-width characters, variation selectors, halves of a surrogate pair. No alternation
 * begins with a look-behind: a text of megabytes is read once.
 */
const HIDDEN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u200E\u200F\u202A-\u202E\uFFF9-\uFFFB]/u;
/** The flags of England, Scotland and Wales: the only ones that are made of tag characters. */
const FLAG =
  /\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}/u;
const HIDDEN_OR_FLAG = new RegExp(`(${FLAG.source})|${HIDDEN.source}`, 'gu');
/** Most texts hold nothing else. */
const PLAIN = /^[\t\n -~]*$/;

/** Scripts whose letters a joiner shapes, in Unicode's short names. */
const JOINED =
  'Adlm Arab Beng Deva Gran Gujr Guru Knda Khmr Mand Mlym Mong Mymr Nkoo Orya Phag Rohg Sinh Sogd Syrc Taml Telu Tibt'.split(
    ' ',
  );
/** Scripts that are written without spaces, so that a line may be broken only where that is said. */
const SPACELESS = ['Khmr', 'Laoo', 'Mymr', 'Thai', 'Tibt', 'Tale', 'Talu', 'Lana', 'Bali', 'Java'];
const of = (scripts: readonly string[]): string =>
  `[${scripts.map((script) => `\\p{scx=${script}}`).join('')}]`;

/** Where a hidden character is needed: what it is, what stands before it, and what stands behind it. */
const NEEDED: readonly (readonly [what: RegExp, before: RegExp, behind: RegExp])[] = [
  [/\u200D/u, /\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?$/u, /^\p{Extended_Pictographic}/u],
  [/[\uFE0E\uFE0F]/u, /\p{Extended_Pictographic}$/u, /^/u],
  [/\uFE0F/u, /[0-9#*]$/u, /^\u20E3/u],
  [/\u200D/u, new RegExp(`${of(JOINED)}$`, 'u'), /^/u],
  [/\u200C/u, new RegExp(`${of(JOINED)}$`, 'u'), new RegExp(`^${of(JOINED)}`, 'u')],
  [/\u200B/u, new RegExp(`${of(SPACELESS)}$`, 'u'), new RegExp(`^${of(SPACELESS)}`, 'u')],
  [/[\u180B-\u180F]/u, /[\u1820-\u18AA]$/u, /^/u],
  [/[\uFE00-\uFE0D]/u, /[\p{Ideographic}\p{Sm}\p{scx=Mymr}\p{scx=Phag}]$/u, /^/u],
  [/[\u{E0100}-\u{E01EF}]/u, /\p{Ideographic}$/u, /^/u],
];
/** Code units beside a character that say whether it is needed. */
const BESIDE = 4;

/**
 * The text with `written` in place of each hidden character that no script and no emoji needs there. Line ends and
 * tabs stay.
 */
export function withHidden(text: string, written: (character: string) => string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(HIDDEN_OR_FLAG, (found: string, flag: string | undefined, at: number) =>
    flag !== undefined || found === '\n' || found === '\t' || isNeeded(found, at, text)
      ? found
      : written(found),
  );
}

function isNeeded(character: string, at: number, text: string): boolean {
  const end = at + character.length;
  const before = text.slice(Math.max(0, at - BESIDE), at);
  const behind = text.slice(end, end + BESIDE);
  return NEEDED.some(
    ([what, left, right]) => what.test(character) && left.test(before) && right.test(behind),
  );
}

/**
 * A text as people are shown it: each hidden character by its number (`\u{202e}`), since what others wrote must
 * neither steer the reader's terminal nor look like something else.
 */
export const visible = (text: string): string => withHidden(text, numbered);

/** In one line: line ends and tabs shown as well. */
export function oneLine(text: string): string {
  return visible(text).replace(/\n/g, '\\n').replace(/\t/g, '\\t');
}

/** Whether all of a text can be seen, so that it can be copied from where it is shown. */
export const isVisible = (text: string): boolean => visible(text) === text;

/** `\u{202e}`: the number of a character. */
export const numbered = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
