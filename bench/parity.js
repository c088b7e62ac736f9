import path from 'node:path';
import { ROOT, runNode } from './child.js';

const REQUESTS = 20_000;
const COLLECTIONS = 1_000;
const VITEST = path.join(ROOT, 'node_modules/vitest/vitest.mjs');

/**
 * Generated requests, each by newman and by the suite to one server, and generated collections, each by newman and
 * as the suite's journey; what both sent and found is compared.
 *
 * @param {import('./line.js').Print} print
 */
export async function measure(print) {
  const args = [
    VITEST,
    'run',
    '--project',
    'slow',
    'tests/newman-parity/parity',
    'tests/newman-parity/journey',
  ];
  const env = { PARITY_REQUESTS: String(REQUESTS), PARITY_COLLECTIONS: String(COLLECTIONS) };
  const { code, output } = await runNode(args, { env });
  for (const what of ['requests', 'journeys']) {
    const found = new RegExp(`\\d+ ${what} compared.*`).exec(output);
    print({ text: found?.[0] ?? `no count of ${what}: ${output.slice(-500)}`, met: code === 0 });
  }
}
