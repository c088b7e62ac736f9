import { it } from 'vitest';
import { startOtherApi } from '/work/main/tests/other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '/work/main/tests/other-api/workspace.js';
import { loadContract } from '/work/main/src/contract/load.js';
import { run } from '/work/main/src/run.js';
it('runs', async () => {
  const api = await startOtherApi();
  const contract = await loadContract({ workspace: workspaceOf(BOOKS) });
  const t = Date.now();
  const result = await run({ contract, settings: settingsOf(api), selection: { rules: [], operations: [], optIn: [] } });
  console.log(Date.now() - t, result.counts, result.exitCode, result.requests, result.notes);
  const reasons = new Map<string, number>();
  for (const r of result.results) if (r.verdict.status === 'errored' || r.verdict.status === 'skipped') { const k = r.verdict.status + ' ' + r.verdict.reason; reasons.set(k, (reasons.get(k) ?? 0) + 1); }
  console.log([...reasons].map(([k, n]) => n + '× ' + k).join('\n'));
  for (const p of result.problems) console.log(p.rule, p.operations, p.environments, p.cases.length, p.finding.sent, '|', p.finding.expected, '|', p.finding.received);
  await api.close();
}, 60000);
