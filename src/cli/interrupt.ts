import { removeOwnDrafts } from '../report/drafts.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
export const INTERRUPTED = 130;

export interface Interrupt {
  readonly signal: AbortSignal;
  /** Gives the signals back to the process. */
  release(): void;
}

/**
 * The first SIGINT or SIGTERM aborts, so that reports can still be written; a second one ends the process
 * at once, without the drafts of reports that it has in that folder.
 */
export function onInterrupt(tell: () => void, folder?: string): Interrupt {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) {
      if (folder !== undefined) removeOwnDrafts(folder);
      process.exit(INTERRUPTED);
    }
    tell();
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, stop);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of SIGNALS) process.off(name, stop);
    },
  };
}
