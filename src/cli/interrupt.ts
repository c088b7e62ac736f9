const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
export const INTERRUPTED = 130;

export interface Interrupt {
  readonly signal: AbortSignal;
  /** Gives the signals back to the process. */
  release(): void;
}

/**
 * The first SIGINT or SIGTERM aborts, so that reports can still be written; a second one ends the process
 * at once.
 */
export function onInterrupt(tell: (text: string) => void): Interrupt {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    tell('Interrupted: writing the reports for what was concluded; interrupt again to stop at once.');
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
