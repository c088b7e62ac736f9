import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { CONTRACT, runNode } from './child.js';
import { comparison, figure, word } from './line.js';

const SIZES = [2_500_000, 10_000_000];
/** Four times as much may take four times as long, with a tolerance of a quarter. */
const MOST = 5;
const SORTS = ['one long word', 'many signs of addresses', 'many fields'];

/** CPU time of a run on production, where every answer of two operations is so large. @param {import('./line.js').Print} print */
export async function measure(print) {
  for (const sort of SORTS) {
    const [small, large] = [await cpuOf(sort, SIZES[0], print), await cpuOf(sort, SIZES[1], print)];
    // Without a verdict of both, there is nothing to compare.
    if (small === undefined || large === undefined) continue;
    print(
      comparison({
        what: `a run on bodies of 10 MB, ${sort}`,
        ours: large,
        theirs: small,
        unit: 's of CPU',
        than: 'those of 2.5 MB',
        atMost: MOST,
      }),
    );
  }
}

/** @param {string} sort @param {number | undefined} size @param {import('./line.js').Print} print @returns {Promise<number | undefined>} seconds; undefined where the run gave no verdict */
async function cpuOf(sort, size, print) {
  const api = fork(new URL('./odd-server.js', import.meta.url), [sort, String(size)]);
  const [{ workspace, env }] = await once(api, 'message');
  const args = [
    CONTRACT,
    'run',
    '--env',
    'production',
    '--writes',
    'production',
    '--operation',
    'Odd*',
    '--rate',
    'off',
    '--timeout',
    '60000',
  ];
  const { cpu, peak, seconds, code } = await runNode([...args, '--quiet'], { cwd: workspace, env });
  api.disconnect();
  rmSync(workspace, { recursive: true, force: true });
  const met = code === 0 || code === 1;
  const text = `${sort}, ${size} characters: exit ${code}, peak ${figure(peak / 1e6)} MB (${figure(seconds)} s), target a verdict: ${word(met)}`;
  print({ text, met });
  return met ? cpu : undefined;
}
