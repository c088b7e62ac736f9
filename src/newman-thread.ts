import { NewmanHost } from './drive/newman/host.js';

/** To be given to `run`, and to be closed. */
export type NewmanThread = NewmanHost;

/**
 * The thread that runs newman, on its way: loading newman takes most of a second, in which contract and settings can
 * be read.
 *
 * @param scriptTimeout milliseconds that one script may take
 */
export function newmanThread(scriptTimeout: number): NewmanThread {
  const host = new NewmanHost(scriptTimeout);
  void host.start();
  return host;
}
