import { oneLine } from '../contract/visible.js';
import type { RunResult } from '../judge/result.js';
import { problemLine } from './problem-line.js';
import type { TrialEnd } from './trial.js';

/** Whether a run on a correct API raised an alarm. */
export function judgeCorrect({
  problems,
  results,
}: RunResult): Pick<
  TrialEnd,
  'result' | 'flaws' | 'rules' | 'environments' | 'failed' | 'failedThere' | 'after'
> {
  const alarms = problems.map(problemLine);
  const reasons = new Set(
    results.flatMap(({ verdict }) => (verdict.status === 'errored' ? [oneLine(verdict.reason)] : [])),
  );
  const unjudged = [...reasons].map((reason) => `could not be judged: ${reason}`);
  const failed = results.filter(({ verdict }) => verdict.status === 'failed').length;
  return {
    result: alarms.length > 0 ? 'alarmed' : unjudged.length > 0 ? 'unjudged' : 'quiet',
    flaws: [...alarms, ...unjudged],
    rules: problems.map(({ rule }) => rule),
    environments: [...new Set(problems.flatMap(({ environments }) => environments))],
    after: 0,
    failed,
    failedThere: 0,
  };
}
