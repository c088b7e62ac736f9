import { generatedRun } from './generated-run.js';
import { figure, word } from './line.js';

const GROUPS = 4;
const TIMES = [1, 4, 16];
/** A run may take this much more than its share before it counts as out of proportion. */
const TOLERANCE = 1.25;

/** 1, 4 and 16 times as many operations, setups as deep. @param {import('./line.js').Print} print */
export async function measure(print) {
  /** @type {{ seconds: number, cpu: number, planned: number } | undefined} */ let first;
  for (const times of TIMES) {
    const seen = await generatedRun(GROUPS * times, 0);
    first ??= seen;
    const time = seen.seconds / first.seconds;
    const cases = seen.planned / first.planned;
    const met = time <= times * TOLERANCE && cases <= times * TOLERANCE;
    const figures = `${figure(seen.seconds)} s (CPU ${figure(seen.cpu)} s), ${figure(seen.planned)} planned cases, ${figure(seen.probes + seen.newman)} requests`;
    const ratios = `time times ${figure(time)} (CPU ${figure(seen.cpu / first.cpu)}), cases times ${figure(cases)}, target in proportion (times ${times})`;
    print({ text: `${GROUPS * times * 4} operations: ${figures}: ${ratios}: ${word(met)}`, met });
  }
}
