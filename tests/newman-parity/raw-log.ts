import { createServer, type Socket } from 'node:net';

/** A server in clear that keeps the bytes of each request, and tells their number in the header `X-Number`. */
export interface RawLog {
  readonly origin: string;
  readonly requests: readonly Buffer[];
  close(): Promise<void>;
}

export async function rawLog(): Promise<RawLog> {
  const requests: Buffer[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const end = endOf(received);
      if (end === undefined) return;
      requests.push(received.subarray(0, end));
      const body = /^HEAD /.test(received.toString('latin1', 0, 5)) ? '' : '{}';
      socket.end(
        `HTTP/1.1 200 OK\r\nX-Number: ${requests.length - 1}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n${body}`,
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    requests,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Where the request ends, by its Content-Length or its last chunk. */
function endOf(received: Buffer): number | undefined {
  const head = received.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const text = received.toString('latin1', 0, head);
  if (/^transfer-encoding: *chunked/im.test(text)) {
    return received.subarray(-5).equals(Buffer.from('0\r\n\r\n')) ? received.length : undefined;
  }
  const length = Number(/^content-length: *(\d+)/im.exec(text)?.[1] ?? 0);
  return received.length >= head + 4 + length ? head + 4 + length : undefined;
}
