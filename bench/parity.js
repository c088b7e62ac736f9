import path from 'node:path';
import { ROOT, runNode } from './child.js';

const REQUESTS = 20_000;
const VITEST = path.join(ROOT, 'node_modules/vitest/vitest.mjs');

/** Generated requests, each by newman and by the suite to one server, their bytes compared. @param {import('./line.js').Print} print */
export async function measure(print) {
  const args = [VITEST, 'run', '--project', 'slow', 'tests/newman-parity'];
  const { code, output } = await runNode(args, { env: { PARITY_REQUESTS: String(REQUESTS) } });
  const [text = `no count: ${output.slice(-500)}`] = /\d+ requests compared.*/.exec(output) ?? [];
  print({ text, met: code === 0 });
}
