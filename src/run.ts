import { setMaxListeners } from 'node:events';
import type { Contract } from './contract/model.js';
import { atMost } from './drive/at-most.js';
import type { Belongings } from './drive/belongings.js';
import { drive } from './drive/drive.js';
import { NewmanHost } from './drive/newman/host.js';
import { confirmed, planAgain } from './judge/confirm.js';
import { leftoverNotes, leftoversOf } from './judge/leftovers.js';
import { repeatsOf } from './judge/repeats.js';
import type { CaseResult, Progress, RunResult } from './judge/result.js';
import { RunJudge } from './judge/run-judge.js';
import type { LastLook } from './masking/last-look.js';
import { withoutSecrets } from './masking/without-secrets.js';
import { burstNotices } from './plan/burst-notices.js';
import type { PlannedCase } from './plan/case.js';
import { plan } from './plan/plan.js';
import type { Plan } from './plan/planned.js';
import { requestNotices } from './plan/request-notices.js';
import { headOf } from './record/head.js';
import { recording } from './record/recording.js';
import type { RecordWriter } from './record/writer.js';
import type { Rule } from './rules/rule.js';
import { runResult } from './run-result.js';
import { sharedServer } from './settings/apart.js';
import { PROFILES } from './settings/profiles.js';
import type { EnvironmentSettings, Selection, Settings } from './settings/settings.js';
import { maskingOf, wireOf } from './wire.js';

