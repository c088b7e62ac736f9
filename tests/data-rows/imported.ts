import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { contract } from '../cli/workspace.js';
import { rawServer } from '../tls-server.js';

const FIXTURES = path.join(import.meta.dirname, '../fixtures/data-rows');
const OK =
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}';

/** The collection of the fixtures, imported, on a server of its own. */
export async function imported() {
  const cwd = await mkdtemp(path.join(tmpdir(), 'contract-rows-'));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  await cp(FIXTURES, cwd, { recursive: true });
  const server = await rawServer((socket) => socket.end(OK));
  onTestFinished(() => server.close());
  const collection = await readFile(path.join(cwd, 'collection.json'), 'utf8');
  await writeFile(
    path.join(cwd, 'collection.json'),
    collection.replaceAll('https://localhost:18443', server.origin),
  );
  await writeFile(path.join(cwd, 'ca.pem'), server.ca);
  const told = await contract(['import', 'collection.json'], { cwd });
  const env = { SANDBOX_BASE_URL: server.origin, EXTRA_CA_CERTS: 'ca.pem' };
  const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    contract([...args], { cwd, env: { ...env, ...more } });
  return { cwd, told, run, server };
}
