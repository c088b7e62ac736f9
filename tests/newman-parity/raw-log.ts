import { createServer, type Socket } from 'node:net';

/**
 * A server in clear that keeps the bytes of each request, and tells their number in the header `X-Number`.
 *
 * What it answers follows from the path: `?status=404`, `/redirect`, `/cookie`; the body tells the path.
 */
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
      // Its length is counted in characters: each is a byte.
      socket.end(answerTo(received.toString('latin1'), requests.length - 1), 'latin1');
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

function answerTo(request: string, number: number): string {
  const [method = '', target = ''] = request.split(' ', 2);
  const status = /^\/redirect\b/.test(target) ? '302' : (/\?status=(\d+)/.exec(target)?.[1] ?? '200');
  const body = JSON.stringify({ path: target.split('?')[0] });
  const headers = [
    `X-Number: ${number}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'Connection: close',
    ...(status === '302' ? ['Location: /landed?from=redirect'] : []),
    ...(/^\/cookie\b/.test(target) ? ['Set-Cookie: sid=1; Path=/'] : []),
  ];
  return `HTTP/1.1 ${status} Told\r\n${headers.join('\r\n')}\r\n\r\n${method === 'HEAD' ? '' : body}`;
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
