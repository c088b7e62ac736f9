/** Characters that must not stand in what people read, by what they are; written down here without the code that finds them. */
export const UNSEEN: Readonly<Record<string, readonly number[]>> = {
  'C0 controls': [0x01, 0x07, 0x08, 0x0b, 0x0c, 0x0d, 0x1b, 0x7f],
  'C1 controls': [0x80, 0x85, 0x90, 0x9b, 0x9d, 0x9f],
  'bidirectional controls': [
    0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069,
  ],
  'tag characters': [0xe0001, 0xe0020, 0xe0041, 0xe007f],
  'line separators': [0x2028, 0x2029],
  'zero-width characters': [
    0xad, 0x34f, 0x180e, 0x200b, 0x200c, 0x200d, 0x2060, 0x2061, 0x3164, 0xfeff, 0xfffa,
  ],
  'variation selectors': [0xfe00, 0xfe0e, 0xfe0f, 0xe0100, 0xe01ef],
};

/** Words that need such a character, each as a whole. */
export const NEEDED = ['می‌خواهم', 'क्‍ष', 'ශ්‍රී', '👩🏽‍🚀', '🏳️‍🌈', '❤️', '1️⃣', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '葛󠄀'];

const all = Object.values(UNSEEN).flat();
export const character = (code: number): string => String.fromCodePoint(code);

/** One text with all of them, each between letters that have no use for it. */
export const HIDDEN_TEXT = all.map((code) => `a${character(code)}b`).join('');

/** Those that stand in a text in clear, but for the words that need them. */
export function unseenIn(text: string): string[] {
  const rest = NEEDED.reduce((left, word) => left.replaceAll(word, ''), text);
  return all.filter((code) => rest.includes(character(code))).map((code) => `U+${code.toString(16)}`);
}
