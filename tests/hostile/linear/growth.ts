/** Up to so many characters in small steps: where one more doubles the time, nothing longer ends. */
const FEW = 64;
const STEP = 4;
/** Characters of the longest text. */
const LONGEST = FEW << 8;
/** Microseconds of CPU that tell nothing. */
const NOISE = 4_000;
/** … and so many that nothing longer tells more. */
const ENOUGH = 16_000;
/** What is linear takes four times as long for four times as much, what is quadratic sixteen times. */
const MOST = 9;

function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/**
 * How many times more CPU time the work takes for four times as much of it: the least of a few tries, since a busy
 * machine adds and never takes away. Undefined where it stays in proportion. It begins with little, so that what
 * never ends is seen before it begins.
 *
 * @param work its size is the number of characters
 */
export function growthOf(work: (size: number) => void, longest = LONGEST): number | undefined {
  for (let size = STEP; size <= longest; size += size < FEW ? STEP : size) {
    if (cpuOf(() => work(size)) < NOISE) continue;
    const whole = leastOf(() => work(size), FEW_TRIES);
    if (whole < NOISE) continue;
    // What looks slow is tried more often: collecting garbage falls on whichever comes next.
    for (const tries of [FEW_TRIES, MANY_TRIES]) {
      const growth = leastOf(() => work(size), tries) / leastOf(() => work(size / 4), tries);
      if (growth < MOST) break;
      if (tries === MANY_TRIES) return growth;
    }
    if (whole > ENOUGH) break;
  }
  return undefined;
}

const FEW_TRIES = 2;
const MANY_TRIES = 8;

const leastOf = (work: () => void, tries: number): number =>
  Math.max(1, Math.min(...Array.from({ length: tries }, () => cpuOf(work))));
