import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { CONTRACT } from './child.js';

/**
 * @typedef {{ origin: string, ca: string, clientId: string, bearerToken: string }} Place
 * @typedef {Place & { answers(): Promise<{ newman: number, probes: number }>, close(): void }} Server
 */

/** Starts `server.js` in a process of its own. @param {number} bytes of each answer @returns {Promise<Server>} */
export async function startServer(bytes) {
  const child = fork(new URL('./server.js', import.meta.url), [String(bytes)]);
  const [place] = await once(child, 'message');
  return {
    ...place,
    answers: async () => {
      child.send('answers');
      const [answers] = await once(child, 'message');
      return answers;
    },
    close: () => child.disconnect(),
  };
}

/** Starts the reference API as `contract-suite serve` does. @returns {Promise<{ variables: Record<string, string>, close(): void }>} */
export async function serveReference() {
  const child = spawn(process.execPath, [CONTRACT, 'serve'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (/^export EXTRA_CA_CERTS=.*\n/m.test(text)) break;
  }
  child.stdout.resume();
  if (!/^export EXTRA_CA_CERTS=/m.test(text)) throw new Error('contract-suite serve ended');
  const variables = Object.fromEntries(
    [...text.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name, value]),
  );
  return { variables, close: () => child.kill('SIGTERM') };
}
