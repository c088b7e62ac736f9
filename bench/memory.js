import { generatedRun } from './generated-run.js';
import { figure, word } from './line.js';

const BYTES = 200_000;
const LIMIT = 350;
const GROUPS = 40;
/** What two runs of the same kind may differ by. */
const NOISE = 1.1;

/** Peak memory where every answer is 200 kB of JSON. @param {import('./line.js').Print} print */
export async function measure(print) {
  /** @type {number | undefined} */ let first;
  for (const times of [1, 4]) {
    const seen = await generatedRun(GROUPS * times, BYTES);
    const peak = seen.peak / 1e6;
    first ??= peak;
    const met = peak < LIMIT && peak <= first * NOISE;
    const answers = `${figure(seen.probes)} answers of 200 kB to probes and ${figure(seen.newman)} through newman`;
    const ratio = times === 1 ? '' : `, ${figure(peak / first)} times the first`;
    const target = `target under ${LIMIT} MB${times === 1 ? '' : ' and no more than with fewer answers'}`;
    print({
      text: `${answers}: peak ${figure(peak)} MB${ratio} (${figure(seen.seconds)} s), ${target}: ${word(met)}`,
      met,
    });
  }
}
