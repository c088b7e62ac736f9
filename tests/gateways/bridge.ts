import { createServer, type Socket } from 'node:net';
import { connect } from 'node:tls';

export interface Bridge {
  readonly port: number;
  close(): Promise<void>;
}

/** A port in clear before a server that only speaks TLS, as gateways speak to back ends of their own network. */
export async function bridgeTo(port: number, ca: string): Promise<Bridge> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    const secure = connect({ port, host: 'localhost', servername: 'localhost', ca });
    for (const [one, other] of [
      [socket, secure],
      [secure, socket],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
