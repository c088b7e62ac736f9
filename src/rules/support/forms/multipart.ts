import { type Entry, FILE, type Form } from './entry.js';

/** Parts with a head each, between lines of the boundary; bytes are kept one character each. */
export function multipart(body: Buffer, boundary: string): Form {
  const line = `--${boundary}`;
  const [, ...pieces] = `\r\n${body.toString('latin1')}`.split(`\r\n${line}`);
  const parts = pieces.filter((piece) => !piece.startsWith('--'));
  return {
    entries: parts.flatMap((part) => entryOf(part)),
    written: (name, text, before) => {
      const head = before ? headOf(before.bytes.toString('latin1')) : headFor(name);
      return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), Buffer.from(text)]);
    },
    body: (entries) =>
      Buffer.concat([
        ...entries.flatMap((entry) => [Buffer.from(`${line}\r\n`, 'latin1'), entry, Buffer.from('\r\n')]),
        Buffer.from(`${line}--\r\n`, 'latin1'),
      ]),
  };
}

/** A part as it stands behind the boundary: blanks, the end of that line, head and content. */
function entryOf(piece: string): Entry[] {
  const start = piece.indexOf('\r\n');
  const part = piece.slice(start + 2);
  const head = headOf(part);
  const disposition = head.split('\r\n').find((line) => /^content-disposition:/i.test(line)) ?? '';
  const [, name] = /;\s*name="((?:[^"\\]|\\.)*)"/i.exec(disposition) ?? [];
  if (name === undefined || start < 0) return [];
  const isFile = /;\s*filename\*?=/i.test(disposition);
  const content = Buffer.from(part.slice(head.length + 4), 'latin1').toString('utf8');
  return [
    {
      name: Buffer.from(name, 'latin1')
        .toString('utf8')
        .replace(
          /\\(["\\])|%(22|0D|0A)/gi,
          (_, sign?: string, code = '') => sign ?? String.fromCharCode(Number.parseInt(code, 16)),
        ),
      text: isFile ? FILE : content,
      bytes: Buffer.from(part, 'latin1'),
    },
  ];
}

const headOf = (part: string): string => part.split('\r\n\r\n', 1)[0] ?? '';

/** Names are written as browsers write them. */
const headFor = (name: string): string =>
  Buffer.from(
    `Content-Disposition: form-data; name="${name.replaceAll('"', '%22').replace(/[\r\n]+/g, ' ')}"`,
  ).toString('latin1');
