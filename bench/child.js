import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '..');
export const CONTRACT = path.join(ROOT, 'dist/cli/main.js');
const newman = createRequire(import.meta.url).resolve('newman/package.json');
export const NEWMAN = path.join(path.dirname(newman), 'bin/newman.js');

/**
 * Runs a Node script to its end.
 *
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Readonly<Record<string, string>> }} [options]
 * @returns {Promise<{ code: number | null, seconds: number, peak: number, output: string }>} `peak` in bytes
 *   (Linux: the high-water mark that the kernel keeps; it holds all threads), 0 where it cannot be read
 */
export function runNode(args, { cwd = ROOT, env = {} } = {}) {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output = (output + text).slice(-20_000);
    });
  }
  let peak = 0;
  const sampling = setInterval(() => {
    peak = Math.max(peak, highWaterMark(child.pid));
  }, 100);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(sampling);
      resolve({ code, seconds: (performance.now() - began) / 1000, peak, output });
    });
  });
}

/** @param {number | undefined} pid @returns {number} bytes */
function highWaterMark(pid) {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/**
 * @param {{ code: number | null, output: string }} ended
 * @param {string} what
 */
export function mustSucceed({ code, output }, what) {
  if (code !== 0) throw new Error(`${what} ended with ${code}:\n${output.slice(-3000)}`);
}
