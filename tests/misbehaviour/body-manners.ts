import { gzipSync } from 'node:zlib';
import type { Call } from '../other-api/api.js';
import type { Manner } from './odd.js';

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const bytes =
  (head: string, body: string | Buffer = '', end = false): Manner =>
  ({ response: { socket } }: Call) => {
    socket?.write(`${HEAD}${head}\r\n\r\n`);
    if (end) socket?.end(body);
    else socket?.write(body);
  };
const whole =
  (body: Buffer | string, headers: Record<string, string> = {}): Manner =>
  ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(body);
  };

/** Writes a piece again and again, for as long as it is listened to. */
const endless =
  (head: string, piece: string, every: number): Manner =>
  ({ response: { socket } }) => {
    socket?.write(`${HEAD}${head}\r\n\r\n`);
    const writing = setInterval(() => socket?.write(piece), every);
    socket?.on('close', () => clearInterval(writing));
  };

const MEGABYTE = 'garbage '.repeat(1 << 17);
const garbage: Manner = ({ response }) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  let left = 200;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= 1;
      if (!response.write(MEGABYTE)) {
        response.once('drain', more);
        return;
      }
    }
    response.end();
  };
  more();
};

/** Gzip of many members: a few kilobytes that unfold to more than the suite keeps. */
const bomb = Buffer.concat(Array<Buffer>(64).fill(gzipSync(Buffer.alloc(1 << 20))));

export const BODIES: Readonly<Record<string, Manner>> = {
  'endless chunks': endless('Transfer-Encoding: chunked', '3\r\n{} \r\n', 10),
  'a drip': endless('Content-Length: 1000', 'x', 100),
  garbage,
  cut: bytes('Content-Length: 100', '{"a":', true),
  'length too long': bytes('Content-Length: 100', '{"a":1}'),
  'length too short': bytes('Content-Length: 3', '{"a":1}'),
  'broken gzip': whole(gzipSync('{"a":1}').subarray(0, 20), { 'content-encoding': 'gzip' }),
  'gzip only said': whole('{"a":1}', { 'content-encoding': 'gzip' }),
  'gzip bomb': whole(bomb, { 'content-encoding': 'gzip' }),
  'no UTF-8': whole(Buffer.from([0x22, 0xff, 0xfe, 0x22])),
};

export const DEEP: Readonly<Record<string, Manner>> = {
  'deep lists': whole('['.repeat(100_000) + ']'.repeat(100_000)),
  'deep objects': whole(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`),
};
