import { Worker } from 'node:worker_threads';
import { checkFaults } from './faults/apply.js';
import type { ReferenceApi, StartOptions } from './start.js';

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
  const started = await new Promise<Omit<ReferenceApi, 'close'>>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return {
    ...started,
    close: async () => {
      await worker.terminate();
    },
  };
}
