import { setFlagsFromString } from 'node:v8';

/**
 * Answers come and go by the hundred megabytes: the heap is to be cleared before it grows, not to grow first. To be
 * called before modules are loaded: the part of the heap for what is young does not shrink again.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=20');
  keepYoungSmall();
  // Each new thread sets this back for all of them.
  process.on('worker', (worker) => worker.once('online', keepYoungSmall));
}

const keepYoungSmall = (): void => setFlagsFromString('--semi-space-growth-factor=1');

/**
 * Code is optimised after seven times as much work as the engine would let pass. In a run of seconds, most of what it
 * optimises is newman's and not used for long, and the threads that do it stand in the way of those that send.
 */
export function optimiseLate(): void {
  // Later engines have no such setting, and say so on the terminal.
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=500000');
}
