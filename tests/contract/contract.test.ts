import { afterAll, beforeAll, describe, it, type RunnerTask } from 'vitest';
import { userRulesOf } from '../../src/identity.js';
import { caseName, type PlannedCase } from '../../src/plan/case.js';
import { plan } from '../../src/plan/plan.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { findingText } from './finding-text.js';
import { Verdicts } from './verdicts.js';
import { openWorkspace } from './workspace.js';

/**
 * The contract as tests: one for each planned case, by environment and operation. A test waits for its verdict
 * from the same engine that the command line runs; only the units of the selected tests are run.
 */
const { contract, settings, rules, close } = await openWorkspace();
const planned = plan(contract, settings, EVERYTHING, rules);
const userRules = userRulesOf(planned.rules);
const verdicts = new Verdicts();
const stop = new AbortController();

/** Ids of cases by the names of their test: environment, operation, case. */
const idByTest = new Map<string, string>();

for (const { name } of settings.environments) {
  describe(name, () => {
    const own = planned.cases.filter((candidate) => candidate.environment === name);
    for (const [group, cases] of byOperation(own)) {
      describe(group, () => {
        for (const candidate of cases) register(candidate);
      });
    }
  });
}

function register(candidate: PlannedCase): void {
  idByTest.set([candidate.environment, groupOf(candidate), caseName(candidate)].join('\n'), candidate.id);
  it(caseName(candidate), async (context) => {
    const { verdict } = await verdicts.of(candidate.id);
    if (verdict.status === 'skipped' || verdict.status === 'waived') return context.skip(verdict.reason);
    if (verdict.status === 'errored') throw new Error(`no verdict: ${verdict.reason}`);
    if (verdict.status === 'failed') throw new Error(findingText(candidate, verdict.finding, userRules));
  });
}

// biome-ignore lint/correctness/noEmptyPattern: vitest reads the pattern to know which fixtures are wanted: none
beforeAll(({}, file) => {
  const cases = new Set(selected(file.tasks));
  if (cases.size === 0) return;
  run({
    contract,
    settings,
    rules,
    selection: { ...EVERYTHING, cases },
    signal: stop.signal,
    onVerdict: (result) => verdicts.settle(result),
  }).catch((error: unknown) => verdicts.fail(error));
});

afterAll(async () => {
  stop.abort();
  await close();
});

/** Ids of the cases whose tests are to be run: a filter has marked the others as skipped by now. */
function selected(tasks: readonly RunnerTask[], names: readonly string[] = []): string[] {
  return tasks.flatMap((task) => {
    if (task.type === 'suite') return selected(task.tasks, [...names, task.name]);
    return task.mode === 'run' ? (idByTest.get([...names, task.name].join('\n')) ?? []) : [];
  });
}

function byOperation(cases: readonly PlannedCase[]): Map<string, PlannedCase[]> {
  const groups = new Map<string, PlannedCase[]>();
  for (const candidate of cases) {
    const group = groupOf(candidate);
    groups.set(group, [...(groups.get(group) ?? []), candidate]);
  }
  return groups;
}

/** The operation; the family of the rule where a case belongs to none. */
const groupOf = ({ operation, rule }: PlannedCase): string => operation ?? rule.split('/')[0] ?? '';
