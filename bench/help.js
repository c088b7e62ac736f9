import { CONTRACT, NEWMAN, runNode } from './child.js';
import { comparison, median } from './line.js';

const TIMES = 7;

/** How long `--help` takes, in turns; the first of each warms the file cache and does not count. @param {import('./line.js').Print} print */
export async function measure(print) {
  /** @type {number[]} */ const ours = [];
  /** @type {number[]} */ const theirs = [];
  for (let round = 0; round <= TIMES; round += 1) {
    const contract = await runNode([CONTRACT, 'run', '--help']);
    const newman = await runNode([NEWMAN, 'run', '--help']);
    if (round === 0) continue;
    ours.push(contract.seconds * 1000);
    theirs.push(newman.seconds * 1000);
  }
  print(
    comparison({
      what: `contract-suite run --help, median of ${TIMES}`,
      ours: median(ours),
      theirs: median(theirs),
      unit: 'ms',
      than: 'newman run --help',
      atMost: 0.3,
    }),
  );
}
