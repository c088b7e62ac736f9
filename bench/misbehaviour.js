import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { CONTRACT, runNode } from './child.js';
import { figure, word } from './line.js';

const LIMIT = 350;

/** @param {string[]} [args] */
const server = (...args) => fork(new URL('./odd-server.js', import.meta.url), args);

/** Peak memory of a run against an API with one operation that misbehaves. @param {import('./line.js').Print} print */
export async function measure(print) {
  const [{ names }] = await once(server(), 'message');
  for (const name of names) {
    const api = server(name);
    const [{ workspace, env }] = await once(api, 'message');
    const args = [
      CONTRACT,
      'run',
      '--env',
      'sandbox',
      '--writes',
      'sandbox',
      '--rate',
      'off',
      '--timeout',
      '2000',
    ];
    const { peak, seconds, code } = await runNode([...args, '--quiet'], { cwd: workspace, env });
    api.disconnect();
    rmSync(workspace, { recursive: true, force: true });
    const megabytes = peak / 1e6;
    // A run that could not be ended, or that fell over, has no exit code of a verdict.
    const met = megabytes < LIMIT && (code === 0 || code === 1 || code === 3);
    const text = `${name}: peak ${figure(megabytes)} MB, exit ${code} (${figure(seconds)} s), target under ${LIMIT} MB: ${word(met)}`;
    print({ text, met });
  }
}
