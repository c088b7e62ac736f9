/**
 * The ways in which a text may stand inside another one; a secret is looked for in each (`D9`). As many for every
 * text, in the same order, so that one text's forms can take the place of another's.
 */
export function encodingsOf(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  const hex = bytes.toString('hex');
  const written = [...WRITERS.map((write) => write(text)), ...percentEncodings(text)];
  return [
    text,
    // As bytes: bodies are searched so.
    ...written.map((form) => Buffer.from(form, 'utf8').toString('latin1')),
    hex,
    hex.toUpperCase(),
    ...[0, 1, 2].flatMap((offset) => insideBase64(bytes, offset)),
  ];
}

type Write = (character: string) => string;

const each =
  (which: RegExp, write: Write): Write =>
  (text) =>
    text.replace(which, write);

const ALL = /[\s\S]/g;
const SPECIAL = /[^A-Za-z0-9]/g;
const NOT_ASCII = /[^ -~]/g;
const MARKUP = /[<>&'"+`]/g;

/** One UTF-16 unit, as JSON counts. */
const unit: Write = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
const unitUpper: Write = (character) => `\\u${unit(character).slice(2).toUpperCase()}`;
const json: Write = (text) => JSON.stringify(text).slice(1, -1);
const slashed = each(/\//g, () => '\\/');

const named =
  (apostrophe: string): Write =>
  (text) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", apostrophe);
const decimal: Write = (character) => `&#${character.codePointAt(0)};`;
const hexadecimal: Write = (character) => `&#x${character.codePointAt(0)?.toString(16)};`;
const hexadecimalUpper: Write = (character) => `&#x${character.codePointAt(0)?.toString(16).toUpperCase()};`;
const points = (pattern: RegExp): RegExp => new RegExp(pattern.source, 'gu');

/** JSON as its many writers escape it, and HTML. */
const WRITERS: readonly Write[] = [
  (text) => text,
  json,
  (text) => slashed(json(text)),
  (text) => each(NOT_ASCII, unit)(json(text)),
  (text) => each(NOT_ASCII, unit)(slashed(json(text))),
  each(ALL, unit),
  each(ALL, unitUpper),
  each(SPECIAL, unit),
  each(SPECIAL, unitUpper),
  (text) => each(/[<>&]/g, unit)(json(text)),
  (text) => each(MARKUP, unit)(json(text).replaceAll('\\"', '"')),
  (text) => each(MARKUP, unitUpper)(json(text).replaceAll('\\"', '"')),
  named('&#39;'),
  named('&#x27;'),
  named('&apos;'),
  each(points(ALL), decimal),
  each(points(ALL), hexadecimal),
  each(points(ALL), hexadecimalUpper),
  each(points(SPECIAL), decimal),
  each(points(SPECIAL), hexadecimal),
  each(points(SPECIAL), hexadecimalUpper),
];

/** As `encodeURIComponent`, of any text: half of a surrogate pair becomes what UTF-8 makes of it. */
function percentEncoded(text: string): string {
  return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'));
}

/** As in a path, a query, and a form; with the hexadecimal digits of either case. */
function percentEncodings(text: string): string[] {
  const uri = percentEncoded(text);
  const strict = uri.replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const form = new URLSearchParams({ x: text }).toString().slice(2);
  const all = Buffer.from(text, 'utf8').toString('hex').replace(/../g, '%$&');
  const lower: Write = (encoded) => encoded.replace(/%../g, (byte) => byte.toLowerCase());
  return [uri, strict, form, lower(uri), lower(strict), lower(form), all, all.toUpperCase()];
}

/** What is certain of a Base64 text that holds these bytes behind so many others. */
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
