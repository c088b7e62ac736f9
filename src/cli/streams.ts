import { print } from './print.js';

/**
 * Lets a command outlive its output: who reads only the first lines, as `| head` does, has read enough, and a full
 * device takes no verdict away. What is printed afterwards is lost, reports and exit code are not.
 */
export function outliveOutput({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): void {
  let told = false;
  stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE' || told) return;
    told = true;
    print(`What is printed cannot be written any more (${code ?? message}).\n`, stderr);
  });
  // There is nobody left to tell.
  stderr.on('error', () => undefined);
}
