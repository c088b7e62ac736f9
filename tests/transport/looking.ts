import type { RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll } from 'vitest';
import type { ConnectionSeen } from '../../src/contract/connection.js';
import { loadContract } from '../../src/contract/load.js';
import { look } from '../../src/drive/connection/look.js';
import { WireClient } from '../../src/drive/wire/client.js';
import { Holds } from '../../src/drive/wire/holds.js';
import { Pace } from '../../src/drive/wire/pace.js';
import { Recorder } from '../../src/drive/wire/recorder.js';
import { Secrets } from '../../src/masking/secrets.js';
import type { ConnectionRule, Judgement } from '../../src/rules/rule.js';
import { BOOKS, workspaceOf } from '../other-api/workspace.js';
import { certificate, type TestServer } from '../tls-server.js';

const open: { close(): unknown }[] = [];
afterAll(async () => {
  await Promise.all(open.map((closable) => closable.close()));
});

/** Registers something to be closed after the tests of a file. */
export function closing<T extends { close(): unknown }>(closable: T): T {
  open.push(closable);
  return closable;
}

const contract = await loadContract({
  workspace: workspaceOf(BOOKS, {
    'collections/contract.yaml': 'operations:\n  Books / Find:\n    changes: false\n',
  }),
});

/** What is seen of a server, with its root trusted unless another one is given. */
export function lookAt(
  { origin, ca }: Pick<TestServer, 'origin' | 'ca'>,
  { extraCa = ca, timeout = 2000 }: { extraCa?: string; timeout?: number } = {},
): Promise<ConnectionSeen> {
  const client = closing(new WireClient({ timeout, cap: 100_000, extraCa }));
  const signal = new AbortController().signal;
  const recorder = new Recorder(
    'sandbox',
    { refusal: () => undefined },
    client,
    new Pace(),
    new Holds(),
    new Secrets(),
    {
      retries: 0,
      signal,
      nextId: () => 1,
    },
  );
  const environment = {
    name: 'sandbox' as const,
    baseUrl: `${origin}/billers/{CLIENT_ID}`,
    clientId: 'real-client-id',
    writes: true,
    embedded: false,
  };
  return look(contract, environment, { extraCa, timeout, retries: 0 }, recorder, signal);
}

/** The judgements of a rule, by variation. */
export function judged(rule: ConnectionRule, seen: ConnectionSeen): Record<string, Judgement> {
  return Object.fromEntries(rule.checks.map((check) => [check.variation ?? '', check.judge(seen)]));
}

/** One port with two servers behind it: one for TLS, one for what comes in clear. */
export async function mixedServer(
  clear: Server,
  secure: RequestListener,
): Promise<Pick<TestServer, 'origin' | 'ca'>> {
  const { cert, key, ca } = await certificate();
  const ports = [await portOf(clear), await portOf(createHttpsServer({ cert, key }, secure))];
  const front = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (first: Buffer) => {
      const behind = connect(ports[first[0] === 22 ? 1 : 0] ?? 0, 'localhost');
      behind.on('error', () => socket.destroy());
      behind.write(first);
      socket.pipe(behind).pipe(socket);
    });
  });
  return { origin: `https://localhost:${await portOf(front)}`, ca };
}

async function portOf(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  closing({ close: () => [...[...sockets].map((socket) => socket.destroy()), server.close()] });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
