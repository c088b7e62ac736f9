import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MAIN, workspaceWith } from './workspace.js';

/** A server that takes connections and never says a word; tells when the first one came. */
async function silentServer(): Promise<{ port: number; connected: Promise<unknown> }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    onClose.push(() => socket.destroy());
  });
  const onClose: (() => void)[] = [];
  server.listen(0, 'localhost');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const close of onClose) close();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, connected: once(server, 'connection') };
}

async function started(): Promise<{ child: ReturnType<typeof spawn>; cwd: string }> {
  const { port, connected } = await silentServer();
  const cwd = await workspaceWith();
  const child = spawn(process.execPath, [MAIN, 'run', '--env', 'sandbox', '--timeout', '50000'], {
    cwd,
    env: {
      PATH: process.env['PATH'],
      SANDBOX_BASE_URL: `https://localhost:${port}/{CLIENT_ID}`,
      SANDBOX_CLIENT_ID: 'cid_123456',
      SANDBOX_BEARER_TOKEN: 'token_123456',
    },
    stdio: 'ignore',
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await connected;
  return { child, cwd };
}

describe('An interrupted run', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s writes its reports and ends with 130', async (signal) => {
    const { child, cwd } = await started();
    child.kill(signal);
    const [code] = await once(child, 'exit');
    expect(code).toBe(130);
    const results = JSON.parse(await readFile(path.join(cwd, 'reports/results.json'), 'utf8'));
    expect(results).toMatchObject({ interrupted: true, exitCode: 130 });
    expect(results.cases).toHaveLength(results.planned);
    expect(results.counts.errored).toBeGreaterThan(0);
  });
});
