/**
 * One line of what was measured; `met` is undefined where there is no target.
 *
 * @typedef {{ text: string, met?: boolean }} Line
 * @typedef {(line: Line) => void} Print
 */

/**
 * Two figures and their ratio, beside the target where there is one.
 *
 * @param {{ what: string, ours: number, theirs: number, unit: string, than: string, atLeast?: number, atMost?: number }} of
 * @returns {Line}
 */
export function comparison({ what, ours, theirs, unit, than, atLeast, atMost }) {
  const ratio = ours / theirs;
  const text = `${what}: ${figure(ours)} ${unit} against ${than} ${figure(theirs)} ${unit}: ratio ${figure(ratio)}`;
  if (atLeast === undefined && atMost === undefined) return { text };
  const met = atLeast !== undefined ? ratio >= atLeast : ratio <= (atMost ?? Infinity);
  const target = atLeast !== undefined ? `at least ${atLeast}` : `at most ${atMost}`;
  return { text: `${text}, target ${target}: ${word(met)}`, met };
}

/** @param {boolean} met */
export const word = (met) => (met ? 'met' : 'MISSED');

/** @param {number} value */
export function figure(value) {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
