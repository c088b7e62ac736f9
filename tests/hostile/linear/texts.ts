const filled = (word: string, size: number): string => word.repeat(Math.ceil(size / word.length));
const listed = (size: number, each: number, item: (at: number) => string): string =>
  Array.from({ length: Math.ceil(size / each) }, (_, at) => item(at)).join(',');

/** A JSON text of about so many characters that holds one string. */
const word =
  (text: string) =>
  (size: number): string =>
    `{"message":"${filled(JSON.stringify(text).slice(1, -1), size)}"}`;

/** Bodies of one sort, of about so many characters, such as no API should send. */
export const TEXTS: Readonly<Record<string, (size: number) => string>> = {
  'one long word': word('a'),
  'many words': word('ab cd '),
  'a name of dots': word('a.'),
  'many signs of addresses': word('a@'),
  'many addresses': word('ada@x.org '),
  digits: word('1'),
  blanks: word(' '),
  braces: word('{{'),
  'escapes of a URL': word('%25'),
  'escapes of JSON': word('\\'),
  'escapes of HTML': word('&amp;'),
  'beginnings of tokens': word('eyJhbGciOi-'),
  'many fields': (size) => `{${listed(size, 20, (at) => `"f${at}":"v${at}abc"`)}}`,
  'many items': (size) => `[${listed(size, 40, (at) => `{"id":${at},"name":"n${at}"}`)}]`,
  'many numbers': (size) => `{"a":[${listed(size, 7, (at) => String(100_000 + at))}]}`,
  'many tokens': (size) => `{${listed(size, 40, (at) => `"token${at}":"q7${at}Xz9${at * 7}k"`)}}`,
  'many lists in each other': (size) => '['.repeat(size / 2) + ']'.repeat(size / 2),
  'fields beside objects in each other': (size) =>
    `${'{"b":1,"a":'.repeat(size / 12)}1${'}'.repeat(size / 12)}`,
  'no JSON, a word': (size) => filled('a', size),
  'no JSON, elements': (size) => filled('<p>x</p>', size),
  'no JSON, quotes': (size) => filled('"\\', size),
  'no JSON, beginnings of objects': (size) => filled('{"a":', size),
};
