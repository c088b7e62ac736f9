import { Worker } from 'node:worker_threads';
import { checkFaults } from './faults/apply.js';
import type { Places, ReferenceApi, StartOptions } from './start.js';

export { UnknownFaultError } from './faults/apply.js';
export type { ReferenceApi } from './start.js';

/** Compiled workers lie in `dist`; under a test runner this module is read from `src`. */
const ENTRY = new URL(
  import.meta.url
    .replace(/\/src\/(?=reference-api\/launch\.ts$)/, '/dist/')
    .replace(/launch\.(ts|js)$/, 'worker.js'),
);

/**
 * Starts the API in a thread of its own, so that its work is not its caller's.
 *
 * @throws UnknownFaultError before anything is started
 */
export async function launchReferenceApi(
  options: Omit<StartOptions, 'onRequest'> = {},
): Promise<ReferenceApi> {
  checkFaults(options.faults ?? []);
  const worker = new Worker(ENTRY, { workerData: options });
  const { environments, ca } = await told<Pick<ReferenceApi, 'environments' | 'ca'>>(worker);
  return {
    environments,
    ca,
    become: (behaviour) => {
      checkFaults(behaviour.faults ?? []);
      worker.postMessage(behaviour);
      return told<Places>(worker);
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

/** What the thread says next. */
function told<T>(worker: Worker): Promise<T> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => reject(error);
    worker.once('error', failed);
    worker.once('message', (message: T) => {
      worker.off('error', failed);
      resolve(message);
    });
  });
}