export interface RunOptions {
  readonly contract: Contract;
  readonly settings: Settings;
  readonly selection: Selection;
  /** What `loadRules` gave; by default the suite's own rules. */
  readonly rules?: readonly Rule[];
  /** Faults that were put into the embedded API, for the report's identity. */
  readonly faults?: readonly string[];
  /** Takes every exchange, and what is needed to judge them again. */
  readonly record?: RecordWriter;
  /** Stops the run: what was concluded stands, the rest is `errored: not concluded`. */
  readonly signal?: AbortSignal;
  /** Runs newman, and stays up; by default the run starts one and closes it. */
  readonly host?: NewmanHost;
  /** Is given, before anything is told, what takes secrets out of a text. */
  readonly onLook?: (look: LastLook) => void;
  /** What is to be known before anything is sent. */
  readonly onNotice?: (text: string) => void;
  readonly onVerdict?: (result: CaseResult) => void;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Plans, drives and judges one run.
 *
 * @throws ContractError where the selection plans nothing, or names what does not exist; nothing was sent then
 */
export async function run(options: RunOptions): Promise<RunResult> {
  const { contract, settings } = options;
  const startedAt = new Date();
  // The machine's clock may be set while the run goes on.
  const begun = performance.now();
  const profile = PROFILES[settings.profile];
  const host = options.host ?? new NewmanHost(settings.timeout);
  const close = async (): Promise<void> => {
    if (!options.host) await host.close();
  };
  // newman takes its time to load; the plan is made meanwhile.
  await host.start();
  const planned = await plannedOr(close, options);
  const signal = options.signal ?? new AbortController().signal;
  // Every request under way listens to it.
  setMaxListeners(0, signal);
  const masking = maskingOf(settings, contract);
  const { secrets } = masking;
  options.onLook?.(masking.scan);
  for (const notice of [...burstNotices(planned), ...requestNotices(contract)]) options.onNotice?.(notice);
  const { record, faults = [] } = options;
  record?.begin(masking, headOf({ ...options, plan: planned, faults, startedAt }));
  const wire = wireOf(settings, contract, masking, signal, record?.exchange);
  const results = new Map<PlannedCase, CaseResult>();
  const judgeOf = (part: Plan, concluded: (result: CaseResult) => void): RunJudge =>
    new RunJudge({ contract, plan: part, masking, startedAt, concluded });
  const conclude = (result: CaseResult): void => {
    results.set(result.case, result);
    options.onVerdict?.(result);
  };
  const judge = judgeOf(planned, conclude);
  const notes: string[] = [];
  const belongings: [EnvironmentSettings, Belongings][] = [];
  const ticking = setInterval(() => options.onProgress?.(progress()), 200);
  ticking.unref();
  try {
    await driven(planned, judge);
    if (profile.confirms) await confirm();
  } finally {
    clearInterval(ticking);
    const closing = Promise.all([close(), ...wire.clients.map((client) => client.close())]);
    // A connection that is still being made ends only with its own time-out; nobody has to wait for it.
    await atMost(1000, closing);
  }
  options.onProgress?.(progress());
  const end = {
    duration: performance.now() - begun,
    interrupted: signal.aborted,
    requests: Object.fromEntries([...wire.recorders].map(([name, recorder]) => [name, recorder.requests])),
    repeats: repeatsOf(wire.recorders),
  };
  const leftovers = belongings.flatMap(([where, owned]) => leftoversOf(where, owned, masking));
  const ending = [
    ...wire.notes(),
    ...leftoverNotes(leftovers).map((note) => secrets.show(secrets.hide(note))),
  ];
  record?.write({ is: 'end', ...end, notes: ending });
  notes.push(...ending);
  const result = runResult({
    contract,
    settings,
    plan: planned,
    faults,
    startedAt,
    judge,
    masking,
    results,
    notes,
    end,
  });
  return withoutSecrets({ ...result, leftovers, look: masking.scan }, secrets);

  async function driven(part: Plan, listener: RunJudge): Promise<void> {
    const { recorders } = wire;
    const heard = record ? recording(listener, record.write) : listener;
    const driving = drive({
      contract,
      settings,
      plan: part,
      host,
      secrets,
      recorders,
      listener: heard,
      belongings: (where, owned) => belongings.push([where, owned]),
      signal,
    });
    // An interrupted run is not waited for; what it still says is heard by nobody.
    driving.catch(() => undefined);
    await Promise.race([driving, aborted(signal)]);
    listener.finish(signal.aborted);
  }

  /** Runs what failed once more; a case that ends otherwise then is concluded anew. */
  async function confirm(): Promise<void> {
    const again = planAgain(planned, (one) => {
      const result = results.get(one);
      return result !== undefined && judge.fails(result);
    });
    notes.push(...again.notes);
    if (!again.plan || signal.aborted) return;
    const count = again.plan.pairs.length;
    options.onNotice?.(
      `running ${count} ${count === 1 ? 'operation' : 'operations'} again, to confirm what failed`,
    );
    const second = new Map<PlannedCase, CaseResult>();
    const confirming = judgeOf(again.plan, (result) => second.set(result.case, result));
    record?.write({ is: 'again' });
    await driven(again.plan, confirming);
    for (const [one, first] of results) {
      const result = confirmed(first, second.get(one));
      if (result !== first) conclude(result);
    }
    notes.push(...confirming.notes.filter((note) => !judge.notes.includes(note)));
  }

  function progress(): Progress {
    const [waiting] = [...wire.holds.values()].flatMap((held) => held.waiting ?? []);
    const failures = [...results.values()].filter(({ verdict }) => verdict.status === 'failed').length;
    return {
      unitsDone: judge.unitsDone,
      units: planned.pairs.reduce((sum, { units }) => sum + units.length, 0),
      casesDone: results.size,
      cases: planned.cases.length,
      failures,
      requests: [...wire.recorders.values()].reduce((sum, { requests }) => sum + requests, 0),
      elapsed: performance.now() - begun,
      ...(waiting && { waiting }),
    };
  }
}

async function plannedOr(close: () => Promise<void>, options: RunOptions): Promise<Plan> {
  try {
    const planned = plan(options.contract, options.settings, options.selection, options.rules);
    const changes = planned.pairs.some(({ operation }) => operation.changes);
    const shared = sharedServer(options.settings);
    if (shared && changes && !options.contract.config.sameServer) throw shared;
    return planned;
  } catch (error) {
    await close();
    throw error;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
