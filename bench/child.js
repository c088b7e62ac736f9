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
 * @returns {Promise<{ code: number | null, seconds: number, cpu: number, peak: number, output: string }>} `cpu` in
 *   seconds, `peak` in bytes; of all threads, as Linux keeps them, and 0 where they cannot be read
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
  let cpu = 0;
  let peak = 0;
  const sampling = setInterval(() => {
    cpu = Math.max(cpu, cpuTime(child.pid));
    peak = Math.max(peak, highWaterMark(child.pid));
  }, 50);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(sampling);
      resolve({ code, seconds: (performance.now() - began) / 1000, cpu, peak, output });
    });
  });
}

/** @param {number | undefined} pid @returns {number} bytes */
function highWaterMark(pid) {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(processFile(pid, 'status'))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** Ticks of a hundredth of a second, user and system. @param {number | undefined} pid @returns {number} seconds */
function cpuTime(pid) {
  // The name of the program, in parentheses, may hold spaces.
  const [user = 0, system = 0] = processFile(pid, 'stat').split(') ').at(-1)?.split(' ').slice(11, 13) ?? [];
  return (Number(user) + Number(system)) / 100;
}

/** @param {number | undefined} pid @param {string} name */
function processFile(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * @param {{ code: number | null, output: string }} ended
 * @param {string} what
 */
export function mustSucceed({ code, output }, what) {
  if (code !== 0) throw new Error(`${what} ended with ${code}:\n${output.slice(-3000)}`);
}
