import type { EnvironmentName } from '../contract/exchange.js';
import type { Recorder } from '../drive/wire/recorder.js';
import type { Repeats } from './result.js';

/** What the recorders of a run sent again. */
export function repeatsOf(recorders: ReadonlyMap<EnvironmentName, Pick<Recorder, 'repeats'>>): Repeats[] {
  return [...recorders].flatMap(([environment, { repeats }]) =>
    [...repeats].map(([after, count]) => ({ environment, after, count })),
  );
}

/** Those of several parts of a run as those of one run. */
export function joinedRepeats(parts: readonly (readonly Repeats[])[]): Repeats[] {
  const joined = new Map<string, Repeats>();
  for (const one of parts.flat()) {
    const key = `${one.environment} ${one.after}`;
    joined.set(key, { ...one, count: one.count + (joined.get(key)?.count ?? 0) });
  }
  return [...joined.values()];
}
