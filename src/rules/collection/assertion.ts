import type { ScriptRule } from '../rule.js';

export const assertion: ScriptRule = {
  id: 'collection/assertion',
  kind: 'script',
  documented: ['D12'],
  says: 'The tests that the collection carries hold.',
  sends: 'the operation as the collection has it, by newman, in the order of the collection',
  accepts:
    'every pm.test passes; a skipped one is told; a script that throws has failed; a test that never ends is no verdict',
  plan: ({ operation }) =>
    operation.scripts.length > 0 ? undefined : { skip: 'the operation has no script' },
  judge: ({ parts, exceptions, skipped }) => {
    const failed = parts.filter(({ result }) => result === 'failed');
    const [first] = failed;
    if (first || exceptions.length > 0) {
      const received = first
        ? `“${first.name}”: ${first.message ?? 'failed'}`
        : `the script threw: ${exceptions[0]}`;
      return {
        holds: false,
        expected: 'every test of its scripts passes',
        received: failed.length > 1 ? `${received} (and ${failed.length - 1} more)` : received,
        at: first?.name ?? 'script',
        advice: 'Run the request in Postman: it fails there in the same way.',
        cause: first ? `assertion ${first.name}` : 'a script that throws',
      };
    }
    const open = parts.filter(({ result }) => result === 'never finished');
    if (open.length > 0) {
      return { holds: 'unknown', reason: `${open.map(({ name }) => name).join(', ')} never finished` };
    }
    const notes = parts
      .filter(({ result }) => result === 'skipped')
      .map(({ name }) => `skipped by the script: ${name}`);
    if (skipped) return { holds: true, notes: [...notes, 'a script left the request unsent'] };
    return { holds: true, notes };
  },
};
