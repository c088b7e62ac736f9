import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for something, and for so many milliseconds at most; the process stays alive for as long. */
export async function atMost(milliseconds: number, what: Promise<unknown>): Promise<void> {
  const patience = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: patience.signal }).catch(() => undefined);
  await Promise.race([what, late]);
  patience.abort();
}
