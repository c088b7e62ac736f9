/** Ways in which a secret may stand in a file, written without the code that hides them. */
export function formsOf(secret: string): Map<string, string> {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  const json = JSON.stringify(secret).slice(1, -1);
  const units = (text: string, which: RegExp): string =>
    text.replace(which, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const entity = (text: string, which: RegExp, base: 10 | 16): string =>
    text.replace(which, (one) => `&#${base === 16 ? 'x' : ''}${one.codePointAt(0)?.toString(base)};`);
  const named = [
    ['&', 'amp'],
    ['<', 'lt'],
    ['>', 'gt'],
    ['"', 'quot'],
  ].reduce((text, [from = '', to]) => text.replaceAll(from, `&${to};`), secret);
  return new Map([
    ['plain', secret],
    ['percent', encodeURIComponent(secret)],
    ['percent, each byte', hex.replace(/../g, '%$&')],
    ['percent, each byte in capitals', hex.toUpperCase().replace(/../g, '%$&')],
    ['form', new URLSearchParams({ a: secret }).toString().slice(2)],
    ['hex', hex],
    ['hex in capitals', hex.toUpperCase()],
    ['JSON', json],
    ['JSON in JSON', JSON.stringify(json).slice(1, -1)],
    ['JSON in ASCII', units(json, /[^ -~]/g)],
    ['JSON, each unit', units(secret, /[\s\S]/g)],
    ['a string of JavaScript', secret.replace(/['\\]/g, '\\$&')],
    [
      'a string of JavaScript, each byte',
      [...secret].every((one) => one < '\u0100')
        ? secret.replace(/[\s\S]/g, (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, '0')}`)
        : secret,
    ],
    [
      'a string of JavaScript, each point',
      secret.replace(/./gsu, (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`),
    ],
    ['capitals', secret.toUpperCase()],
    ['small letters', secret.toLowerCase()],
    ['Base64, cut', bytes.toString('base64').slice(0, Math.max(11, Math.floor(secret.length * 0.9)))],
    ['hex, cut', hex.slice(0, secret.length)],
    ['HTML, named', named],
    ['HTML, decimal', entity(secret, /./gsu, 10)],
    ['HTML, decimal where needed', entity(secret, /[&<>"']|[^ -~]/gu, 10)],
    ['HTML, hexadecimal', entity(secret, /./gsu, 16)],
    ...[0, 1, 2].flatMap((shift): [string, string][] => {
      const text = Buffer.concat([Buffer.alloc(shift), bytes, Buffer.alloc(3)]).toString('base64');
      const certain = text.slice(shift === 0 ? 0 : shift + 1, Math.floor(((bytes.length + shift) * 8) / 6));
      return [
        [`Base64 behind ${shift}`, certain],
        [`Base64url behind ${shift}`, certain.replaceAll('+', '-').replaceAll('/', '_')],
      ];
    }),
  ]);
}

/** Where secrets stand in texts: file and form. */
export function found(texts: ReadonlyMap<string, string>, secrets: ReadonlyMap<string, string>): string[] {
  return [...secrets].flatMap(([name, secret]) =>
    [...formsOf(secret)].flatMap(([form, written]) =>
      [...texts].flatMap(([file, text]) => {
        const at = text.indexOf(written);
        return at < 0 ? [] : [`${name} (${form}) in ${file}: …${text.slice(Math.max(0, at - 60), at + 60)}…`];
      }),
    ),
  );
}
