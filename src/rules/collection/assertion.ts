import type { Judgement, ScriptReport, ScriptRule } from '../rule.js';

export const assertion: ScriptRule = {
  id: 'collection/assertion',
  kind: 'script',
  documented: ['D12'],
  says: 'The tests that the collection carries hold.',
  sends: 'the operation as the collection has it, by newman, in the order of the collection',
  accepts:
    'every pm.test passes; a skipped one is told; a script that throws has failed; what is thrown when it is through is told, as newman does not count it; a test that never ends is no verdict',
  plan: ({ operation }) =>
    operation.scripts.length > 0 ? undefined : { skip: 'the operation has no script' },
  judge: (report) => {
    const { parts, strays = [], skipped } = report;
    const broken = failure(report);
    if (broken) return broken;
    if (report.late)
      return { holds: 'unknown', reason: 'a script was still waiting when its time, --timeout, was over' };
    const open = parts.filter(({ result }) => result === 'never finished');
    if (open.length > 0) {
      return { holds: 'unknown', reason: `${open.map(({ name }) => name).join(', ')} never finished` };
    }
    const notes = [
      ...parts
        .filter(({ result }) => result === 'skipped')
        .map(({ name }) => `skipped by the script: ${name}`),
      ...strays.map(
        (message) => `thrown when the script was through, which newman does not count: ${message}`,
      ),
      ...(skipped ? ['a script left the request unsent'] : []),
    ];
    return { holds: true, notes };
  },
};

function failure(report: ScriptReport): Judgement | undefined {
  const failed = report.parts.filter(({ result }) => result === 'failed');
  const [first] = failed;
  const [thrown] = [...report.exceptions, ...(report.unheard ?? [])];
  if (!first && thrown === undefined) return undefined;
  const received = first ? `“${first.name}”: ${first.message ?? 'failed'}` : `the script threw: ${thrown}`;
  return {
    holds: false,
    expected: 'every test of its scripts passes',
    received: failed.length > 1 ? `${received} (and ${failed.length - 1} more)` : received,
    at: first?.name ?? 'script',
    advice: adviceOn(report, first !== undefined),
    cause: first ? `assertion ${first.name}` : 'a script that throws',
  };
}

/** newman ran it; whether it fails alone in the same way depends on what the suite kept from it. */
function adviceOn({ exceptions, heldBack }: ScriptReport, tested: boolean): string {
  if (heldBack !== undefined)
    return `A request of its script was not sent: ${heldBack}. In Postman it may hold.`;
  return tested || exceptions.length > 0
    ? 'Run the request in Postman: it fails there in the same way.'
    : 'newman itself breaks off at this, and counts no test for it. Catch what may be rejected; a test that waits takes `done`.';
}
