import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes by which the heap may grow before it is cleared. */
const GROWTH = 24e6;

/**
 * What clears the heap of this thread where much has been left behind since it was cleared last, once what runs now
 * is through. Each run of newman leaves a context of scripts of some megabytes, and the thread lets ten of them pile up.
 */
export function heapClearer(): () => void {
  setFlagsFromString('--expose-gc');
  const clear: unknown = runInNewContext('gc');
  const used = (): number => getHeapStatistics().used_heap_size;
  let left = used();
  return () => {
    if (typeof clear !== 'function' || used() < left + GROWTH) return;
    left = Number.POSITIVE_INFINITY;
    setImmediate(() => {
      clear();
      left = used();
    });
  };
}
