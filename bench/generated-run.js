import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startServer } from './apis.js';
import { CONTRACT, mustSucceed, runNode } from './child.js';
import { workspaceOf } from './workspace.js';

/**
 * A run, in one environment, of a generated collection against a server of its own.
 *
 * @param {number} groups of four operations
 * @param {number} bytes of each answer
 * @returns {Promise<{ seconds: number, cpu: number, peak: number, planned: number, probes: number, newman: number }>} `peak` in bytes
 */
export async function generatedRun(groups, bytes) {
  const server = await startServer(bytes);
  const workspace = workspaceOf(groups, server);
  try {
    const args = [CONTRACT, 'run', '--env', 'sandbox', '--rate', 'off', '--quiet'];
    const ended = await runNode(args, { cwd: workspace.folder, env: workspace.env });
    mustSucceed(ended, 'contract-suite run');
    const { planned } = JSON.parse(readFileSync(path.join(workspace.folder, 'reports/results.json'), 'utf8'));
    return { seconds: ended.seconds, cpu: ended.cpu, peak: ended.peak, planned, ...(await server.answers()) };
  } finally {
    workspace.remove();
    server.close();
  }
}
