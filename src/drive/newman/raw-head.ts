import type { Duplex } from 'node:stream';
import type { Header } from '../../contract/exchange.js';

const heads = new WeakMap<Duplex, string>();
const END = '\r\n\r\n';

/** Keeps the head of the one request that comes through a stream as its bytes are. */
export function keepHead(stream: Duplex): void {
  heads.set(stream, '');
  const keep = (chunk: Buffer): void => {
    const head = (heads.get(stream) ?? '') + chunk.toString('latin1');
    heads.set(stream, head);
    if (head.includes(END)) stream.off('data', keep);
  };
  stream.on('data', keep);
}

/** The headers as newman wrote them: Node's parser takes away the blanks that a value begins or ends with. */
export function writtenHeaders(stream: Duplex): Header[] {
  const head = heads.get(stream) ?? '';
  const [, ...lines] = head.slice(0, head.indexOf(END)).split('\r\n');
  return lines.map((line): Header => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon), line.slice(colon + 2)];
  });
}
