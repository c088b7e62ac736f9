import { createServer, type Socket } from 'node:net';
import { connect } from 'node:tls';

export interface Bridge {
  readonly port: number;
  /** Is told how often something was sent through it: once for each small request. */
  heard: (count: number) => void;
  /** Nobody listens there any more, until it is up again at the same port. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

/** A port in clear before a server that only speaks TLS, as gateways speak to back ends of their own network. */
export async function bridgeTo(target: number, ca: string): Promise<Bridge> {
  const open = new Set<Socket>();
  let count = 0;
  const server = createServer((socket) => {
    const secure = connect({ port: target, host: 'localhost', servername: 'localhost', ca });
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
    socket.on('data', () => bridge.heard(++count));
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => server.listen(port, 'localhost', resolve));
  const down = async (): Promise<void> => {
    for (const socket of open) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  await listen(0);
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const bridge: Bridge = { port, heard: () => undefined, down, up: () => listen(port), close: down };
  return bridge;
}
