import type { RunResult } from '../judge/result.js';
import { counted } from './text.js';

/** What was sent again: one line for each environment. */
export function repeatLines({ repeats = [] }: RunResult): string[] {
  return [...new Set(repeats.map(({ environment }) => environment))].map((name) => {
    const own = repeats.filter(({ environment }) => environment === name);
    const sum = own.reduce((total, { count }) => total + count, 0);
    const reasons = own
      .toSorted((a, b) => b.count - a.count)
      .map(({ after, count }) => (own.length === 1 ? after : `${after}: ${count}`));
    return `${name}: ${counted(sum, 'request')} sent again (${reasons.join('; ')})`;
  });
}
