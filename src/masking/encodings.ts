/**
 * The ways in which a text may stand inside another one as a whole; what escapes single characters (`escapes.ts`) is
 * undone before it is looked for (`D9`). As many for every text, in the same order, so that one text's forms can take
 * the place of another's. All but the first are bytes.
 */
export function encodingsOf(text: string): Encoding[] {
  const bytes = Buffer.from(text, 'utf8');
  const hex = bytes.toString('hex');
  return [
    { text, how: 'plain' },
    { text: bytes.toString('latin1'), how: 'plain' },
    { text: hex, how: 'coded' },
    { text: hex.toUpperCase(), how: 'coded' },
    ...[0, 1, 2].flatMap((offset) => insideBase64(bytes, offset)),
    { text: bytesOf(text.toUpperCase()), how: 'other case' },
    { text: bytesOf(text.toLowerCase()), how: 'other case' },
  ];
}

/** One of the forms of a text; `coded` where a part of it tells as much of the text as it is long. */
export interface Encoding {
  readonly text: string;
  readonly how: 'plain' | 'coded' | 'other case';
}

/** As a form writes it, but for what it escapes; its characters are bytes. */
export const inForm = (text: string): string => bytesOf(text).replaceAll(' ', '+');

const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** What is certain of a Base64 text that holds these bytes behind so many others. */
function insideBase64(bytes: Buffer, offset: number): Encoding[] {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/={1,2}$/, '');
  // The first characters mix with the bytes before, the last one with those after.
  const certain = text.slice(
    offset === 0 ? 0 : offset + 1,
    (bytes.length + offset) % 3 === 0 ? undefined : -1,
  );
  return [certain, certain.replaceAll('+', '-').replaceAll('/', '_')].map((form) => ({
    text: form,
    how: 'coded',
  }));
}
