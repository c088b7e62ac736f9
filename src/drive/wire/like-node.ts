import type { Socket } from 'node:net';
import { buildConnector, type Dispatcher, Pool } from 'undici';

/** What an agent of undici says of the connections to an origin. */
type PoolOptions = Pool.Options & {
  readonly connect?: buildConnector.connector | buildConnector.BuildOptions;
};

/**
 * Connections that write and read what Node's own client, and so newman, does, where undici does otherwise:
 *
 * - a HEAD does not ask for the connection to be closed;
 * - a request of any method that may have a body says that there is none (`Content-Length: 0`);
 * - a `100 Continue` that nobody asked for is read over, where undici breaks off.
 */
export function pooled(origin: string | URL, { connect, ...options }: PoolOptions): Dispatcher {
  const connector = typeof connect === 'function' ? connect : buildConnector(connect);
  return new Pool(origin, {
    ...options,
    connect: (to, done) =>
      connector(to, (...result) => {
        if (result[1]) likeNode(result[1]);
        done(...result);
      }),
  });
}

function likeNode(socket: Socket): void {
  const { write, read } = socket;
  let beginning = false;
  Object.assign(socket, {
    // undici writes each head as one text, and bodies as bytes.
    write: (chunk: unknown, ...more: unknown[]): boolean => {
      if (typeof chunk !== 'string') return Reflect.apply(write, socket, [chunk, ...more]);
      beginning = true;
      return Reflect.apply(write, socket, [headLikeNode(chunk), ...more]);
    },
    read: (size?: number): unknown => {
      const chunk: unknown = Reflect.apply(read, socket, [size]);
      if (!beginning || !Buffer.isBuffer(chunk)) return chunk;
      const rest = afterContinue(chunk);
      beginning = rest.length === 0;
      return beginning ? Reflect.apply(read, socket, [size]) : rest;
    },
  });
}

/** Methods for which Node's client does not say that a body is missing. */
const SILENT = /^(?:GET|HEAD|TRACE|DELETE|CONNECT|OPTIONS) /;

function headLikeNode(head: string): string {
  if (head.startsWith('HEAD '))
    return head.replace('\r\nconnection: close\r\n', '\r\nconnection: keep-alive\r\n');
  if (SILENT.test(head) || head.includes('\r\ncontent-length: ')) return head;
  return `${head.slice(0, -2)}content-length: 0\r\n\r\n`;
}

/** Of the status, as a byte. */
const ONE = 0x31;

/** What is behind the heads `100 Continue` that an answer begins with. */
function afterContinue(chunk: Buffer): Buffer {
  let rest = chunk;
  while (rest[9] === ONE && /^HTTP\/1\.[01] 100\b/.test(rest.toString('latin1', 0, 12))) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) break;
    rest = rest.subarray(end + 4);
  }
  return rest;
}
