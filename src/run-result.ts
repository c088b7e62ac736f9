import type { Contract } from './contract/model.js';
import { failedItems } from './failed-items.js';
import { identityOf } from './identity.js';
import { conclusion } from './judge/conclude.js';
import type { CaseResult, RunResult } from './judge/result.js';
import type { RunJudge } from './judge/run-judge.js';
import { labelsOf } from './labels.js';
import type { Masking } from './masking/masking.js';
import type { PlannedCase } from './plan/case.js';
import type { Plan } from './plan/planned.js';
import type { Settings } from './settings/settings.js';

/** A run that was driven, or told again from its record, to the end. */
export interface Judged {
  readonly contract: Contract;
  readonly settings: Settings;
  readonly plan: Plan;
  readonly faults: readonly string[];
  readonly startedAt: Date;
  readonly judge: RunJudge;
  readonly masking: Masking;
  readonly results: ReadonlyMap<PlannedCase, CaseResult>;
  /** Beside those of the judge. */
  readonly notes: readonly string[];
  readonly end: Pick<RunResult, 'duration' | 'interrupted' | 'requests' | 'repeats'>;
}

/** What came of it, as every report renders it. */
export function runResult({
  contract,
  settings,
  plan,
  judge,
  masking,
  results,
  notes,
  end,
  ...run
}: Judged): RunResult {
  const { faults, startedAt } = run;
  return {
    identity: {
      ...identityOf(contract, settings, plan.rules, faults, startedAt),
      labels: labelsOf(masking.secrets.standIns, masking.data.names),
    },
    ...end,
    samples: judge.samples,
    items: failedItems(plan, contract),
    latencies: judge.latencies.all,
    ...(plan.shard && { shard: { ...plan.shard, codes: judge.codesByEnvironment } }),
    ...conclusion(
      plan.cases.flatMap((planned) => results.get(planned) ?? []),
      [...judge.notes, ...notes],
      {
        config: contract.config,
        startedAt,
        profile: settings.profile,
        ...(settings.demands && { demands: settings.demands }),
        codes: judge.codes,
        interrupted: end.interrupted,
        whole: plan.shard === undefined,
      },
    ),
  };
}
