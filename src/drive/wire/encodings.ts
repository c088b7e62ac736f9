/** The ways in which a text may stand inside another one; a secret is looked for in each (`D9`). */
export function encodingsOf(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  return [
    ...new Set([
      bytes.toString('latin1'),
      encodeURIComponent(text),
      JSON.stringify(text).slice(1, -1),
      text.replaceAll('/', '\\/'),
      [...text].map((character) => `\\u${hexOf(character)}`).join(''),
      [...text].map((character) => `&#${character.codePointAt(0)};`).join(''),
      [...text].map((character) => `&#x${character.codePointAt(0)?.toString(16)};`).join(''),
      htmlOf(text),
      bytes.toString('hex'),
      bytes.toString('hex').toUpperCase(),
      ...[0, 1, 2].flatMap((offset) => insideBase64(bytes, offset)),
    ]),
  ];
}

const hexOf = (character: string): string => character.charCodeAt(0).toString(16).padStart(4, '0');

const htmlOf = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** What is certain of a Base64 text that holds these bytes behind so many others: the whole groups of four. */
function insideBase64(bytes: Buffer, offset: number): string[] {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  // The first characters mix with the bytes before, the last one with those after.
  const certain = text.slice(
    offset === 0 ? 0 : offset + 1,
    (bytes.length + offset) % 3 === 0 ? undefined : -1,
  );
  return [certain, certain.replaceAll('+', '-').replaceAll('/', '_')];
}
