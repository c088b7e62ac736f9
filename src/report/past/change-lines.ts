import type { Changes, PastEnds, PastOutcome, PastProblem } from '../../judge/past.js';
import type { Problem, RunResult } from '../../judge/result.js';
import { counted, listed } from '../text.js';

/** What changed, in one sentence; undefined where there was and is nothing. */
export function changesSentence({ changes }: RunResult): string | undefined {
  if (!changes) return undefined;
  const { new: fresh, still, fixed, flaky, waived, notReached } = changes;
  const parts = [
    told(fresh.length, 'new problem', 'new problems'),
    told(fixed.length, 'fixed'),
    told(still.length, 'still failing'),
    told(flaky.length, 'flaky'),
    told(waived.length, 'waived'),
    told(notReached.length, 'not reached'),
  ].filter((part) => part !== '');
  return parts.length === 0 ? undefined : `Since ${sinceText(changes)}: ${listed(parts)}`;
}

/** Label and text of each problem that changed, the new ones first. */
export function changeLines({ changes, problems }: RunResult): (readonly [label: string, text: string])[] {
  if (!changes) return [];
  const fresh = problems.filter(({ id }) => changes.new.includes(id));
  const lines = (label: string, list: readonly (Problem | PastProblem)[]) =>
    list.map((problem) => [label, problemText(problem)] as const);
  return [
    ...lines('new', fresh),
    ...lines('fixed', changes.fixed),
    ...lines('flaky', changes.flaky),
    ...lines('waived', changes.waived),
    ...lines('not reached', changes.notReached),
  ];
}

const DOTS: Readonly<Record<PastOutcome, string>> = {
  failed: '●',
  flaky: '◐',
  passed: '○',
  'not reached': '·',
};
/** What they mean. */
export const DOTS_LEGEND = '● failed, ◐ flaky, ○ passed, · not reached';

/**
 * How a problem, or a flaky case, ended in the last runs, this one last (`○○·●`), and since when a problem is there; undefined
 * where no run is known.
 */
export function pastOf(id: string, now: 'failed' | 'flaky', { history }: RunResult): string | undefined {
  const ends = history?.get(id);
  if (!ends || ends.outcomes.length === 0) return undefined;
  const dots = [...ends.outcomes, now].map((end) => DOTS[end]).join('');
  return [dots, ...(now === 'failed' ? timesOf(ends) : [])].join(', ');
}

function timesOf({ failingSince, lastPassed }: PastEnds): string[] {
  const passed = lastPassed === undefined ? [] : [`passed last ${minute(lastPassed)}`];
  if (failingSince === undefined) return passed;
  const before = lastPassed === undefined ? ' or before' : '';
  return [`failing since ${minute(failingSince)}${before}`, ...passed];
}

/** One line for each flaky case: where, what failed once, and how it ended in the last runs. */
export function flakyLines(result: RunResult): string[] {
  return result.results.flatMap(({ case: { id }, verdict }) => {
    if (verdict.status !== 'flaky') return [];
    const past = pastOf(id, 'flaky', result);
    const { expected, received } = verdict.finding;
    return [
      `${id}: expected ${expected}, once received ${received}${past === undefined ? '' : ` (last runs: ${past})`}`,
    ];
  });
}

function sinceText({ since }: Changes): string {
  return `the run of ${minute(since.startedAt)}`;
}

/** `2026-01-31 05:00 UTC`, of ISO 8601. */
const minute = (time: string): string => `${time.slice(0, 16).replace('T', ' ')} UTC`;

function problemText({ rule, operations, environments }: Problem | PastProblem): string {
  const [first] = operations;
  const more = operations.length > 1 ? ` and ${counted(operations.length - 1, 'more operation')}` : '';
  return `${rule}: ${first === undefined ? '' : `${first}${more}, `}${listed(environments)}`;
}

const told = (count: number, one: string, many = one): string =>
  count === 0 ? '' : counted(count, one, many);
