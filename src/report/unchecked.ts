import type { RunResult } from '../judge/result.js';
import { counted, listed } from './text.js';

const NAMED = 3;
/** `contract.yaml` says that nothing is to be asked for there. */
const NOT_ASKED = '(credentials: none';

/** Operations whose authentication nothing was said of, where it was looked at: a reader would take them for checked. */
export function uncheckedAuthentication({ results }: Pick<RunResult, 'results'>): string | undefined {
  const open = new Map<string, boolean>();
  for (const { case: planned, verdict } of results) {
    if (planned.operation === undefined || !planned.rule.startsWith('authentication/')) continue;
    const reason = 'reason' in verdict ? verdict.reason : '';
    const judged = verdict.status !== 'skipped' && verdict.status !== 'errored';
    const known = judged || reason.includes(NOT_ASKED);
    open.set(planned.operation, (open.get(planned.operation) ?? true) && !known);
  }
  const names = [...open].flatMap(([name, unchecked]) => (unchecked ? [name] : []));
  if (names.length === 0) return undefined;
  const shown = names.slice(0, NAMED);
  const more = names.length > NAMED ? [`${names.length - NAMED} more`] : [];
  return `authentication: ${counted(names.length, 'operation')} unchecked: ${listed([...shown, ...more])}`;
}
